"""Authenticator apps and recovery codes; who must have a second step; what happens to other sessions."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from pages import parsed, texts
from signing import PASSWORD, Visitor, audited, code_of, mails, make_member, warnings_in, where

from accounts.actions import end_role, grant_role
from accounts.choices import NEEDS_SECOND_STEP, Role

pytestmark = pytest.mark.django_db
EDITORIAL = "/en/editorial/missed-words/"
APP = "/en/account/second-step/app/"


@pytest.fixture(autouse=True)
def commits_run(monkeypatch):
    """What waits for the end of a change happens within the request, as it does outside of tests."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_how: work())


@pytest.fixture
def kari():
    return make_member()


@pytest.fixture
def signed_in(visitor, kari):
    visitor.sign_in()
    visitor.send(f"again/?next={APP}", password=PASSWORD)
    return visitor


def test_changing_the_second_step_asks_for_the_password_again(visitor, kari):
    visitor.sign_in()
    assert where(visitor.go("second-step/app/")) == f"/en/account/again/?next={APP.replace('/', '%2F')}"
    assert len(warnings_in(visitor.send(f"again/?next={APP}", password="wrong words here"))) == 1
    assert where(visitor.send(f"again/?next={APP}", password=PASSWORD)) == APP


def test_an_app_becomes_the_second_step(signed_in, kari):
    secret = signed_in.add_app()
    assert signed_in.is_signed_in
    stored = Authenticator.objects.get(user=kari, type="totp").data["secret"]
    assert secret not in stored
    visitor = Visitor()
    page = visitor.sign_in()
    assert where(page) == "/en/account/sign-in/second-step/"
    assert "data-passkey" not in page.content.decode()
    assert not visitor.is_signed_in
    cache.clear()
    visitor.send("sign-in/second-step/", code=code_of(secret, 1))
    assert visitor.is_signed_in


def test_a_wrong_code_adds_no_app(signed_in, kari):
    signed_in.go("second-step/app/")
    assert len(warnings_in(signed_in.send("second-step/app/", code="000000"))) == 1
    assert not Authenticator.objects.filter(user=kari).exists()


def test_a_code_by_mail_is_not_enough_either(signed_in, kari):
    signed_in.add_app()
    visitor = Visitor()
    assert where(visitor.sign_in_by_code()) == "/en/account/sign-in/second-step/"
    assert not visitor.is_signed_in


def test_a_code_of_the_app_works_once(signed_in):
    secret = signed_in.add_app()
    code = code_of(secret, 1)
    for expected in (True, False):
        visitor = Visitor()
        visitor.sign_in()
        visitor.send("sign-in/second-step/", code=code)
        assert visitor.is_signed_in == expected


def test_wrong_codes_lock_the_second_step(signed_in, kari):
    secret = signed_in.add_app()
    visitor = Visitor()
    visitor.sign_in()
    answers = [visitor.send("sign-in/second-step/", code="000000") for _ in range(6)]
    assert warnings_in(answers[0])[0].endswith("This code is wrong or too old. Look again, or ask for a new one.")
    assert warnings_in(answers[5])[0].endswith("Too many tries. Wait a while, then try again.")
    visitor.send("sign-in/second-step/", code=code_of(secret, 1))
    assert not visitor.is_signed_in
    assert audited().count("sign-in failed") == 5


def test_recovery_codes_get_in_once_each(signed_in):
    signed_in.add_app()
    codes = texts(parsed(signed_in.go("second-step/codes/")), "main li code")
    assert len(codes) == 10
    download = signed_in.go("second-step/codes/download/")
    assert download["Content-Type"].startswith("text/plain")
    assert download.content.decode().split() == codes
    for expected in (True, False):
        visitor = Visitor()
        visitor.sign_in()
        visitor.send("sign-in/second-step/", code=codes[0])
        assert visitor.is_signed_in == expected


def test_new_recovery_codes_replace_the_old_ones(signed_in):
    signed_in.add_app()
    old = texts(parsed(signed_in.go("second-step/codes/")), "main li code")
    new = texts(parsed(signed_in.send("second-step/codes/new/")), "main li code")
    assert len({*old, *new}) == 20
    visitor = Visitor()
    visitor.sign_in()
    visitor.send("sign-in/second-step/", code=old[0])
    assert not visitor.is_signed_in


def test_every_change_is_written_down_and_told(signed_in, kari):
    signed_in.add_app()
    signed_in.send("second-step/codes/new/")
    signed_in.send("second-step/app/remove/")
    changes = ["add authenticator app", "make recovery codes", "remove authenticator app"]
    assert [action for action in audited() if action in changes] == changes
    assert [message.to for message in mails()] == [[kari.email]] * 3
    assert not Authenticator.objects.filter(user=kari).exists()


def test_a_new_second_step_ends_older_sessions_elsewhere(signed_in):
    other = Visitor()
    other.sign_in()
    assert other.is_signed_in
    signed_in.add_app()
    assert signed_in.is_signed_in
    assert not other.is_signed_in


@pytest.mark.parametrize("role", Role.values)
def test_roles_from_country_editor_upwards_need_two_steps(signed_in, kari, role):
    grant_role(user=kari, role=role)
    answer = signed_in.go(EDITORIAL)
    must = role in NEEDS_SECOND_STEP
    assert must == (where(answer) == "/en/account/second-step/")
    assert must == ("Your role needs a second step" in answer.content.decode())
    assert signed_in.go("/en/").status_code == 200
    if must:
        signed_in.add_app()
        assert where(signed_in.go(EDITORIAL)) == EDITORIAL


def test_who_removes_the_second_step_is_sent_back_to_it(signed_in, kari):
    grant_role(user=kari, role=Role.CHIEF_EDITOR)
    signed_in.add_app()
    assert signed_in.go(EDITORIAL).status_code == 200
    signed_in.send("second-step/app/remove/")
    assert where(signed_in.go(EDITORIAL)) == "/en/account/second-step/"


def test_roles_hold_from_the_next_request_on(signed_in, kari):
    signed_in.add_app()
    assert signed_in.go(EDITORIAL).status_code == 404
    grant = grant_role(user=kari, role=Role.CHIEF_EDITOR)
    assert signed_in.go(EDITORIAL).status_code == 200
    end_role(grant=grant)
    assert signed_in.go(EDITORIAL).status_code == 404
    assert audited()[-2:] == ["grant role", "end role"]


def test_a_role_ends_once(kari):
    from core.models import AuditRow

    grant = grant_role(user=kari, role=Role.REVIEWER)
    first = end_role(grant=grant)
    assert end_role(grant=grant).ended_at == first.ended_at
    assert AuditRow.objects.get(action="end role").detail == {"user": str(kari.pk), "role": "reviewer"}
