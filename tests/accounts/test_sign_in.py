"""Signing in with a password or a code by mail; wrong input, lock-out, the trail it leaves."""

import time

import pytest
from pages import parsed, texts
from signing import PASSWORD, Visitor, audited, code_in, mails, make_member, warnings_in, where

from accounts.models import User
from core.models import AuditRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member()


def test_address_and_password(visitor, kari):
    assert where(visitor.sign_in()) == "/en/account/"
    assert visitor.is_signed_in
    row = AuditRow.objects.get(action="sign in")
    assert (row.actor_id, row.detail) == (kari.pk, {"methods": ["password"]})
    kari.refresh_from_db()
    assert kari.last_seen


def test_capital_letters_in_the_address_do_not_matter(visitor, kari):
    visitor.sign_in("KARI@example.org")
    assert visitor.is_signed_in


def test_the_page_asked_for_comes_after_signing_in(visitor, kari):
    answer = visitor.go("password/")
    assert where(answer) == "/en/account/sign-in/?next=/en/account/password/"
    answer = visitor.send("sign-in/?next=/en/account/password/", login=kari.email, password=PASSWORD)
    assert where(answer) == "/en/account/password/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(visitor, kari, elsewhere):
    answer = visitor.send(f"sign-in/?next={elsewhere}", login=kari.email, password=PASSWORD)
    assert where(answer) == "/en/account/"


def test_wrong_passwords_and_unknown_addresses_get_the_same_answer(visitor, kari):
    wrong = visitor.sign_in(password="not the right words")
    unknown = Visitor().sign_in(email="nobody@example.org")
    assert warnings_in(wrong) == warnings_in(unknown) == ["Address and password do not fit together."]
    assert wrong.status_code == unknown.status_code
    rows = AuditRow.objects.filter(action="sign-in failed").order_by("id")
    assert [(row.actor_label, row.detail["how"]) for row in rows] == [("system", "password")] * 2
    assert rows[0].detail["user"] == str(kari.pk)
    assert "nobody" not in str(rows[1].detail)
    assert len(rows[1].detail["address_hash"]) == 16


def test_unknown_addresses_take_as_long(visitor, monkeypatch):
    """A password is hashed for nobody, too."""
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda user, password: hashed.append(password))
    visitor.sign_in(email="nobody@example.org")
    assert hashed == [PASSWORD]


@pytest.mark.parametrize("email", ["kari@example.org", "nobody@example.org"])
def test_five_failures_lock_an_address(kari, email):
    for _ in range(5):
        Visitor().sign_in(email=email, password="not the right words")
    answer = Visitor().sign_in(email=email)
    assert warnings_in(answer) == ["Too many tries. Wait a while, then try again."]
    assert AuditRow.objects.order_by("id").last().detail["how"] == "locked out"
    other = make_member(email="other@example.org")
    visitor = Visitor()
    visitor.sign_in(email=other.email)
    assert visitor.is_signed_in


def test_a_code_still_opens_a_locked_account(visitor, kari):
    for _ in range(6):
        visitor.sign_in(password="not the right words")
    visitor.sign_in_by_code()
    assert visitor.is_signed_in


def test_the_true_client_is_counted(kari, settings):
    """What a client writes into X-Forwarded-For itself stands before what the proxy adds."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = []
    for number in range(3):
        headers = {"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"}
        sent = {"login": "nobody@example.org", "password": "wrong"}
        answers.append(Visitor().client.post("/en/account/sign-in/", sent, headers=headers).status_code)
    assert answers == [200, 200, 429]


def test_a_code_by_mail(visitor, kari):
    answer = visitor.send("sign-in/code/", email="Kari@Example.org")
    assert where(answer) == "/en/account/sign-in/code/confirm/"
    message = mails()[0]
    assert (message.to, message.subject) == ([kari.email], "Koden din")
    assert where(visitor.send("sign-in/code/confirm/", code=code_in(message).lower())) == "/en/account/"
    assert AuditRow.objects.get(action="sign in").detail == {"methods": ["code"]}


def test_a_code_works_once(visitor, kari):
    visitor.sign_in_by_code()
    other = Visitor()
    other.send("sign-in/code/", email=kari.email)
    answer = other.send("sign-in/code/confirm/", code=code_in(mails()[0]))
    assert len(warnings_in(answer)) == 1


def test_a_code_works_only_in_the_browser_that_asked(kari):
    Visitor().send("sign-in/code/", email=kari.email)
    other = Visitor()
    assert where(other.send("sign-in/code/confirm/", code=code_in(mails()[0]))) == "/en/account/sign-in/code/"


def test_unknown_addresses_see_the_same_page_and_get_a_mail(visitor, kari):
    known = visitor.send("sign-in/code/", email=kari.email)
    unknown = Visitor().send("sign-in/code/", email="nobody@example.org")
    assert where(known) == where(unknown)
    assert texts(parsed(known), "h1") == texts(parsed(unknown), "h1")
    assert [message.to for message in mails()] == [[kari.email], ["nobody@example.org"]]
    assert "/en/account/sign-up/" in mails()[1].body


def test_three_wrong_codes_end_it(visitor, kari):
    visitor.send("sign-in/code/", email=kari.email)
    for _ in range(2):
        assert len(warnings_in(visitor.send("sign-in/code/confirm/", code="BCDF-GHJK"))) == 1
    assert where(visitor.send("sign-in/code/confirm/", code="BCDF-GHJK")) == "/en/account/sign-in/code/"
    visitor.send("sign-in/code/confirm/", code=code_in(mails()[0]))
    assert not visitor.is_signed_in
    assert audited()[-3:] == ["sign-in failed"] * 3


def test_a_code_expires(visitor, kari, monkeypatch):
    visitor.send("sign-in/code/", email=kari.email)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    visitor.send("sign-in/code/confirm/", code=code_in(mails()[0]))
    assert not visitor.is_signed_in


def test_codes_cannot_be_asked_for_without_end(kari):
    answers = [Visitor().send("sign-in/code/", email=kari.email) for _ in range(4)]
    assert [len(warnings_in(answer)) for answer in answers] == [0, 0, 0, 1]
    assert len(mails()) == 3


def test_people_whom_others_made_an_account_for_confirm_their_address_by_the_first_code(visitor):
    from accounts.actions import create_user

    create_user(email="new@example.org", display_name="New", languages=["sv"])
    visitor.sign_in_by_code("new@example.org")
    assert visitor.is_signed_in


def test_a_closed_account_stays_closed(visitor, kari):
    visitor.sign_in()
    User.objects.filter(pk=kari.pk).update(is_active=False)
    assert not visitor.is_signed_in
    other = Visitor()
    assert where(other.sign_in()) == "/en/account/closed/"
    assert not other.is_signed_in


def test_signing_out(visitor, kari):
    visitor.sign_in()
    assert visitor.go("sign-out/").status_code == 200
    assert visitor.is_signed_in
    assert where(visitor.send("sign-out/")) == "/en/"
    assert not visitor.is_signed_in
    assert audited()[-1] == "sign out"


def test_a_stolen_form_is_refused(kari):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert client.post("/en/account/sign-in/", {"login": kari.email, "password": PASSWORD}).status_code == 403
