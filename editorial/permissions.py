from accounts.choices import Role
from core.models import Item
from editorial.moves import Actor


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
