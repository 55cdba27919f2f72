"""A sign-in on a device that was not seen before is told by mail."""

import pytest
from signing import Visitor, mails, make_member

from accounts.devices import described
from accounts.models import KnownDevice

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member(languages=["en"])


def test_the_first_device_is_no_news(visitor, kari):
    visitor.sign_in()
    assert mails() == []


def test_another_device_is(visitor, kari):
    visitor.sign_in()
    other = Visitor()
    other.sign_in()
    [message] = mails()
    assert (message.to, message.subject) == ([kari.email], "A new device has signed in")
    assert "Firefox, Android" in message.body
    assert "http://testserver/en/account/password/forgotten/" in message.body


def test_a_known_device_is_not(visitor, kari):
    visitor.sign_in()
    visitor.send("sign-out/")
    visitor.sign_in()
    assert mails() == []
    assert KnownDevice.objects.count() == 1


def test_a_device_is_known_for_each_person_by_itself(visitor, kari):
    make_member(email="ola@example.org")
    Visitor().sign_in("ola@example.org")
    visitor.sign_in()
    visitor.send("sign-out/")
    visitor.sign_in("ola@example.org")
    assert [message.to for message in mails()] == [["ola@example.org"]]


def test_the_mark_of_a_device_is_not_kept_in_clear(visitor, kari):
    visitor.sign_in()
    assert visitor.client.cookies["device"].value not in KnownDevice.objects.get().token_hash


def test_a_made_up_mark_is_replaced_when_it_is_too_long(visitor, kari):
    visitor.client.cookies["device"] = "x" * 5000
    visitor.sign_in()
    assert len(visitor.client.cookies["device"].value) == 43


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_what_a_device_is_called(user_agent, words):
    assert described(user_agent) == words
