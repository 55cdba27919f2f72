"""A small change to something public goes live at once; a larger one waits, and the editor sees what differs."""

import pytest
from sending_in import answer, press

NEW_TITLE = "Et helt andet navn til det samme arbejde"
WEBSITE = "https://example.org/nyt-sted"


@pytest.fixture
def change(open_any_page, signed_in, people):
    """Gives a page where the change can be sent."""

    def written(question, answers):
        item = f"practice/{people['mette']['practice']}"
        page = open_any_page(f"/da/my/{item}/", state=signed_in("mette"), locale="da-DK")
        page.locator(f"form[action$='/my/{item}/change/'] button").click()
        page.wait_for_url("**/my/drafts/**")
        draft = page.url
        page.goto(f"{draft}{question}/")
        answer(page, answers)
        press(page, "later")
        page.goto(draft)
        page.locator("a[href*='/my/changes/']").click()
        return page

    return written


def public_page(open_any_page, address):
    return open_any_page(address, locale="da-DK")


def test_a_link_goes_live_at_once(change, open_any_page, looked_at):
    page = change("ask", {"website": WEBSITE})
    assert page.locator("ins").count() == 1
    looked_at(page, "change-small")
    page.locator("form.fit-form button").click()
    page.locator("main [role=status] a").click()
    assert open_any_page(page.url, locale="da-DK").locator(f"main a[href='{WEBSITE}']").count() >= 1


def test_another_title_waits_for_an_editor(change, open_any_page, signed_in, looked_at):
    page = change("name", {"title": NEW_TITLE})
    looked_at(page, "change-large")
    page.fill("[name=note]", "Vi hedder noget andet nu.")
    page.locator("form.fit-form button").click()
    page.locator("button[name=take-back]").wait_for()
    looked_at(page, "change-waits")
    proposal = page.url.rstrip("/").rsplit("/", 1)[-1]
    old = page.locator("main h1 + .lead").inner_text()

    editor = open_any_page("/en/editorial/proposals/", state=signed_in("editor"))
    looked_at(editor, "change-list")
    editor.locator(f"a[href$='/{proposal}/']").click()
    assert editor.locator("ins").count() >= 1
    assert editor.locator("del").count() >= 1
    editor.locator("button[value=return]").click()
    assert editor.locator("main [role=alert]").is_visible()
    looked_at(editor, "change-no-reason")
    public = editor.locator(".lead a").get_attribute("href").replace("/en/", "/da/")
    reader = open_any_page(public, locale="da-DK")
    assert reader.locator("h1").inner_text() != NEW_TITLE
    editor.locator("button[value=accept]").click()
    editor.locator("button[value=accept]").wait_for(state="detached")
    reader.reload()
    assert reader.locator("h1").inner_text() == NEW_TITLE
    assert old != NEW_TITLE
