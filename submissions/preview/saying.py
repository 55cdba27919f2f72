"""What a draft would say in public; a change says it together with what others have changed since it began."""

from dataclasses import dataclass

from editorial.choices import ProposalPurpose
from editorial.models import Proposal
from submissions.answers import Answers
from submissions.changes.merging import merged_with_public
from submissions.questionnaires import item_of, questionnaire_for
from submissions.wording import labels_of


@dataclass(frozen=True)
class SaidInPublic:
    answers: Answers
    changed_by_others: list[str]
    """Labels of what others have changed in another way; the writer's own words are shown there."""


def said_in_public(proposal: Proposal) -> SaidInPublic:
    item = item_of(proposal) if proposal.purpose == ProposalPurpose.CHANGE else None
    if item is None or item.version == proposal.item_version:
        return SaidInPublic(proposal.answers, [])
    merged = merged_with_public(proposal, item)
    return SaidInPublic(merged.with_ours, labels_of(questionnaire_for(item.kind), merged.clashes))
