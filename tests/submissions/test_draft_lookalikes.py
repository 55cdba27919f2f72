"""Lookalikes on the pages of a draft: shown, answered, asked for before sending, and never of what others hide."""

import pytest
from factories import make_organisation, make_practice
from pages import parsed, texts
from people import make_person
from shipped import put_in_index, reference  # noqa: F401
from writing import Browser, press_link

from core.choices import Status
from core.models import OutboxMessage
from editorial.models import Proposal
from submissions.links import path_of
from submissions.lookalikes import alike

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TITLE = "Neighbourhood mothers in Rosengård"
NAME = {"title": TITLE, "one_liner": "Mothers visit mothers at home and tell them how things work here."}
ANSWERS = {
    "owner_name": ["Rosengårds mödrar"],
    "website": ["https://example.org/our-mothers"],
    "place-TOTAL_FORMS": ["1"],
    "place-INITIAL_FORMS": ["0"],
    "place-0-country": ["SE"],
}


@pytest.fixture(autouse=True)
def three_questions():
    """The twelve real ones."""


@pytest.fixture
def listed():
    owner = make_organisation("Malmö stad")
    practice = make_practice(TITLE, owner=owner, one_liner=NAME["one_liner"])
    put_in_index(owner, practice)
    return practice


@pytest.fixture
def browser(listed):
    browser = Browser()
    browser.begin(language="en")
    return browser


def fill(browser, **more):
    answers = {name: [value] for name, value in NAME.items()} | ANSWERS
    answers |= {name: [value] for name, value in more.items()}
    Proposal.objects.filter(pk=browser.draft.pk).update(answers=answers)
    if browser.draft.email:
        press_link(browser.client, path_of(browser.draft))
    browser.draft.refresh_from_db()


def shown_on(answer):
    return texts(parsed(answer), ".lookalike legend a")


def test_the_script_sees_them_while_the_title_is_typed_and_nothing_is_saved(browser):
    answer = browser.client.post(browser.at("name"), {**NAME, "go": "look"})
    assert shown_on(answer) == [TITLE]
    browser.draft.refresh_from_db()
    assert browser.draft.answers == {}


def test_without_a_script_they_are_shown_once_after_saving_the_title(browser, listed):
    answer = browser.save("name", **NAME)
    assert answer.headers["Location"] == f"{browser.at('name')}#alike"
    assert shown_on(browser.go("name")) == [TITLE]
    again = browser.save("name", **NAME, shown=listed.short_id)
    assert again.headers["Location"] == browser.at("where")


def test_what_is_said_of_them_is_kept_and_nothing_else(browser, listed):
    said = {f"alike-{listed.short_id}": "different", f"alike-why-{listed.short_id}": "Ours are fathers"}
    assert browser.save("name", **NAME, **said, **{"alike-x": "same", "other": "x"}).status_code == 303
    assert browser.draft.answers == {name: [value] for name, value in (NAME | said).items()}
    page = parsed(browser.go("name"))
    assert page.query_one(".lookalike input[type=text]").attrs["value"] == "Ours are fathers"


def test_the_page_asks_before_it_sends(browser, listed):
    fill(browser)
    answer = browser.send()
    assert (answer.status_code, shown_on(answer)) == (422, [TITLE])
    assert browser.send(shown=listed.short_id).headers["Location"] == browser.at("sent")


def test_what_is_certainly_the_same_stops_until_it_is_answered(browser, listed):
    type(listed).objects.filter(pk=listed.pk).update(website="https://example.org/mothers")
    key = str(listed.owner_id)
    fill(browser, website="https://example.org/mothers", owner=key, owner_name="Malmö stad")
    assert browser.send(shown=listed.short_id).status_code == 422
    said = {f"alike-{listed.short_id}": "different", f"alike-why-{listed.short_id}": "Ours are fathers"}
    assert browser.send(**said).headers["Location"] == browser.at("sent")
    browser.draft.refresh_from_db()
    assert browser.draft.answers[f"alike-why-{listed.short_id}"] == ["Ours are fathers"]


def test_the_same_idea_in_a_place_of_ones_own_is_told_once_and_without_the_text(browser, listed):
    manager = make_person("manager", listed.owner)
    fill(browser)
    said = {f"alike-{listed.short_id}": "own-place"}
    assert browser.send(**said).headers["Location"] == browser.at("sent")
    browser.send(**said)
    (message,) = OutboxMessage.objects.filter(template="emails/submissions/followed.txt")
    assert (message.to, message.context["title"]) == (manager.email, TITLE)
    assert message.context["path"].endswith(listed.get_absolute_url().removeprefix("/en/"))


def test_what_is_the_same_is_not_sent_but_leads_to_those_who_keep_it(browser, listed):
    fill(browser)
    there = f"{browser.at()}same/{listed.short_id}/"
    assert browser.send(**{f"alike-{listed.short_id}": "same"}).headers["Location"] == there
    page = parsed(browser.client.get(there))
    assert page.query_one("main a.ds-button").attrs["href"].endswith("/join/")
    assert browser.client.post(there).status_code == 409


def test_who_maintains_it_goes_on_with_a_change_that_says_what_the_draft_says(listed):
    browser = Browser()
    browser.client.force_login(make_person("contributor", listed.owner))
    browser.begin(email="", language="en")
    fill(browser, summary="Now with fathers, too.")
    answer = browser.client.post(f"{browser.at()}same/{listed.short_id}/")
    change = Proposal.objects.get(item_id=listed.pk)
    assert answer.headers["Location"] == f"/en/my/drafts/{change.pk}/"
    assert change.answers["summary"] == ["Now with fathers, too."] != change.base_answers.get("summary")
    assert shown_on(browser.client.get(f"/en/my/drafts/{change.pk}/name/")) == []


def test_drafts_of_ones_own_are_named_and_those_of_others_are_not(browser, listed):
    other = Browser()
    other.begin(email="else@example.org", language="en")
    other.save("name", title="A swimming school for fathers", one_liner="Fathers learn to swim.")
    make_practice("A swimming school for fathers", status=Status.SUBMITTED)
    look = {"title": "A swimming school for fathers", "go": "look"}
    assert "swimming" not in browser.client.post(browser.at("name"), look).content.decode()
    first = browser.draft
    browser.save("name", title="A swimming school for fathers", one_liner="Fathers learn to swim.")
    browser.begin(language="en", email="aino@example.org")
    page = parsed(browser.client.post(browser.at("name"), look))
    assert page.query_one(".note a").attrs["href"] == f"/en/my/drafts/{first.pk}/"


def test_a_page_does_not_wait_for_what_is_slow(browser, monkeypatch):
    def slow(*_arguments, **_named):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    browser.save("name", **NAME)
    monkeypatch.setattr(alike, "lookalikes", slow)
    assert shown_on(browser.go("name")) == []
    assert browser.save("name", **NAME).headers["Location"] == browser.at("where")


@pytest.mark.parametrize("page", ["name", "topic", "for-whom", "who-runs", "all", "send"])
def test_statements_do_not_grow_with_what_is_written(browser, page, django_assert_max_num_queries):
    fill(browser, summary="Language café for women. " * 20)
    with django_assert_max_num_queries(45):
        assert browser.go(page).status_code == 200


def test_topics_from_the_text_come_first_unticked_and_only_once(browser):
    fill(browser, summary="A language café with mentoring for women who are refugees.")
    page = parsed(browser.go("topic"))
    first = [node.attrs["value"] for node in page.query(".from-text input[name=methods]")]
    assert set(first) >= {"language-cafe", "mentoring"} and len(first) <= 3
    every = [node.attrs["value"] for node in page.query("input[name=methods]")]
    assert len(every) == len(set(every)) > len(first)
    assert page.query(".from-text input[checked]") == []
    groups = parsed(browser.go("for-whom")).query(".from-text input[name=groups]")
    assert "women" in {node.attrs["value"] for node in groups}


def test_an_organisation_is_meant_by_a_part_of_its_name_without_a_script(browser, listed):
    browser.save("who-runs", owner_name="Malmö", owner_contact="post@example.org")
    (radio,) = parsed(browser.go("who-runs")).query("input[type=radio][name=owner]")
    browser.save("who-runs", owner_name="Malmö", owner=["", radio.attrs["value"]], owner_contact="post@example.org")
    page = parsed(browser.go("who-runs"))
    assert page.query("input[type=radio][name=owner]") == []
    assert radio.attrs["value"] == f"{listed.owner_id}|Malmö"


def test_editors_read_beside_the_text_what_the_author_says(browser, listed, client):
    fill(browser, owner_contact="post@example.org")
    browser.send(**{f"alike-{listed.short_id}": "different", f"alike-why-{listed.short_id}": "Ours are fathers"})
    browser.draft.refresh_from_db()
    client.force_login(make_person("chief_editor"))
    page = parsed(client.get(f"/en/editorial/practice/{browser.draft.item_id}/"))
    told = " ".join(texts(page, "details.more li"))
    assert f"{TITLE} – It is something else. – Ours are fathers" in told
    assert "“Rosengårds mödrar” is reached like this: post@example.org" in told


def test_a_place_without_its_country_is_kept_and_shown_again(browser):
    browser.client.post(browser.at("where"), {"place-TOTAL_FORMS": "1", "place-0-name": "Malmö", "go": "autosave"})
    page = parsed(browser.go("where"))
    assert page.query_one("[name=place-0-name]").attrs["value"] == "Malmö"
    assert page.query_one("[name=place-0-name]").attrs["data-suggest"].endswith("/places/")
