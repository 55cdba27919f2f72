"""What a writer says of a lookalike: it is the same, it is our own place of the same idea, or it is something else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.slugs import SHORT_ID_PATTERN
from submissions.lookalikes import Lookalike

LONGEST_WHY = 200
_MOST = 10
_SHORT_ID = re.compile(SHORT_ID_PATTERN)


class Way(TextChoices):
    SAME = "same", _("It is the same: I want to update it")
    OWN_PLACE = "own-place", _("The same idea in our own place")
    DIFFERENT = "different", _("It is something else")


@dataclass(frozen=True)
class LookalikeAnswer:
    short_id: str
    way: str
    why: str = ""
    """One line for the editor, where it is something else."""

    def as_data(self) -> dict[str, str]:
        """For a draft; `LookalikeAnswer(**data)` reads it again."""
        return asdict(self)


@dataclass(frozen=True)
class AskedLookalike:
    """A lookalike with what the writer has said of it, as `_lookalikes.html` shows it."""

    lookalike: Lookalike
    way: str = ""
    why: str = ""


def answers_in(data: Mapping, name: str) -> list[LookalikeAnswer]:
    """Of a form that holds `_lookalikes.html` with this `name`; anything else in it is passed over."""
    found = []
    for key in data:
        short_id = key.removeprefix(f"{name}-")
        way = data.get(key)
        if key != short_id and _SHORT_ID.fullmatch(short_id) and way in Way.values:
            found.append(LookalikeAnswer(short_id, way, data.get(f"{name}-why-{short_id}", "").strip()[:LONGEST_WHY]))
    return found[:_MOST]


def asked(lookalikes: Iterable[Lookalike], answers: Iterable[LookalikeAnswer]) -> list[AskedLookalike]:
    known = {answer.short_id: answer for answer in answers}
    rows = [AskedLookalike(one) for one in lookalikes]
    return [_answered(row, known.get(row.lookalike.short_id)) for row in rows]


def _answered(row: AskedLookalike, answer: LookalikeAnswer | None) -> AskedLookalike:
    return replace(row, way=answer.way, why=answer.why) if answer else row
