from django.utils.translation import gettext as _

from core.access import ALLOWED, Answer, denied, rule
from core.models import Item

FOLLOW = "follow an item"


@rule(FOLLOW)
def may_follow(person, item: Item) -> Answer:
    """Its trail and what is written about it, for those who maintain it."""
    if person.is_authenticated and item.is_maintained_by(person):
        return ALLOWED
    return denied(_("Only those who maintain it follow it here."))
