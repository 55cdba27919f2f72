"""Forgotten, changed and first passwords; a changed address."""

import time

import pytest
from allauth.account.models import EmailAddress
from pages import parsed, texts
from signing import PASSWORD, Visitor, audited, code_in, mails, make_member, warnings_in, where

pytestmark = pytest.mark.django_db
BETTER = "nine geese walk to the sea"


@pytest.fixture
def kari():
    return make_member()


def ask(visitor, email="kari@example.org"):
    return visitor.send("password/forgotten/", email=email)


def test_a_forgotten_password_is_replaced_by_a_code(visitor, kari):
    other = Visitor()
    other.sign_in()
    assert where(ask(visitor)) == "/en/account/password/forgotten/code/"
    answer = visitor.send("password/forgotten/code/", code=code_in(mails()[-1]))
    assert where(answer) == "/en/account/password/forgotten/new/"
    assert where(visitor.send("password/forgotten/new/", password1=BETTER)) == "/en/account/password/forgotten/done/"
    assert not visitor.is_signed_in
    assert not other.is_signed_in
    visitor.sign_in(password=BETTER)
    assert visitor.is_signed_in
    assert "change password" in audited()
    assert "/nb/account/password/forgotten/" in mails()[1].body


def test_unknown_addresses_see_the_same_page(visitor, kari):
    known, unknown = ask(visitor), ask(Visitor(), "nobody@example.org")
    assert where(known) == where(unknown)
    assert texts(parsed(known), "h1") == texts(parsed(unknown), "h1")
    assert mails()[1].to == ["nobody@example.org"]


def test_wrong_and_old_codes_change_nothing(visitor, kari, monkeypatch):
    ask(visitor)
    assert len(warnings_in(visitor.send("password/forgotten/code/", code="BCDF-GHJK"))) == 1
    assert where(visitor.send("password/forgotten/new/", password1=BETTER)) == "/en/account/password/forgotten/code/"
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    answer = visitor.send("password/forgotten/code/", code=code_in(mails()[0]))
    assert where(answer) == "/en/account/sign-in/"
    kari.refresh_from_db()
    assert kari.check_password(PASSWORD)


def test_three_wrong_codes_end_it(visitor, kari):
    ask(visitor)
    for _ in range(3):
        answer = visitor.send("password/forgotten/code/", code="BCDF-GHJK")
    assert where(answer) == "/en/account/sign-in/"
    assert audited() == ["create user", *["sign-in failed"] * 3]


def test_a_weak_new_password_is_refused(visitor, kari):
    ask(visitor)
    visitor.send("password/forgotten/code/", code=code_in(mails()[0]))
    assert len(warnings_in(visitor.send("password/forgotten/new/", password1="short"))) == 1
    kari.refresh_from_db()
    assert kari.check_password(PASSWORD)


def test_changing_it_needs_the_old_one_and_ends_other_sessions(visitor, kari):
    other = Visitor()
    other.sign_in()
    visitor.sign_in()
    assert len(warnings_in(visitor.send("password/", oldpassword="wrong words here", password1=BETTER))) == 1
    answer = visitor.send("password/", oldpassword=PASSWORD, password1=BETTER)
    assert where(answer) == "/en/account/"
    assert texts(parsed(answer), "[role=status] p") == ["Your new password holds from now on."]
    assert visitor.is_signed_in
    assert not other.is_signed_in
    assert mails()[-1].to == [kari.email]


def test_a_first_password(visitor):
    user = make_member(password=None)
    visitor.sign_in_by_code()
    assert where(visitor.go("password/")) == "/en/account/password/first/"
    visitor.send("password/first/", password1=BETTER)
    user.refresh_from_db()
    assert user.check_password(BETTER)
    assert visitor.is_signed_in


def change_address(visitor, email):
    """Who has just shown the password need not show it again."""
    visitor.send("again/?next=/en/account/address/", password=PASSWORD)
    return visitor.send("address/", email=email, action_add="1")


def test_a_new_address_holds_once_confirmed(visitor, kari):
    visitor.sign_in()
    assert where(change_address(visitor, "new@example.org")) == "/en/account/address/confirm/"
    kari.refresh_from_db()
    assert kari.email == "kari@example.org"
    visitor.send("address/confirm/", code=code_in(mails()[-1]))
    kari.refresh_from_db()
    assert kari.email == "new@example.org"
    assert EmailAddress.objects.get(user=kari).email == "new@example.org"
    assert mails()[-1].to == ["kari@example.org"]
    assert "new@example.org" in mails()[-1].body
    assert "change address" in audited()


def test_changing_the_address_asks_for_the_password_again(visitor, kari):
    visitor.sign_in()
    answer = visitor.send("address/", email="new@example.org", action_add="1")
    assert where(answer).startswith("/en/account/again/")
    answer = visitor.send(where(answer), password=PASSWORD)
    assert where(answer) == "/en/account/address/confirm/"
    assert mails()[-1].to == ["new@example.org"]


def test_an_address_of_somebody_else_is_not_betrayed(visitor, kari):
    make_member(email="taken@example.org")
    visitor.sign_in()
    assert where(change_address(visitor, "taken@example.org")) == "/en/account/address/confirm/"
    assert where(change_address(visitor, "free@example.org")) == "/en/account/address/confirm/"
    assert len(warnings_in(change_address(visitor, "kari@example.org"))) == 1


def test_name_and_language_of_mails(visitor, kari):
    visitor.sign_in()
    assert len(warnings_in(visitor.send("", display_name="", language="sv"))) == 1
    assert visitor.send("", display_name="Kari N", language="xx").status_code == 422
    answer = visitor.send("", display_name="Kari N", language="sv")
    assert texts(parsed(answer), "[role=status] p") == ["Saved."]
    kari.refresh_from_db()
    assert (kari.display_name, kari.mail_language, kari.languages) == ("Kari N", "sv", ["sv", "nb"])
    assert audited()[-1] == "change profile"
