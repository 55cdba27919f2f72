"""Who may make which move, and what the page says to those who may not. One rule per row of the table of moves."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Role
from core.access import ALLOWED, Answer, denied, rule
from core.choices import Status
from core.models import Item
from editorial.conditions import obstacle
from editorial.moves import MOVES, Actor, Move

CONFIRM_TAKE_DOWN = "confirm take-down"
NAME_OWNER = "name owner"
"""Who runs it; its rule stands with the organisations."""
SEE_DESK = "see the desk"
READ_AT_DESK = "read at the desk"
WORK_AT_DESK = "work at the desk"
WRITE_TO_DESK = "write to the desk"
KEEP_IN_MERGER = "keep in a merger"
_DECIDING = frozenset({Actor.EDITOR, Actor.CHIEF_EDITOR})
_CONFLICT = gettext_lazy("You belong to this organisation or left it not long ago, so another editor decides.")
_AT_ONCE = "take down"
"""Hiding waits for nobody; the chief editor looks at it afterwards."""


@dataclass(frozen=True)
class Standing:
    """The parts that a person (None: the system) may play for an item, asked once for all moves."""

    actors: frozenset[Actor]
    conflict: str = ""
    """Why this editor decides nothing about it."""
    is_editor: bool = False
    """Of whatever country."""

    @property
    def has_conflict(self) -> bool:
        return bool(self.conflict)

    def parts_in(self, move: Move) -> set[Actor]:
        """Any editor hides at once, wherever it is from."""
        playing = self.actors | {Actor.EDITOR} if self.is_editor and move.action == _AT_ONCE else self.actors
        return set(playing) & set(move.actors)


@dataclass(frozen=True)
class Offer:
    """A move that a person could make from where the item is: a button, or the reason why there is none."""

    move: Move
    answer: Answer


def standing_of(person, item: Item) -> Standing:
    if person is None:
        return Standing(frozenset({Actor.SYSTEM}))
    if not person.is_authenticated:
        return Standing(frozenset())
    actors = set()
    if item.is_maintained_by(person):
        actors.add(Actor.OWNER)
    if person.has_role(Role.CHIEF_EDITOR):
        actors |= _DECIDING
    if any(person.has_role(Role.COUNTRY_EDITOR, country) for country in item.country_codes()):
        actors.add(Actor.EDITOR)
    conflict = _conflict(person, item) if actors & _DECIDING else ""
    return Standing(frozenset(actors), conflict, is_editor=person.is_editor)


def _conflict(person, item: Item) -> str:
    if not item.has_conflict(person):
        return ""
    return _("This step is for somebody else.") if item.created_by_id == person.pk else str(_CONFLICT)


def may_make(move: Move, person, item: Item, *, is_new: bool = False, standing: Standing | None = None) -> Answer:
    """`is_new` marks an item that was made in this very transaction and has had no status yet."""
    standing = standing or standing_of(person, item)
    if move.kinds and item.kind not in move.kinds:
        return denied(_("This step is not for this kind of item."))
    if (None if is_new else Status(item.status)) not in move.sources:
        return denied(_("This is now “%(status)s”, so that step is over.") % {"status": item.get_status_display()})
    playing = standing.parts_in(move)
    if not playing:
        return denied(_("This step is for somebody else."))
    if playing <= _DECIDING and standing.has_conflict and move.action != _AT_ONCE:
        return denied(standing.conflict)
    return ALLOWED


def counts_as_confirmed(person, item: Item) -> bool:
    """What the chief editor hides needs no second look, unless it is too close to the one who hides it."""
    return person.has_role(Role.CHIEF_EDITOR) and not item.has_conflict(person)


@rule(CONFIRM_TAKE_DOWN)
def may_confirm_take_down(person, item: Item | None = None) -> Answer:
    """Without an item: whether this person sees what waits to be confirmed."""
    if not person.is_authenticated or not person.has_role(Role.CHIEF_EDITOR):
        return denied(_("The chief editor confirms it."))
    if item is not None and item.status != Status.TAKEN_DOWN:
        return denied(_("This is now “%(status)s”, so that step is over.") % {"status": item.get_status_display()})
    if item is not None and (conflict := _conflict(person, item)):
        return denied(conflict)
    return ALLOWED


@rule(SEE_DESK)
def may_see_desk(person, item=None) -> Answer:
    if person.is_authenticated and person.is_editor:
        return ALLOWED
    return denied(_("This page is for others."))


@rule(READ_AT_DESK)
def may_read_at_desk(person, item: Item) -> Answer:
    """Editors of other countries, and those of one country for what has none, do not see it."""
    if standing_of(person, item).actors & _DECIDING:
        return ALLOWED
    return denied(_("This page is for others."))


@rule(KEEP_IN_MERGER)
def may_keep_in_merger(person, into: Item) -> Answer:
    """Whether this editor may let `into` stand in for another record: one they read, and are not too close to."""
    if not knows_of(person, into):
        return denied(_("Choose the record that stays."))
    conflict = _conflict(person, into)
    return denied(conflict) if conflict else ALLOWED


def knows_of(person, item: Item) -> bool:
    """Whether this editor may hear of the item as one that another may be the same as."""
    return item.is_public or bool(may_read_at_desk(person, item))


@rule(WORK_AT_DESK)
def may_work_at_desk(person, item: Item) -> Answer:
    """To tick, to write and to take notes: what is said about an organisation is not for its own people."""
    standing = standing_of(person, item)
    if not standing.actors & _DECIDING:
        return denied(_("This page is for others."))
    return denied(standing.conflict) if standing.has_conflict else ALLOWED


@rule(WRITE_TO_DESK)
def may_write_to_desk(person, item: Item) -> Answer:
    if person.is_authenticated and item.is_maintained_by(person):
        return ALLOWED
    return denied(_("This page is for others."))


def moves_for(item: Item, person) -> list[Offer]:
    """What this person could do with the item as it stands, in the order of the table."""
    standing = standing_of(person, item)
    offers = []
    for move in MOVES:
        if item.status not in move.sources or (move.kinds and item.kind not in move.kinds):
            continue
        if standing.parts_in(move):
            offers.append(Offer(move, _answer(move, person, item, standing)))
    return offers


def _answer(move: Move, person, item: Item, standing: Standing) -> Answer:
    answer = may_make(move, person, item, standing=standing)
    reason = answer and obstacle(item, move, person)
    return denied(reason) if reason else answer


for _move in MOVES:
    rule(_move.action)(partial(may_make, _move))
