"""One person per role, for tests that ask what each of them may see."""

from accounts.actions import create_user, grant_role
from accounts.choices import Role
from organisations.choices import MembershipRole
from organisations.models import Membership

ANONYMOUS = "anonymous"
PEOPLE = [ANONYMOUS, "member", "contributor", "manager", *Role.values]


def make_person(name, organisation=None):
    """None for the anonymous reader; contributor and manager belong to `organisation`."""
    if name == ANONYMOUS:
        return None
    person = create_user(email=f"{name}@example.org", display_name=f"A {name}", languages=["sv"])
    if name in Role.values:
        grant_role(user=person, role=name)
    if name in (MembershipRole.CONTRIBUTOR, MembershipRole.MANAGER) and organisation:
        Membership.objects.create(user=person, organisation=organisation, role=name)
    return person
