"""Every page about signing in and one's account is whole, in every language, with and without mistakes."""

import pytest
from allauth.mfa.models import Authenticator
from justhtml import JustHTML
from signing import PASSWORD, Visitor, code_in, mails, make_member
from soft_passkey import ADD, SoftPasskey, add_passkey, at_home

from core.languages import INTERFACE_LANGUAGES

pytestmark = pytest.mark.django_db
OPEN_PAGES = ("sign-in/", "sign-in/code/", "sign-up/", "password/forgotten/", "password/forgotten/done/", "closed/")
OWN_PAGES = (
    "",
    "address/",
    "password/",
    "again/",
    "again/second-step/",
    "again/passkey/",
    "second-step/",
    "second-step/app/remove/",
    "second-step/codes/",
    "second-step/codes/new/",
    "second-step/passkeys/",
    "second-step/passkeys/add/",
    "sign-out/",
)


@pytest.fixture(autouse=True)
def commits_run(monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_how: work())


def check(answer, language="en"):
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    page = JustHTML(answer.content.decode(), collect_errors=True, sanitize=False)
    assert page.errors == []
    assert page.query_one("html").attrs["lang"] == language
    assert len(page.query("h1")) == 1
    ids = [node.attrs["id"] for node in page.query("[id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby"):
        for node in page.query(f"[{attribute}]"):
            assert set(node.attrs[attribute].split()) <= set(ids), answer.request["PATH_INFO"]
    assert page.query("[style], style") == []
    assert page.query('meta[name="robots"]')


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("page", OPEN_PAGES)
def test_pages_for_all(visitor, page, language):
    check(visitor.go(f"/{language}/account/{page}"), language)


@pytest.mark.parametrize("page", ["sign-in/", "sign-in/code/", "sign-up/", "password/forgotten/"])
def test_empty_forms_say_what_is_missing(visitor, page):
    answer = visitor.send(page)
    check(answer)
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.fixture
def owner():
    """Somebody with everything: an app, a passkey, codes."""
    make_member()
    visitor = at_home()
    visitor.sign_in()
    visitor.send(f"again/?next={ADD}", password=PASSWORD)
    check(visitor.go("second-step/"))
    check(visitor.go("second-step/app/"))
    visitor.add_app()
    add_passkey(visitor, SoftPasskey())
    return visitor


def test_pages_for_oneself(owner):
    for page in OWN_PAGES:
        check(owner.go(page))
    passkey = Authenticator.objects.get(type="webauthn").pk
    for page in ("", "remove/"):
        check(owner.go(f"second-step/passkeys/{passkey}/{page}"))


def test_pages_between(owner):
    visitor = Visitor()
    check(visitor.send("sign-in/code/", email="kari@example.org"))
    check(visitor.send("sign-in/code/confirm/", code="x"))
    check(visitor.send("sign-in/code/confirm/", code=code_in(mails()[-1])))
    check(visitor.send("sign-in/second-step/", code="x"))
    forgetful = Visitor()
    check(forgetful.send("password/forgotten/", email="kari@example.org"))
    check(forgetful.send("password/forgotten/code/", code=code_in(mails()[-1])))
    check(forgetful.send("password/forgotten/new/", password1="x"))


def test_too_many_tries(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    visitor.sign_in()
    answer = visitor.sign_in()
    assert answer.status_code == 429
    assert b"Too many tries" in answer.content
