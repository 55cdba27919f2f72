"""B1: a volunteer with a phone and everyday Finnish finds out what this is and whether it is for her. No JavaScript."""

import pytest
from walking import FITS, open_menu

OUTCOMES = [
    ({"twice": "yes", "person": "yes", "newcomers": "yes"}, "welcome"),
    ({"twice": "no", "person": "yes", "newcomers": "yes"}, "pilot"),
    ({"twice": "yes", "person": "no", "newcomers": "yes"}, "contact"),
    ({"twice": "no", "person": "no", "newcomers": "yes"}, "contact"),
    ({"twice": "yes", "person": "yes", "newcomers": "no"}, "elsewhere"),
]


@pytest.fixture
def invitation(open_page):
    return open_page("/fi/about/share/", width=360, height=640, javascript=False, locale="fi-FI")


def test_the_front_door_opens_in_the_language_of_the_phone(open_page):
    page = open_page("/", width=360, height=640, javascript=False, locale="fi-FI")
    assert page.url.endswith("/fi/")
    open_menu(page)
    names = [link.inner_text() for link in page.locator("header .languages a").all()]
    assert {"Suomi", "Svenska", "English"} <= set(names)
    page.locator("header a.invite").click()
    assert page.url.endswith("/fi/about/share/")
    assert page.locator("h1").is_visible()


def test_one_real_example_can_be_opened(invitation):
    example = invitation.locator("main article[data-kind=practice]")
    assert example.count() == 1
    short_id = example.get_attribute("data-id")
    example.locator("h3 a").click()
    assert invitation.locator("main > article").get_attribute("data-id") == short_id


@pytest.mark.parametrize(("answers", "advice"), OUTCOMES)
def test_three_answers_give_one_advice(invitation, answers, advice):
    for question, answer in answers.items():
        invitation.locator(f"label[for={question}-{answer}]").click()
    invitation.locator("form.fit-form button").click()
    told = invitation.locator("#advice")
    assert told.get_attribute("data-advice") == advice
    assert told.locator("h3").inner_text().strip()
    assert told.locator("p").inner_text().strip()
    assert 0 <= told.bounding_box()["y"] < 640
    for question, answer in answers.items():
        assert invitation.locator(f"#{question}-{answer}").is_checked()
    assert invitation.evaluate(FITS)


def test_a_forgotten_question_is_pointed_at(invitation):
    invitation.locator("label[for=twice-yes]").click()
    invitation.locator("form.fit-form button").click()
    assert invitation.locator("#advice").get_attribute("data-advice") is None
    assert invitation.locator("#twice-missing").count() == 0
    for question in ("person", "newcomers"):
        group = invitation.locator(f"fieldset:has(#{question}-yes)")
        described_by = group.get_attribute("aria-describedby")
        assert invitation.locator(f"#{described_by}").is_visible()
    assert invitation.locator("#twice-yes").is_checked()


def test_it_says_how_to_reach_people(invitation):
    assert invitation.locator("section[aria-labelledby=how-to-tell] a[href^=http], a[href^=mailto]").count() >= 1
