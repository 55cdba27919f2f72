"""A change that began before another one was published: both are kept, or somebody chooses; nothing is overwritten."""

from dataclasses import dataclass

from core.models import Item
from editorial.models import Proposal
from submissions.answers import Answers
from submissions.changes.fields import plain
from submissions.inputs import inputs_of
from submissions.questionnaires import questionnaire_for
from submissions.questions import Questionnaire

OURS, PUBLIC = "ours", "public"


@dataclass(frozen=True)
class Merged:
    answers: Answers
    """Without what clashes."""
    clashes: dict[str, Answers]
    """{unit: what this change says}, where both sides have changed it, each in its own way."""
    public: Answers
    """What everyone reads now."""

    @property
    def with_ours(self) -> Answers:
        """What would be public if the text of this change were taken wherever it clashes."""
        return self.answers | {name: values for unit in self.clashes.values() for name, values in unit.items()}


def merged_with_public(proposal: Proposal, item: Item, *, chosen=None) -> Merged:
    """The change laid over what the item says now, which may be more than when it began."""
    questionnaire = questionnaire_for(item.kind)
    public = questionnaire.read(item, proposal.language)
    return three_way(questionnaire, base=proposal.base_answers, ours=proposal.answers, public=public, chosen=chosen)


def three_way(questionnaire: Questionnaire, *, base: Answers, ours: Answers, public: Answers, chosen=None) -> Merged:
    """`chosen` is {unit: OURS or PUBLIC} for what clashes."""
    inputs = inputs_of(*questionnaire.questions)
    before, mine, theirs = (inputs.by_unit(answers) for answers in (base, ours, public))
    answers, clashes = {}, {}
    for unit in mine:
        old, own, there = plain(before[unit]), plain(mine[unit]), plain(theirs[unit])
        if own in (old, there):
            answers |= theirs[unit]
        elif there == old or (chosen or {}).get(unit) == OURS:
            answers |= mine[unit]
        elif (chosen or {}).get(unit) == PUBLIC:
            answers |= theirs[unit]
        else:
            clashes[unit] = mine[unit]
    return Merged(answers, clashes, public)
