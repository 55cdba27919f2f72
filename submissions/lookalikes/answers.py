"""What a writer says of a lookalike: it is the same, it is our own place of the same idea, or it is something else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.slugs import SHORT_ID_PATTERN
from submissions.answers import Answers, one
from submissions.lookalikes.rules import Lookalike

LOOKALIKES = "alike"
"""Begins the names of the inputs: alike-<short id> holds one of the ways, alike-why-<short id> one line."""
LONGEST_WHY = 200
MOST = 10
_INPUT = re.compile(rf"{LOOKALIKES}-(why-)?({SHORT_ID_PATTERN})")


class Way(TextChoices):
    SAME = "same", _("It is the same. I want to update it.")
    OWN_PLACE = "own-place", _("It is the same idea in our own place.")
    DIFFERENT = "different", _("It is something else.")


@dataclass(frozen=True)
class LookalikeAnswer:
    short_id: str
    way: str
    why: str = ""
    """One line for the editor, where it is something else."""


@dataclass(frozen=True)
class AskedLookalike:
    """A lookalike with what the writer has said of it, as `_lookalikes.html` shows it."""

    lookalike: Lookalike
    way: str = ""
    why: str = ""


def is_answer(name: str) -> bool:
    return _INPUT.fullmatch(name) is not None


def answers_in(answers: Answers) -> list[LookalikeAnswer]:
    """Of a draft; anything else in them is passed over."""
    found = []
    for name in answers:
        said = _INPUT.fullmatch(name)
        if said and not said[1] and (way := one(answers, name)) in Way.values:
            why = one(answers, f"{LOOKALIKES}-why-{said[2]}").strip()[:LONGEST_WHY]
            found.append(LookalikeAnswer(said[2], way, why))
    return found[:MOST]


def asked(lookalikes: Iterable[Lookalike], answers: Iterable[LookalikeAnswer]) -> list[AskedLookalike]:
    known = {answer.short_id: answer for answer in answers}
    rows = [AskedLookalike(one) for one in lookalikes]
    return [_answered(row, known.get(row.lookalike.short_id)) for row in rows]


def _answered(row: AskedLookalike, answer: LookalikeAnswer | None) -> AskedLookalike:
    return replace(row, way=answer.way, why=answer.why) if answer else row
