"""On a device of somebody else: what was typed there is forgotten at one press, and found again by the link."""

import pytest
from sending_in import begun, draft_of, open_by_link

TITLE = "Kahvihetki torstaisin"
ON_DEVICE = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"
FORGET = "form[action$='/forget/'] button"


def test_what_the_script_kept_is_wiped(open_any_page, newest_mail, looked_at):
    email = "borrowed@example.org"
    page = begun(open_any_page, email)
    address, draft = page.url, draft_of(page)
    page.fill("[name=title]", TITLE)
    page.wait_for_function(f"() => {ON_DEVICE} === 1")
    page.goto(f"/fi/my/drafts/{draft}/")
    assert page.evaluate(ON_DEVICE) == 1
    looked_at(page, "borrowed-overview")
    page.locator(FORGET).click()
    page.locator("[data-sent]").wait_for()
    page.wait_for_function(f"() => {ON_DEVICE} === 0")
    assert [cookie["name"] for cookie in page.context.cookies() if "session" in cookie["name"]] == []
    looked_at(page, "borrowed-forgotten")
    page.go_back()
    page.wait_for_url("**/account/sign-in/**")
    page.goto(address)
    page.wait_for_url("**/account/sign-in/**")
    open_by_link(page, newest_mail(email))
    page.goto(address)
    assert page.locator("[name=title]").input_value() == TITLE


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_list_of_drafts(open_any_page, looked_at, javascript):
    page = begun(open_any_page, f"borrowed-list-{javascript}@example.org".lower(), javascript=javascript)
    page.goto("/fi/my/")
    looked_at(page, f"borrowed-list-{javascript}", with_axe=javascript)
    page.locator(FORGET).click()
    page.locator("[data-sent]").wait_for()
    page.goto("/fi/my/")
    page.wait_for_url("**/account/sign-in/**")
