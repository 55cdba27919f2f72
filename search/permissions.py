"""Who may change the words by which things are found."""

from django.utils.translation import gettext as _

from accounts.choices import Role
from core.access import ALLOWED, Answer, denied, rule

ADD_LABEL = "add label"
_MAY_ADD = (Role.CHIEF_EDITOR, Role.ADMINISTRATOR)


@rule(ADD_LABEL)
def may_add_label(person, item=None) -> Answer:
    if person is not None and person.is_authenticated and any(person.has_role(role) for role in _MAY_ADD):
        return ALLOWED
    return denied(_("Only the chief editor adds words to the vocabulary."))
