"""Who may read a file that is not public, and who may add one to a draft; what is a draft is known above."""

from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.second_step import lacks_second_step
from core.access import ALLOWED, Answer, denied, rule
from core.kinds import models_by_kind
from core.models import Item
from files.models import StoredFile

READ_FILE = "read file"
READ_FILES_OF_DRAFT = "read files of draft"
"""Asked with the id of the draft; the room that keeps drafts has the rule."""
CHANGE_FILES_OF_DRAFT = "change files of draft"


def item_of(stored: StoredFile) -> Item | None:
    model = models_by_kind().get(stored.kind)
    return model._default_manager.filter(pk=stored.item_id).first() if model else None


@rule(READ_FILE)
def may_read(person, stored: StoredFile) -> Answer:
    """While it is not public: those who maintain what it is attached to, and the editors of that."""
    if not person.is_authenticated or lacks_second_step(person):
        return denied(_("Sign in to read this file."))
    item = item_of(stored)
    if item is not None and (item.is_maintained_by(person) or _edits(person, item)):
        return ALLOWED
    return denied(_("This file belongs to somebody else."))


def _edits(person, item: Item) -> bool:
    return person.has_role(Role.CHIEF_EDITOR) or any(
        person.has_role(Role.COUNTRY_EDITOR, country) for country in item.country_codes()
    )
