"""The command that hands out roles."""

import pytest
from django.core.management import CommandError, call_command
from factories import make_country
from signing import audited, make_member

from accounts.models import RoleGrant, User

pytestmark = pytest.mark.django_db


def test_the_first_administrator():
    call_command("grant_role", "anna@example.org", "administrator", name="Anna")
    user = User.objects.get()
    assert (user.display_name, user.has_role("administrator")) == ("Anna", True)
    assert audited() == ["create user", "grant role"]


def test_a_role_for_one_country_is_given_and_ended():
    make_country("FI")
    user = make_member()
    call_command("grant_role", "KARI@example.org", "country_editor", country="fi")
    assert RoleGrant.objects.get().country_id == "FI"
    call_command("grant_role", user.email, "country_editor", end=True)
    assert RoleGrant.objects.get().ended_at is None
    call_command("grant_role", user.email, "country_editor", country="FI", end=True)
    assert RoleGrant.objects.get().ended_at
    assert audited()[-1] == "end role"


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["nobody@example.org", "reviewer"], {}),
        (["no address", "reviewer"], {"name": "N"}),
        (["kari@example.org", "reviewer"], {"country": "zz"}),
        (["kari@example.org", "king"], {}),
    ],
)
def test_mistakes_are_told(arguments, options):
    make_member()
    with pytest.raises(CommandError):
        call_command("grant_role", *arguments, **options)
    assert not RoleGrant.objects.exists()


def test_a_role_is_given_once():
    make_member()
    call_command("grant_role", "kari@example.org", "reviewer")
    with pytest.raises(CommandError):
        call_command("grant_role", "kari@example.org", "reviewer")
