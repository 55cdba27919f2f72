"""The twelve questions on their pages, from the beginning until an editor has it."""

import pytest
from answered import ALL, LEAST, make_values, stored
from django.core.cache import cache
from pages import parsed, texts
from people import make_person
from writing import Browser, press_link

from core.choices import Status
from core.models import OutboxMessage
from editorial.workflow import change_status
from practices.models import Practice
from practices.questionnaire.questions import QUESTIONS
from submissions.inputs import inputs_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def values():
    cache.clear()
    return make_values()


@pytest.fixture
def begun():
    browser = Browser()
    browser.begin(language="en")
    return browser


def typed(question, answers):
    """What a browser sends for one question: its answers, and the counters of its rows."""
    units = inputs_of(question).by_unit(answers)
    sent = {name: values for unit in units.values() for name, values in unit.items()}
    for prefix in question.parts:
        rows = {name.split("-")[1] for name in units[prefix]}
        sent |= {f"{prefix}-TOTAL_FORMS": [str(max(1, len(rows)))], f"{prefix}-INITIAL_FORMS": ["0"]}
    return sent


def walk(browser, answers):
    """From the first question to the last with “Save and go on”."""
    pages = [*(browser.at(question.name) for question in QUESTIONS[1:]), browser.at()]
    for question, following in zip(QUESTIONS, pages, strict=True):
        answer = browser.save(question.name, **typed(question, answers))
        assert (question.name, answer.status_code, answer.headers.get("Location")) == (question.name, 303, following)


@pytest.mark.parametrize("answers", [LEAST, ALL], ids=["least", "all"])
def test_from_the_first_question_until_it_is_sent(begun, answers):
    walk(begun, answers)
    assert texts(parsed(begun.go()), ".needed li") == []
    press_link(begun.client)
    assert begun.send().headers["Location"] == begun.at("sent")
    item = Practice.objects.get()
    assert (item.status, item.texts.get().title) == (Status.SUBMITTED, answers["title"][0])
    assert item.places.count() == item.contactpoints.count() == 1
    assert item.buildingblocks.count() == (2 if answers is ALL else 0)


def test_nothing_has_to_be_answered_to_go_on(begun):
    walk(begun, {})
    needed = texts(parsed(begun.go()), ".needed li")
    assert needed == [
        "What is it called? – Title: Write something here.",
        "What is it called? – In one sentence: Write something here.",
        "Where is it done? – Country: Tell in which country it is done.",
        "Who runs it?: Write something here.",
        "Whom may others ask? – E-mail address: Tell how somebody can be reached: an e-mail address, or a website.",
    ]
    press_link(begun.client)
    assert begun.send().status_code == 422
    assert Practice.objects.count() == 0


def test_rows_that_were_taken_away_keep_nobody_from_going_on(begun):
    empty = {"place-TOTAL_FORMS": "0", "place-INITIAL_FORMS": "0"}
    assert begun.save("where", **empty).status_code == 303
    assert any("Tell in which country" in line for line in texts(parsed(begun.go()), ".needed li"))


def test_all_on_one_page_shows_what_was_typed_and_saves_it_again(begun):
    walk(begun, ALL)
    page = begun.go("all")
    assert page.status_code == 200
    before = begun.draft.answers
    assert begun.save("all", **before).status_code == 303
    assert begun.draft.answers == before


def test_a_wrong_date_comes_back_with_all_that_was_typed(begun):
    answer = begun.save("since", started="a while ago", end_reason="We ran out of money.")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "a while ago" in html and "We ran out of money." in html
    assert begun.draft.answers["started"] == ["a while ago"]


def test_what_was_returned_and_is_sent_again_unchanged_stays_the_same(begun):
    walk(begun, ALL)
    press_link(begun.client)
    begun.send()
    item = Practice.objects.get()
    before = stored(item)
    change_status(item, "return", by=make_person("chief_editor"), note="Please look again.")
    assert begun.send().status_code == 303
    after = stored(item)
    assert {name: rows for name, rows in after.items() if name != "facts"} == {
        name: rows for name, rows in before.items() if name != "facts"
    }


def test_whom_others_may_ask_is_asked_once(begun):
    walk(begun, ALL)
    press_link(begun.client)
    begun.send()
    asked = OutboxMessage.objects.filter(template="emails/practices/please_agree.txt")
    assert [message.to for message in asked] == ["anna@example.org"]
    change_status(Practice.objects.get(), "return", by=make_person("chief_editor"), note="Please look again.")
    begun.send()
    assert asked.count() == 1
