"""Passkeys: to add, to sign in with alone, as second step, to remove."""

import json

import pytest
from allauth.mfa.models import Authenticator
from pages import parsed, texts
from signing import PASSWORD, audited, code_of, make_member, warnings_in, where
from soft_passkey import ADD, SoftPasskey, add_passkey, at_home, question

from core.models import AuditRow

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/passkey/"


@pytest.fixture(autouse=True)
def commits_run(monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_how: work())


@pytest.fixture
def kari():
    return make_member()


@pytest.fixture
def signed_in(kari):
    visitor = at_home()
    visitor.sign_in()
    visitor.send(f"again/?next={ADD}", password=PASSWORD)
    return visitor


def sign_in(visitor, passkey):
    options = visitor.client.get(SIGN_IN, headers={"accept": "application/json"}).json()["request_options"]
    return visitor.send(SIGN_IN, credential=json.dumps(passkey.get(options)))


def test_a_passkey_signs_in_by_itself(signed_in, kari):
    passkey = SoftPasskey()
    assert where(add_passkey(signed_in, passkey)) == "/en/account/second-step/codes/"
    visitor = at_home()
    assert where(sign_in(visitor, passkey)) == "/en/account/"
    assert visitor.is_signed_in
    assert "add passkey" in audited()
    assert AuditRow.objects.filter(action="sign in").latest("id").detail == {"methods": ["mfa"]}


def test_a_passkey_is_a_second_step(signed_in):
    passkey = SoftPasskey()
    add_passkey(signed_in, passkey)
    visitor = at_home()
    page = visitor.sign_in()
    assert where(page) == "/en/account/sign-in/second-step/"
    credential = passkey.get(question(page)["request_options"])
    visitor.send("sign-in/second-step/", credential=json.dumps(credential))
    assert visitor.is_signed_in


def test_a_passkey_shows_that_it_is_you(signed_in):
    passkey = SoftPasskey()
    add_passkey(signed_in, passkey)
    visitor = at_home()
    sign_in(visitor, passkey)
    page = visitor.go("again/passkey/?next=/en/account/second-step/codes/")
    credential = passkey.get(question(page)["request_options"])
    answer = visitor.send("again/passkey/?next=/en/account/second-step/codes/", credential=json.dumps(credential))
    assert where(answer) == "/en/account/second-step/codes/"


def test_a_strange_passkey_opens_nothing(signed_in, kari):
    add_passkey(signed_in, SoftPasskey())
    stranger = SoftPasskey()
    stranger.user_handle = Authenticator.objects.get(user=kari, type="webauthn").data["credential"]["id"]
    visitor = at_home()
    assert where(sign_in(visitor, stranger)) == "/en/account/sign-in/"
    assert not visitor.is_signed_in
    assert audited()[-1] == "sign-in failed"


def test_an_answer_works_once(signed_in):
    passkey = SoftPasskey()
    add_passkey(signed_in, passkey)
    visitor = at_home()
    options = visitor.client.get(SIGN_IN, headers={"accept": "application/json"}).json()["request_options"]
    credential = json.dumps(passkey.get(options))
    visitor.send(SIGN_IN, credential=credential)
    assert visitor.is_signed_in
    other = at_home()
    other.send(SIGN_IN, credential=credential)
    assert not other.is_signed_in


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"response": {"userHandle": "%%"}}', "x" * 999]
)
def test_nonsense_is_refused(visitor, credential):
    assert where(visitor.send(SIGN_IN, credential=credential)) == "/en/account/sign-in/"


@pytest.mark.parametrize(
    "passkey",
    [SoftPasskey(origin="https://evil.example"), SoftPasskey(rp_id="evil.example"), SoftPasskey(verifies_person=False)],
    ids=["other origin", "other site", "nobody verified"],
)
def test_what_is_not_for_us_is_not_added(signed_in, kari, passkey):
    assert len(warnings_in(add_passkey(signed_in, passkey))) == 1
    assert not Authenticator.objects.filter(user=kari).exists()


def test_naming_and_removing(signed_in, kari):
    add_passkey(signed_in, SoftPasskey())
    key = Authenticator.objects.get(user=kari, type="webauthn")
    assert texts(parsed(signed_in.go("second-step/passkeys/")), ".index-name") == ["My phone"]
    page = signed_in.send(f"second-step/passkeys/{key.pk}/", name="Old phone")
    assert texts(parsed(page), ".index-name") == ["Old phone"]
    signed_in.send(f"second-step/passkeys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(user=kari).exists()
    assert "remove passkey" in audited()


def test_passkeys_of_others_look_missing(signed_in):
    add_passkey(signed_in, SoftPasskey())
    key = Authenticator.objects.get(type="webauthn")
    make_member(email="ola@example.org")
    other = at_home()
    other.sign_in("ola@example.org")
    other.send(f"again/?next={ADD}", password=PASSWORD)
    for page in ("", "remove/"):
        assert other.go(f"second-step/passkeys/{key.pk}/{page}").status_code == 404
        assert other.send(f"second-step/passkeys/{key.pk}/{page}", name="x").status_code == 404


def test_an_app_beside_a_passkey(signed_in):
    add_passkey(signed_in, SoftPasskey())
    secret = signed_in.add_app()
    visitor = at_home()
    visitor.sign_in()
    visitor.send("sign-in/second-step/", code=code_of(secret, 1))
    assert visitor.is_signed_in
