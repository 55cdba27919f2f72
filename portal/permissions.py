"""Who sees the pages of the portal that are not for everybody."""

from django.utils.translation import gettext as _

from accounts.choices import Role
from core.access import ALLOWED, Answer, denied, rule

READ_OUTBOX = "read outbox"
SEE_TAKEN_DOWN = "see what is taken down"
SEE_ROLES = "see roles"
CHANGE_ROLES_OF = "change roles of person"


@rule(READ_OUTBOX)
def may_read_outbox(person, item=None) -> Answer:
    return _for_roles(person, Role.ADMINISTRATOR)


@rule(SEE_TAKEN_DOWN)
def may_see_taken_down(person, item=None) -> Answer:
    return _for_roles(person, Role.COUNTRY_EDITOR, Role.CHIEF_EDITOR)


@rule(SEE_ROLES)
def may_see_roles(person, item=None) -> Answer:
    return _for_roles(person, Role.ADMINISTRATOR)


@rule(CHANGE_ROLES_OF)
def may_change_roles_of(person, other) -> Answer:
    if other.pk == person.pk:
        return denied(_("Nobody changes their own roles: ask another administrator."))
    return may_see_roles(person)


def _for_roles(person, *roles: Role) -> Answer:
    if person.is_authenticated and any(person.has_role(role) for role in roles):
        return ALLOWED
    return denied(_("This page is for others."))
