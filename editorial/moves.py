"""The table of moves: who may take an item from which status to which. Everything else reads this table."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    label: str | Promise = ""
    """What the button says; empty for what nobody presses."""
    needs_note: bool = False
    names_survivor: bool = False
    kinds: tuple[str, ...] = ()
    """Kinds of item it is for; empty means all."""
    reviewed_from: tuple[Status, ...] = ()
    """Sources from which it rests on a review, so that nobody makes it by itself."""


S = Status
OWNER_OR_SYSTEM = (Actor.OWNER, Actor.SYSTEM)
WITHDRAWABLE = (S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.CHANGES_REQUESTED, S.ACCEPTED)

MOVES = (
    Move("load compiled", (None,), S.PUBLISHED, (Actor.SYSTEM,)),
    Move("submit", (S.DRAFT, S.CHANGES_REQUESTED), S.SUBMITTED, (Actor.OWNER,), _("Send it in")),
    Move("withdraw", WITHDRAWABLE, S.WITHDRAWN, OWNER_OR_SYSTEM, _("Withdraw it")),
    Move("reopen", (S.WITHDRAWN, S.REJECTED), S.DRAFT, (Actor.OWNER,), _("Open it again")),
    Move(
        "return",
        (S.SUBMITTED, S.IN_REVIEW, S.ACCEPTED),
        S.CHANGES_REQUESTED,
        (Actor.EDITOR,),
        _("Ask for changes"),
        needs_note=True,
    ),
    Move(
        "send to review",
        (S.SUBMITTED,),
        S.IN_REVIEW,
        (Actor.EDITOR,),
        _("Send it to review"),
        kinds=("practice",),
        reviewed_from=(S.SUBMITTED,),
    ),
    Move(
        "accept",
        (S.SUBMITTED, S.IN_REVIEW),
        S.ACCEPTED,
        (Actor.EDITOR,),
        pgettext_lazy("button", "Accept"),
        reviewed_from=(S.IN_REVIEW,),
    ),
    Move(
        "reject",
        (S.SUBMITTED, S.IN_REVIEW),
        S.REJECTED,
        (Actor.EDITOR,),
        _("Do not accept"),
        needs_note=True,
        reviewed_from=(S.IN_REVIEW,),
    ),
    Move("publish", (S.ACCEPTED,), S.PUBLISHED, (Actor.EDITOR, Actor.SYSTEM), pgettext_lazy("button", "Publish")),
    Move("publish imported", (S.SUBMITTED,), S.PUBLISHED, (Actor.EDITOR,), _("Publish as imported")),
    Move(
        "archive",
        (S.PUBLISHED,),
        S.ARCHIVED,
        (Actor.OWNER, Actor.EDITOR, Actor.SYSTEM),
        pgettext_lazy("button", "Archive"),
        needs_note=True,
    ),
    Move("restore", (S.ARCHIVED,), S.PUBLISHED, (Actor.EDITOR,), _("Bring it back from the archive")),
    Move("take down", (S.PUBLISHED, S.ARCHIVED), S.TAKEN_DOWN, (Actor.EDITOR,), _("Take it down now"), needs_note=True),
    Move("put back", (S.TAKEN_DOWN,), S.PUBLISHED, (Actor.CHIEF_EDITOR,), _("Put it back")),
    Move("merge", (S.SUBMITTED, S.PUBLISHED), S.MERGED, (Actor.EDITOR,), _("Merge into another"), names_survivor=True),
    Move(
        "uphold appeal",
        (S.REJECTED,),
        S.SUBMITTED,
        (Actor.CHIEF_EDITOR,),
        _("Uphold the appeal"),
        reviewed_from=(S.REJECTED,),
    ),
)

BY_ACTION = {move.action: move for move in MOVES}
