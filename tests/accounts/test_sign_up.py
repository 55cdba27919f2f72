"""Making an account: the address is confirmed by a code, and nobody learns who has one."""

import pytest
from django.core.cache import cache
from signing import PASSWORD, Visitor, audited, code_in, mails, make_member, warnings_in, where

from accounts.models import User

NEW = {"display_name": "Aino Virtanen", "email": "aino@example.org", "password1": PASSWORD}


def test_an_account_opens_once_its_address_is_confirmed(visitor):
    answer = visitor.send("sign-up/", **NEW)
    assert where(answer) == "/en/account/address/confirm/"
    assert not visitor.is_signed_in
    assert mails()[0].to == ["aino@example.org"]
    answer = visitor.send("address/confirm/", code=code_in(mails()[0]))
    assert where(answer) == "/en/account/"
    user = User.objects.get()
    assert (user.email, user.display_name, user.languages) == ("aino@example.org", "Aino Virtanen", ["en"])
    assert user.check_password(PASSWORD)
    assert audited() == ["create user", "sign in"]
    assert len(mails()) == 1


def test_mails_come_in_the_language_of_the_page(visitor):
    visitor.client.post("/fi/account/sign-up/", NEW)
    assert User.objects.get().mail_language == "fi"
    assert "15" in mails()[0].body
    assert "The code" not in mails()[0].body


def test_a_password_is_not_needed(visitor):
    visitor.send("sign-up/", **NEW | {"password1": ""})
    visitor.send("address/confirm/", code=code_in(mails()[0]))
    assert not User.objects.get().has_usable_password()
    other = Visitor()
    other.sign_in_by_code("aino@example.org")
    assert other.is_signed_in


def test_known_and_unknown_addresses_get_the_same_answer(visitor):
    make_member(email="known@example.org")
    first = visitor.send("sign-up/", **NEW | {"email": "known@example.org"})
    second = Visitor().send("sign-up/", **NEW | {"email": "other@example.org"})
    assert where(first) == where(second) == "/en/account/address/confirm/"
    assert plain(first, "known@example.org") == plain(second, "other@example.org")
    assert [message.subject for message in mails()] == ["Du har en konto allerede", "Your code"]
    assert User.objects.count() == 2


def plain(answer, address):
    """The page without what is its own each time."""
    import re

    page = answer.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_no_code_fits_a_known_address(visitor):
    make_member()
    visitor.send("sign-up/", **NEW | {"email": "kari@example.org"})
    answer = visitor.send("address/confirm/", code="BCDF-GHJK")
    assert len(warnings_in(answer)) == 1
    assert not visitor.is_signed_in


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "a" * 121),
        ("email", ""),
        ("email", "aino"),
        ("email", f"{'a' * 400}@example.org"),
        ("password1", "short"),
        ("password1", "q1w2e3r4t5y6"),
        ("password1", "aino@example.org"),
        ("password1", "a" * 201),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(visitor, field, value):
    answer = visitor.send("sign-up/", **NEW | {field: value})
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert len(warnings_in(answer)) == 1
    assert not User.objects.exists()


def test_who_is_a_moment_too_late_gets_the_answer_for_known_addresses(visitor, monkeypatch):
    """Both looked before either wrote."""
    make_member(email="aino@example.org")
    monkeypatch.setattr("accounts.forms.SignUpForm.validate_unique_email", lambda form, email: email)
    assert where(visitor.send("sign-up/", **NEW)) == "/en/account/address/confirm/"
    assert User.objects.count() == 1
    assert "/account/sign-in/code/" in mails()[0].body


def test_three_wrong_codes_end_it(visitor):
    visitor.send("sign-up/", **NEW)
    right = code_in(mails()[0])
    for _ in range(2):
        assert len(warnings_in(visitor.send("address/confirm/", code="BCDF-GHJK"))) == 1
    assert where(visitor.send("address/confirm/", code="BCDF-GHJK")) == "/en/account/sign-in/"
    assert where(visitor.send("address/confirm/", code=right)) == "/en/account/sign-in/"
    assert not visitor.is_signed_in
    assert audited().count("sign-in failed") == 3


def test_a_new_code_replaces_the_old_one(visitor):
    visitor.send("sign-up/", **NEW)
    assert visitor.send("address/confirm/", action="resend").status_code == 429
    cache.clear()  # ten seconds later
    visitor.send("address/confirm/", action="resend")
    old, new = map(code_in, mails())
    assert len(warnings_in(visitor.send("address/confirm/", code=old))) == 1
    visitor.send("address/confirm/", code=new)
    assert visitor.is_signed_in


def test_a_code_expires(visitor, monkeypatch):
    import time

    visitor.send("sign-up/", **NEW)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    assert where(visitor.send("address/confirm/", code=code_in(mails()[0]))) == "/en/account/sign-in/"
    assert not visitor.is_signed_in
