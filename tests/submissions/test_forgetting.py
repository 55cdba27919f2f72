"""A draft that was begun on a borrowed device is forgotten there, and nowhere else."""

import pytest
from django.conf import settings
from pages import parsed, texts
from people import make_person
from writing import Browser, link_in_mail, press_link

from editorial.models import Proposal

pytestmark = pytest.mark.django_db


def forget(browser):
    return browser.client.post(browser.at("forget"))


def test_the_browser_lets_go_and_the_link_in_the_mail_opens_it_again(begun):
    begun.save("name", title="Café")
    link = link_in_mail()
    assert "Forget this draft on this device" in texts(parsed(begun.go()), "main button")
    page = parsed(forget(begun))
    assert page.query_one("[data-sent]").attrs["data-sent"] == str(begun.draft.pk)  # draft.js wipes what it kept
    assert "press the link in our mail" in " ".join(texts(page, "main p"))
    assert [begun.go(page).status_code for page in ("", "name", "all", "send")] == [302] * 4
    assert begun.client.get("/en/my/").status_code == 302
    assert Proposal.objects.get().answers == {"title": ["Café"]}
    other = Browser()
    assert press_link(other.client, link).status_code == 303
    assert other.client.get(begun.at("name")).status_code == 200
    assert press_link(begun.client, link).status_code == 303
    assert begun.go().status_code == 200


def test_without_anything_else_the_cookie_goes_too(begun):
    forget(begun)
    assert begun.client.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_other_drafts_stay_and_what_waited_for_signing_in_goes(begun):
    first = begun.draft
    press_link(begun.client)
    begun.begin()
    session = begun.client.session
    session["kept"] = {f"{draft.pk} name": {"title": ["Kept"]} for draft in (first, begun.draft)}
    session.save()
    before = session.session_key
    begun.draft, second = first, begun.draft
    page = parsed(forget(begun))
    session = begun.client.session
    assert (session["drafts"], list(session["kept"])) == ([str(second.pk)], [f"{second.pk} name"])
    assert ("confirmed" in session, session.session_key != before) == (False, True)
    assert [node.attrs["href"] for node in page.query("main a")] == ["/en/my/"]
    listed = parsed(begun.client.get("/en/my/"))
    assert [form.attrs["action"] for form in listed.query("main form")] == [f"/en/my/drafts/{second.pk}/forget/"]


def test_who_is_signed_in_is_told_to_sign_out(begun):
    person = make_person("member")
    begun.client.force_login(person)
    Proposal.objects.update(author=person, email="")
    page = parsed(forget(begun))
    assert "Then sign out, too." in " ".join(texts(page, "main p"))
    assert begun.go().status_code == 200  # the account still opens it
    assert "press the link" not in " ".join(texts(page, "main p"))


def test_only_who_may_read_it_forgets_it(begun):
    stranger = Browser()
    assert stranger.client.post(begun.at("forget")).status_code == 302
    assert begun.client.get(begun.at("forget")).status_code == 405
    assert begun.go().status_code == 200
