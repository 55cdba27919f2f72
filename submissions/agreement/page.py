"""What writers see of those whom they have asked to agree, and what these have said."""

from dataclasses import dataclass
from functools import cached_property

from core.access import Answer
from editorial.models import DraftAgreement, Proposal
from submissions.agreement.actions import MOST_ASKED
from submissions.agreement.naming import known_as
from submissions.agreement.standing import has_changed, is_settled, was_just_mailed
from submissions.changes.fields import FieldDifference, field_differences
from submissions.checking import problems
from submissions.questionnaires import about, questionnaire_for


@dataclass(frozen=True)
class Asked:
    row: DraftAgreement

    @property
    def who(self) -> str:
        return known_as(self.row)

    @cached_property
    def has_changed(self) -> bool:
        """The text, since it was agreed to."""
        return has_changed(self.row)

    @property
    def may_be_asked_again(self) -> bool:
        return not is_settled(self.row) and bool(self.row.email) and not was_just_mailed(self.row)


@dataclass(frozen=True)
class AgreementPage:
    proposal: Proposal
    asked: list[Asked]
    is_complete: bool
    may_ask: Answer

    @property
    def has_room(self) -> bool:
        return len(self.asked) < MOST_ASKED


def agreement_page(proposal: Proposal, may_ask: Answer) -> AgreementPage:
    rows = proposal.agreements.select_related("proposal")
    found = problems(questionnaire_for(proposal.kind), proposal.answers, about(proposal))
    return AgreementPage(proposal, [Asked(row) for row in rows], not found, may_ask)


def changes_since(agreement: DraftAgreement) -> list[FieldDifference]:
    proposal = agreement.proposal
    return field_differences(proposal, agreement.agreed_answers, proposal.answers)
