"""Who may make which move. Registers one rule per row of the table of moves."""

from functools import partial

from django.utils.translation import gettext as _

from accounts.choices import Role
from core.access import ALLOWED, Answer, denied, rule
from core.choices import Status
from core.models import Item
from editorial.moves import MOVES, Actor, Move


def actors_of(person, item: Item) -> set[Actor]:
    """The parts that a person (None: the system) may play for this item."""
    if person is None:
        return {Actor.SYSTEM}
    actors = set()
    if item.is_maintained_by(person):
        actors.add(Actor.OWNER)
    if person.has_role(Role.CHIEF_EDITOR):
        actors |= {Actor.CHIEF_EDITOR, Actor.EDITOR}
    if any(person.has_role(Role.COUNTRY_EDITOR, country) for country in item.country_codes()):
        actors.add(Actor.EDITOR)
    return actors


def may_make(move: Move, person, item: Item, *, is_new: bool = False) -> Answer:
    """`is_new` marks an item that was made in this very transaction and has had no status yet."""
    if move.kinds and item.kind not in move.kinds:
        return denied(_("This step is not for this kind of item."))
    if (None if is_new else Status(item.status)) not in move.sources:
        return denied(_("This is now “%(status)s”, so that step is over.") % {"status": item.get_status_display()})
    if not actors_of(person, item) & set(move.actors):
        return denied(_("This step is for somebody else."))
    return ALLOWED


for _move in MOVES:
    rule(_move.action)(partial(may_make, _move))
