"""The administrator gives and ends roles; the second step and the password stand before it."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from factories import make_country
from pages import parsed, texts
from people import make_person
from signing import make_member

from accounts.models import RoleGrant
from core.models import AuditRow

pytestmark = pytest.mark.django_db
ROLES = "/en/editorial/roles/"


@pytest.fixture
def administrator():
    return make_person("administrator")


@pytest.fixture
def kari():
    return make_member()


@pytest.fixture
def browser(administrator):
    browser = Client()
    browser.force_login(administrator)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 9e9, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(administrator.pk)
    session.save()
    return browser


def roles_of(person):
    return [(grant.role, grant.country_id) for grant in person.role_grants.filter(ended_at__isnull=True)]


def test_a_role_is_given_and_ended(browser, administrator, kari):
    make_country("SE")
    answer = browser.post(f"{ROLES}?find=kari", {"person": kari.pk, "role": "country_editor", "country": "SE"})
    assert (answer.status_code, answer["Location"]) == (303, f"{ROLES}?find=kari&done=1")
    assert roles_of(kari) == [("country_editor", "SE")]
    page = parsed(browser.get(f"{ROLES}?find=kari"))
    [grant] = page.query("button[name=grant]")
    assert browser.post(ROLES, {"grant": grant.attrs["value"]}).status_code == 303
    assert roles_of(kari) == []
    rows = AuditRow.objects.filter(actor_id=administrator.pk).order_by("id")
    assert [row.action for row in rows] == ["grant role", "end role"]


def test_twice_is_refused(browser, kari):
    given = {"person": kari.pk, "role": "reviewer"}
    assert [browser.post(ROLES, given).status_code for _ in range(2)] == [303, 422]
    assert roles_of(kari) == [("reviewer", None)]


def test_nobody_changes_their_own_roles(browser, administrator):
    answer = browser.post(ROLES, {"person": administrator.pk, "role": "chief_editor"})
    assert answer.status_code == 422
    assert texts(parsed(answer), "[role=alert]") == ["Nobody changes their own roles: ask another administrator."]
    assert browser.post(ROLES, {"grant": RoleGrant.objects.get().pk}).status_code == 422
    assert roles_of(administrator) == [("administrator", None)]


@pytest.mark.parametrize(
    "sent",
    [
        {"person": "x", "role": "reviewer"},
        {"person": "00000000-0000-0000-0000-000000000000", "role": "reviewer"},
        {"role": "reviewer"},
        {"person": "", "role": "emperor"},
        {"grant": "999999999"},
        {"grant": "x"},
        {},
    ],
)
def test_forged_fields(browser, sent):
    assert browser.post(ROLES, sent).status_code == 422
    assert RoleGrant.objects.count() == 1


def test_who_has_not_shown_it_again_gives_nothing(administrator, kari):
    browser = Client()
    browser.force_login(administrator)
    answer = browser.post(ROLES, {"person": kari.pk, "role": "reviewer"})
    assert answer["Location"].startswith("/en/account/again/")
    assert roles_of(kari) == []


def test_without_a_second_step_the_page_is_closed(administrator, kari):
    Authenticator.objects.all().delete()
    browser = Client()
    browser.force_login(administrator)
    answer = browser.post(ROLES, {"person": kari.pk, "role": "reviewer"})
    assert answer["Location"] == "/en/account/second-step/"
    assert roles_of(kari) == []
