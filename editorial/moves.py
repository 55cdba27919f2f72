"""The table of moves: who may take an item from which status to which. Everything else reads this table."""

from dataclasses import dataclass
from enum import StrEnum

from core.choices import Status


class Actor(StrEnum):
    """Who acts. An owner is a contributor or manager of the owner organisation, or the sender while there is none."""

    SYSTEM = "system"
    OWNER = "owner"
    EDITOR = "editor"
    CHIEF_EDITOR = "chief editor"


@dataclass(frozen=True)
class Move:
    action: str
    sources: tuple[Status | None, ...]
    """Statuses it starts from; None is "not there yet"."""
    target: Status
    actors: tuple[Actor, ...]
    needs_note: bool = False
    kinds: tuple[str, ...] = ()
    """Kinds of item it is for; empty means all."""


S = Status
OWNER_OR_SYSTEM = (Actor.OWNER, Actor.SYSTEM)

MOVES = (
    Move("load compiled", (None,), S.PUBLISHED, (Actor.SYSTEM,)),
    Move("submit", (S.DRAFT, S.CHANGES_REQUESTED), S.SUBMITTED, (Actor.OWNER,)),
    Move(
        "withdraw",
        (S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.CHANGES_REQUESTED, S.ACCEPTED),
        S.WITHDRAWN,
        OWNER_OR_SYSTEM,
    ),
    Move("reopen", (S.WITHDRAWN, S.REJECTED), S.DRAFT, (Actor.OWNER,)),
    Move("return", (S.SUBMITTED, S.IN_REVIEW, S.ACCEPTED), S.CHANGES_REQUESTED, (Actor.EDITOR,), needs_note=True),
    Move("send to review", (S.SUBMITTED,), S.IN_REVIEW, (Actor.EDITOR,), kinds=("practice",)),
    Move("accept", (S.SUBMITTED, S.IN_REVIEW), S.ACCEPTED, (Actor.EDITOR,)),
    Move("reject", (S.SUBMITTED, S.IN_REVIEW), S.REJECTED, (Actor.EDITOR,), needs_note=True),
    Move("publish", (S.ACCEPTED,), S.PUBLISHED, (Actor.EDITOR, Actor.SYSTEM)),
    Move("publish imported", (S.SUBMITTED,), S.PUBLISHED, (Actor.EDITOR,)),
    Move("archive", (S.PUBLISHED,), S.ARCHIVED, (Actor.OWNER, Actor.EDITOR, Actor.SYSTEM), needs_note=True),
    Move("restore", (S.ARCHIVED,), S.PUBLISHED, (Actor.EDITOR,)),
    Move("take down", (S.PUBLISHED, S.ARCHIVED), S.TAKEN_DOWN, (Actor.EDITOR,), needs_note=True),
    Move("put back", (S.TAKEN_DOWN,), S.PUBLISHED, (Actor.CHIEF_EDITOR,)),
    Move("merge", (S.SUBMITTED, S.PUBLISHED), S.MERGED, (Actor.EDITOR,)),
    Move("uphold appeal", (S.REJECTED,), S.SUBMITTED, (Actor.CHIEF_EDITOR,)),
)

BY_ACTION = {move.action: move for move in MOVES}
