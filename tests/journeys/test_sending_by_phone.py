"""B2: a volunteer tells in Finnish, on a phone and without an account, what the association does."""

import pytest
from sending_in import (
    FINNISH,
    PHONE,
    QUESTIONS,
    START,
    agree_and_send,
    begin,
    draft_of,
    fill_in,
    link_in,
    question_of,
)
from walking import number, total

STOPS_AT = "doing"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_first_question_to_the_number(open_any_page, newest_mail, looked_at, javascript):
    email = f"aino-{javascript}@example.org".lower()

    def look(name):
        looked_at(page, f"phone-{name}", with_axe=javascript)

    page = open_any_page(START.format("fi"), javascript=javascript, **PHONE)
    assert page.locator("[name=language]").input_value() == "fi"
    look("start")
    begin(page, "fi", email)
    look("first-question")
    assert page.locator("progress").get_attribute("max") == str(len(QUESTIONS)) == "12"
    fill_in(page, until=STOPS_AT)
    place = number(page.locator(".step span").last.inner_text())
    draft = draft_of(page)
    page.context.close()

    page = open_any_page(link_in(newest_mail(email), "/drafts/open/"), javascript=javascript, **PHONE)
    look("resume")
    page.locator("main form button").first.click()
    assert (question_of(page), draft_of(page)) == (STOPS_AT, draft)
    assert number(page.locator(".step span").last.inner_text()) == place
    fill_in(page, since=STOPS_AT)
    assert page.locator(".needed").count() == 0
    look("overview")
    page.locator(f"a[href$='/my/preview/{draft}/']").click()
    page.locator("main form button").first.click()
    assert page.locator("h1").inner_text() == FINNISH["name"]["title"]
    look("preview")
    page.goto(f"/fi/my/drafts/{draft}/send/")
    look("send")
    agree_and_send(page)
    assert page.locator("[data-sent]").inner_text().count("NC-") == 1
    look("sent")
    assert nothing_is_public(open_any_page)


def nothing_is_public(open_any_page):
    page = open_any_page("/fi/search/?q=Torstaikahvit", **PHONE)
    return total(page) == 0
