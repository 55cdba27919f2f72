"""Who opens a draft, and what happens to everybody else: guessed, forged, old, replayed, too long."""

import json
import uuid

import pytest
from django.core import signing
from django.test import Client
from factories import make_organisation
from pages import parsed, texts
from people import make_person
from signing import make_member
from writing import EMAIL, Browser, link_in_mail, press_link

from core.models import OutboxMessage
from editorial.models import Proposal
from submissions import links

pytestmark = pytest.mark.django_db

PAGES = ("", "name", "all", "send", "sent", "throw-away")


def answers(client, browser):
    return {page: client.get(browser.at(page)).status_code for page in PAGES}


def test_other_people_find_nothing(begun):
    stranger = Client()
    assert answers(stranger, begun) == dict.fromkeys(PAGES, 302)
    assert stranger.get(begun.at()).headers["Location"] == f"/en/account/sign-in/?next={begun.at()}"
    stranger.force_login(make_member("other@example.org"))
    assert answers(stranger, begun) == dict.fromkeys(PAGES, 404)
    assert stranger.post(begun.at("name"), {"title": "Mine now"}).status_code == 404
    assert stranger.post(begun.at("send"), {"agreed": "on"}).status_code == 404
    begun.draft.refresh_from_db()
    assert (begun.draft.answers, begun.draft.state) == ({}, "open")


def test_a_guessed_id_answers_like_one_that_exists(begun):
    stranger = Client()
    guessed = begun.at().replace(str(begun.draft.pk), str(uuid.uuid4()))
    for method in ("get", "post"):
        there, nowhere = (getattr(stranger, method)(address) for address in (begun.at(), guessed))
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_colleagues_open_it_and_others_of_the_organisation_do_not():
    organisation = make_organisation()
    author = make_person("contributor", organisation)
    browser, colleague = Browser(), Browser()
    browser.client.force_login(author)
    browser.begin(email="", owner=str(organisation.pk))
    colleague.client.force_login(make_person("manager", organisation))
    colleague.draft = browser.draft
    assert colleague.save("name", title="Café").status_code == 303
    colleague.client.force_login(make_member())
    assert colleague.go().status_code == 404


def test_drafts_of_a_confirmed_address_are_there_after_signing_in(begun):
    begun.save("name", title="Café at the library")
    member, other = Client(), Client()
    member.force_login(make_member(EMAIL.title()))
    other.force_login(make_member("other@example.org"))
    assert texts(parsed(member.get("/en/my/")), ".drafts .index-name") == ["Café at the library"]
    assert member.get(begun.at()).status_code == 200
    assert texts(parsed(other.get("/en/my/")), ".drafts .index-name") == []


def test_the_link_opens_this_draft_and_no_other(begun):
    other = Browser()
    other.begin("second@example.org")
    phone = Client()
    press_link(phone, OutboxMessage.objects.order_by("pk").first().context["path"])
    assert phone.get(begun.at()).status_code == 200
    assert phone.get(other.at()).status_code == 302


def test_a_link_that_is_old_or_ended_opens_nothing_and_can_be_asked_for_anew(begun, monkeypatch):
    link = link_in_mail()
    Proposal.objects.update(link_stamp=1)
    phone = Client()
    assert phone.get(link).status_code == 410
    assert phone.post(link).status_code == 200
    assert phone.get(begun.at()).status_code == 302
    begun.draft.refresh_from_db()
    assert begun.draft.email_confirmed_at is None
    newest = OutboxMessage.objects.order_by("-pk").first()
    assert (newest.to, newest.context["path"] != link) == (EMAIL, True)
    monkeypatch.setattr(links, "HOLDS", links.datetime.timedelta(seconds=-1))
    assert phone.get(newest.context["path"]).status_code == 410


@pytest.mark.parametrize("payload", [["x", 0], "text", [], {"a": 1}, ["0f8fad5b-d9cb-469f-a165-70867728950e", 0], None])
def test_forged_links_are_missing_pages(begun, payload):
    forged = signing.dumps(payload, key="not ours", salt="submissions.links")
    elsewhere = signing.dumps(payload, salt="another purpose")
    strange = signing.dumps(payload, salt="submissions.links")
    for token in (forged, elsewhere, strange, "x", links.token_of(begun.draft)[:-1]):
        assert Client().get(f"/en/my/drafts/open/{token}/").status_code == 404
        assert Client().post(f"/en/my/drafts/open/{token}/").status_code == 404


def test_a_key_of_somebody_else_begins_nothing_and_opens_nothing(begun):
    key = begun.draft.key
    for client, email in ((Client(), "thief@example.org"), (Client(), "")):
        thief = Browser(client)
        if not email:
            client.force_login(make_member("thief@example.org"))
        assert thief.begin(email=email, key=key).status_code == 422
        assert thief.client.get(begun.at()).status_code in (302, 404)
    assert Proposal.objects.count() == 1


def test_known_and_unknown_addresses_get_the_same_answer():
    make_member("known@example.org")
    seen = []
    for email in ("known@example.org", "unknown@example.org"):
        browser = Browser()
        answer = browser.begin(email)
        page = browser.go("name").content.decode()
        for own in (str(browser.draft.pk), email):
            page = page.replace(own, "…")
        seen.append((answer.status_code, texts(parsed(browser.go("name")), "main h1, main label, main .note form")))
    assert seen[0] == seen[1]


def test_one_address_is_not_flooded():
    codes = [Browser().begin().status_code for _ in range(7)]
    assert codes == [303] * 5 + [429] * 2
    assert OutboxMessage.objects.count() == 5


def test_one_address_gets_no_more_than_twenty_links_a_day(settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "begin_draft": settings.ACCOUNT_RATE_LIMITS["begin_draft"].replace("20/m/ip,5/5m/key,", "")
    }
    codes = [Browser().begin().status_code for _ in range(21)]
    assert codes == [303] * 20 + [429]


def test_only_inputs_that_were_asked_for_are_kept(begun):
    begun.save(
        "doing",
        doing="We talk.",
        title="Not asked here",
        status="published",
        **{"block-0-name": "Not here", "__proto__": "x", "csrfmiddlewaretoken": "x"},
    )
    assert begun.draft.answers == {"doing": ["We talk."]}
    begun.save(
        "parts", **{"block-0-name": "Here", "block-0-evil": "x", "block-9999-name": "x", "block-TOTAL_FORMS": "1e9"}
    )
    assert begun.draft.answers == {
        "doing": ["We talk."],
        "block-0-name": ["Here"],
        "block-TOTAL_FORMS": ["0"],
        "block-INITIAL_FORMS": ["0"],
    }


def test_nul_is_left_out_and_line_ends_are_one(begun):
    begun.save("doing", doing="We\0 talk.\r\nThen sing.")
    assert begun.draft.answers == {"doing": ["We talk.\nThen sing."]}


def test_too_much_text_is_refused_and_stays_on_the_page(begun):
    begun.save("doing", doing="We talk.")
    long = "ö" * 110_000
    answer = begun.save("doing", doing=long)
    assert (answer.status_code, long in answer.content.decode()) == (422, True)
    assert texts(parsed(answer), "[role=alert]") == [
        "This is more text than one draft can hold. Please make it shorter."
    ]
    assert begun.draft.answers == {"doing": ["We talk."]}


@pytest.mark.parametrize("question", ["nothing", "all-of-it", "NAME"])
def test_questions_that_do_not_exist_are_missing(begun, question):
    assert begun.go(question).status_code == 404


def test_who_was_signed_out_while_writing_finds_the_text_again():
    browser = Browser()
    make_member()
    credentials = {"login": "kari@example.org", "password": "blue rivers sing at night"}
    browser.client.post("/en/account/sign-in/", credentials)
    browser.begin(email="")
    browser.save("doing", doing="Before")
    seen = browser.seen_on("doing")
    browser.client.cookies.clear()
    answer = browser.client.post(browser.at("doing"), {"seen": seen, "doing": "Written for an hour"})
    signing_in = answer.headers["Location"]
    assert signing_in == f"/en/account/sign-in/?next={browser.at('doing')}"
    assert browser.client.post(signing_in, credentials).headers["Location"] == browser.at("doing")
    page = parsed(browser.go("doing"))
    assert texts(page, "textarea") == ["Written for an hour"]
    assert browser.draft.answers == {"doing": ["Before"]}
    browser.save("doing", seen=page.query_one("input[name=seen]").attrs["value"], doing="Written for an hour")
    assert browser.draft.answers == {"doing": ["Written for an hour"]}
    assert "kept" not in browser.client.session


def test_each_page_keeps_its_own_text_and_buttons_keep_nothing(begun):
    cookies = begun.client.cookies.copy()
    begun.client.cookies.clear()
    begun.client.post(begun.at("doing"), {"doing": "Written for an hour"})
    begun.client.post(begun.at("all"), {"title": "Café", "doing": "On one page"})
    begun.client.post(begun.at("throw-away"), {"title": "Not a page with text"})
    begun.client.post(begun.at("send"), {"title": "Not a page with text"})
    kept = begun.client.session["kept"]
    assert {name.split()[1]: sent for name, sent in kept.items()} == {
        "doing": {"doing": ["Written for an hour"]},
        "all": {"title": ["Café"], "doing": ["On one page"]},
    }
    begun.client.cookies = cookies
    assert texts(parsed(begun.go("all")), "textarea") == [""]


def test_of_many_pages_the_newest_are_kept(begun):
    stranger = Client()
    for number in range(7):
        stranger.post(begun.at(f"page-{number}"), {"doing": "Written for an hour"})
    assert [name.split()[1] for name in stranger.session["kept"]] == [f"page-{number}" for number in range(2, 7)]


def test_a_page_read_before_signing_in_anew_loses_nothing(begun):
    begun.client.handler.enforce_csrf_checks = True
    old_page = {"doing": "Written for an hour", "csrfmiddlewaretoken": "x" * 64}
    assert begun.client.post(begun.at("doing"), old_page).status_code == 403  # from who knows where
    answer = begun.client.post(begun.at("doing"), old_page, headers={"sec-fetch-site": "same-origin"})
    assert answer.headers["Location"] == begun.at("doing")
    assert texts(parsed(begun.go("doing")), "textarea") == ["Written for an hour"]
    begun.draft.refresh_from_db()
    assert begun.draft.answers == {}


def test_what_a_stranger_sends_is_shown_to_nobody_else(begun):
    stranger = Client()
    stranger.post(begun.at("name"), {"title": "From a stranger"})
    assert "From a stranger" not in begun.go("name").content.decode()
    assert len(json.dumps(dict(stranger.session))) < 1000
    stranger.post(begun.at("name"), {"title": "x" * 300_000})
    assert len(json.dumps(dict(stranger.session))) < 1000


def test_pages_of_drafts_are_kept_by_no_cache_and_no_search_engine(begun):
    for page in ("", "name", "all", "send"):
        answer = begun.go(page)
        assert "no-store" in answer.headers["Cache-Control"]
        assert parsed(answer).query_one("meta[name=robots]").attrs["content"] == "noindex"
