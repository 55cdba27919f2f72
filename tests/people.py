"""One person per role, for tests that ask what each of them may see."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.actions import create_user, grant_role
from accounts.choices import NEEDS_SECOND_STEP, Role
from organisations.choices import MembershipRole
from organisations.models import Membership

ANONYMOUS = "anonymous"
PEOPLE = [ANONYMOUS, "member", "contributor", "manager", *Role.values]


def make_person(name, organisation=None):
    """None for the anonymous reader; contributor and manager belong to `organisation`."""
    if name == ANONYMOUS:
        return None
    person = create_user(email=f"{name}@example.org", display_name=f"A {name}", languages=["sv"])
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    if name in Role.values:
        grant_role(user=person, role=name)
    if name in NEEDS_SECOND_STEP:
        TOTP.activate(person, generate_totp_secret())
    if name in (MembershipRole.CONTRIBUTOR, MembershipRole.MANAGER) and organisation:
        Membership.objects.create(user=person, organisation=organisation, role=name)
    return person
