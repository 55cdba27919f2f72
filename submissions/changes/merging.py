"""A change that began before another one was published: both are kept, or somebody chooses; nothing is overwritten."""

from dataclasses import dataclass

from submissions.answers import Answers
from submissions.changes.fields import plain
from submissions.inputs import inputs_of
from submissions.questions import Questionnaire

OURS, PUBLIC = "ours", "public"


@dataclass(frozen=True)
class Merged:
    answers: Answers
    clashes: tuple[str, ...]
    """Units that both sides have changed, each in its own way."""


def three_way(questionnaire: Questionnaire, *, base: Answers, ours: Answers, public: Answers, chosen=None) -> Merged:
    """`chosen` is {unit: OURS or PUBLIC} for what clashes."""
    inputs = inputs_of(*questionnaire.questions)
    before, mine, theirs = (inputs.by_unit(answers) for answers in (base, ours, public))
    answers, clashes = {}, []
    for unit in mine:
        old, own, there = plain(before[unit]), plain(mine[unit]), plain(theirs[unit])
        if own in (old, there):
            answers |= theirs[unit]
        elif there == old or (chosen or {}).get(unit) == OURS:
            answers |= mine[unit]
        elif (chosen or {}).get(unit) == PUBLIC:
            answers |= theirs[unit]
        else:
            clashes.append(unit)
    return Merged(answers, tuple(clashes))
