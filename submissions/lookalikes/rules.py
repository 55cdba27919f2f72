"""Items that may be the same as what somebody is writing: shown, never forced.

Each kind of item says in its own `lookalikes.py` what makes two of them the same; here is what they share.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet
from django.utils.translation import get_language

from core.choices import LISTED_STATUSES, Status
from core.kinds import models_by_kind
from core.models import Item
from core.reading import Phrase
from submissions.listed import short_ids_saying
from submissions.lookalikes.likeness import LEVELS, Judgement, Level, Told

MOST = 5
MOST_COMPARED = 60
"""So many are compared with what is told, however many there are."""
_MOST_LISTED = 20
_SEEN_BY_EDITORS = (
    *LISTED_STATUSES,
    Status.ARCHIVED,
    *(Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.ACCEPTED),
)
_STAYS = Judgement(Level.POSSIBLE, 0.0)


class LookalikeRules(Protocol):
    """What a kind of item answers by `Item.lookalike_rules()`."""

    def candidates(self, told: Told, listed: list[str], items: QuerySet) -> Iterable[Item]:
        """Those of `items` that may be the same, with all that is compared; `listed` are short ids to begin with."""

    def judge(self, told: Told, candidate: Item) -> Judgement | None:
        """None where they are too different."""

    def told_of(self, item: Item) -> Told:
        """What an item itself tells."""


@dataclass(frozen=True)
class Lookalike:
    kind: str
    item_id: uuid.UUID
    short_id: str
    level: Level
    score: float
    reasons: tuple[str, ...]
    title: Phrase
    """With its address where it is public."""
    one_liner: Phrase | None
    status: str


def lookalikes(
    kind: str,
    *,
    title: str,
    language: str,
    exclude: Collection[uuid.UUID] = (),
    keep: Collection[str] = (),
    most: int = MOST,
    **facts,
) -> list[Lookalike]:
    """The surest first. `facts` are fields of `Told`; `language` is that of the words.

    Listed items alone. `keep` are short ids of those that the writer has answered for: they stay, however the words
    change.
    """
    told = Told(language=language, title=title, **facts)
    found = _alike(kind, told, LISTED_STATUSES, exclude, keep)
    return [one for number, one in enumerate(found) if number < most or one.short_id in keep]


def duplicate_chance(item: Item) -> Lookalike | None:
    """The surest lookalike of an item that is sent in, for its editors: unpublished ones count as well."""
    told = item.lookalike_rules().told_of(item)
    return next(iter(_alike(item.kind, told, _SEEN_BY_EDITORS, [item.pk])), None)


def _alike(
    kind: str, told: Told, statuses: Iterable, exclude: Collection, keep: Collection[str] = ()
) -> list[Lookalike]:
    model = models_by_kind()[kind]
    rules = model.lookalike_rules()
    items = model.objects.filter(status__in=statuses).exclude(pk__in=exclude)
    listed = short_ids_saying(f"{told.title} {told.one_liner}", told.language, kind)[:_MOST_LISTED]
    found = []
    for candidate in rules.candidates(told, [*keep, *listed], items):
        judgement = rules.judge(told, candidate) or (_STAYS if candidate.short_id in keep else None)
        if judgement:
            found.append(_shown(candidate, judgement))
    return sorted(found, key=lambda one: (LEVELS.index(one.level), -one.score, one.short_id))


def _shown(item: Item, judgement: Judgement) -> Lookalike:
    title = Phrase(item.display_title(), item.title_language(), item.get_absolute_url() if item.is_public else "")
    text = item.text_in(get_language())
    line = getattr(text, "one_liner", "") if text else ""
    return Lookalike(
        kind=item.kind,
        item_id=item.pk,
        short_id=item.short_id,
        level=judgement.level,
        score=round(judgement.score, 3),
        reasons=judgement.reasons,
        title=title,
        one_liner=Phrase(line, text.language) if line else None,
        status=item.status,
    )
