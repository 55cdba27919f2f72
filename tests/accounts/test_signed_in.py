"""Where one is signed in: seen, and ended from afar."""

import pytest
from pages import parsed, texts
from signing import Visitor, audited, make_member

from accounts.models import AccountSession

pytestmark = pytest.mark.django_db
DESKTOP = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def kari():
    return make_member(languages=["en"])


@pytest.fixture
def desktop(kari):
    desktop = Visitor(user_agent=DESKTOP)
    desktop.sign_in()
    return desktop


@pytest.fixture
def phone(visitor, desktop):
    visitor.sign_in()
    return visitor


def keys(visitor):
    return [node.attrs["value"] for node in parsed(visitor.go("devices/")).query("button[name=end]")]


def test_all_browsers_are_listed_this_one_first(phone, desktop):
    named = [name.split(" · ")[0] for name in texts(parsed(phone.go("devices/")), "main li strong")]
    assert named == ["Firefox, Android", "Firefox, Windows"]


def test_one_is_signed_out_from_another(phone, desktop):
    key, others = keys(phone)
    assert others == "others"
    phone.send("devices/", end=key)
    assert (phone.is_signed_in, desktop.is_signed_in) == (True, False)
    assert audited()[-1] == "sign out elsewhere"


def test_everywhere_else_at_once(phone, desktop):
    third = Visitor()
    third.sign_in()
    phone.send("devices/", end="others")
    assert (phone.is_signed_in, desktop.is_signed_in, third.is_signed_in) == (True, False, False)


def test_nobody_signs_out_somebody_else(phone):
    make_member(email="ola@example.org")
    ola = Visitor()
    ola.sign_in("ola@example.org")
    [key, _others] = keys(phone)
    for end in (key, "others", "", "x" * 5000, phone.client.session.session_key):
        ola.send("devices/", end=end)
    assert phone.is_signed_in
    assert keys(ola) == []


def test_the_page_does_not_tell_what_opens_a_session(phone, desktop):
    shown = phone.go("devices/").content.decode()
    assert [session.session_key for session in AccountSession.objects.all() if session.session_key in shown] == []


def test_a_session_on_the_way_in_belongs_to_nobody(visitor, kari):
    visitor.send("sign-in/code/", email=kari.email)
    assert [session.account_id for session in AccountSession.objects.all()] == [None]
