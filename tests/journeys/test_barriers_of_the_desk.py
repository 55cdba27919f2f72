"""The desk on a phone and on a large screen, mistakes included: no barriers, and a decision within two touches."""

import pytest
from walking import TOO_SMALL, focused, tab_until

PHONE, SCREEN = {"width": 320, "height": 568}, {"width": 1280, "height": 800}
IN_VIEW = "node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
LOOKS = [
    pytest.param(
        size,
        dark,
        javascript,
        id=f"{size['width']}-{'dark' if dark else 'light'}-{'script' if javascript else 'plain'}",
    )
    for size in (PHONE, SCREEN)
    for dark, javascript in ((False, True), (True, True), (False, False))
]


@pytest.mark.parametrize(("size", "dark", "javascript"), LOOKS)
def test_every_page_of_the_desk(open_any_page, signed_in, desk_work, looked_at, request, size, dark, javascript):
    page = open_any_page(
        "/en/editorial/", state=signed_in("editor"), dark=dark, javascript=javascript, locale="en-GB", **size
    )
    look_of_run = request.node.callspec.id

    def look(name):
        assert page.evaluate(TOO_SMALL) == [], name
        looked_at(page, f"desk-{name}-{look_of_run}", with_axe=javascript)

    for name, query in {
        "queue": "",
        "author": "?list=author",
        "accepted": "?list=accepted",
        "found": "?find=kahvi",
    }.items():
        page.goto(f"/en/editorial/{query}")
        assert page.locator(".desk-list li").count() > 0
        look(name)
    for name, address in desk_work.items():
        page.goto(f"/en/editorial/{address}")
        look(name)
    page.goto(f"/en/editorial/{desk_work['submitted']}return/")
    page.fill("[name=note]", "")
    page.locator("form:has([name=note]) button[type=submit]").first.evaluate("node => { node.formNoValidate = true; }")
    page.locator("form:has([name=note]) button[type=submit]").first.click()
    assert page.locator("main [role=alert] a[href='#id_note']").is_visible()
    look("decide-wrong")
    page.goto("/en/editorial/proposals/")
    look("changes")
    page.goto("/en/editorial/taken-down/")
    look("taken-down")
    page.locator("main form.fit-form button").first.evaluate("node => { node.formNoValidate = true; }")
    page.locator("main form.fit-form button").first.click()
    page.locator("main [role=alert]").wait_for()
    look("taken-down-wrong")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_an_editor_on_a_phone_decides_in_two_touches(open_any_page, signed_in, desk_work, javascript):
    page = open_any_page(
        f"/en/editorial/{desk_work['submitted']}", state=signed_in("editor"), javascript=javascript, **PHONE
    )
    first = page.locator("main a[href='#decide']")
    assert first.evaluate(IN_VIEW)
    first.click()
    second = page.locator("a[href$='/return/']")
    assert second.evaluate(IN_VIEW)
    second.click()
    page.wait_for_url("**/return/")


def test_an_editor_decides_by_keyboard(open_any_page, signed_in, desk_work):
    page = open_any_page(f"/en/editorial/{desk_work['submitted']}", state=signed_in("editor"), **PHONE)
    tab_until(page, "node.getAttribute('href') === '#decide'")
    page.keyboard.press("Enter")
    tab_until(page, "(node.href || '').endsWith('/return/')", most=6)
    page.keyboard.press("Enter")
    page.wait_for_url("**/return/")
    tab_until(page, "node.name === 'note'")
    page.keyboard.type("Please tell us what came of it.")
    tab_until(page, "node.name === 'look'")
    page.keyboard.press("Enter")
    page.locator("article.note").wait_for()
    assert "what came of it" in page.locator("article.note").inner_text()
    tab_until(page, "node.name === 'note'")
    assert focused(page, "value").startswith("Please tell us what came of it.")  # before what the portal suggests
