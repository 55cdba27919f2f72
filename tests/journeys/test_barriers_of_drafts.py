"""Pages of writing and sending at 320 pixels, errors included: no barriers, nothing too wide or too small."""

from sending_in import START, begun, draft_of, link_in, open_by_link, press, write_all_at_once
from walking import TOO_SMALL, focused, tab_until

NARROW = {"width": 320, "height": 568}


def test_what_goes_wrong_before_sending(open_any_page, looked_at):
    page = open_any_page(START.format("fi"), locale="fi-FI", **NARROW)
    page.fill("main [name=email]", "no address")
    page.locator("form.fit-form button[type=submit]").click()
    assert page.locator("main [role=alert] a[href='#id_email']").is_visible()
    looked_at(page, "narrow-start-wrong")

    page = begun(open_any_page, "narrow@example.org", **NARROW)
    draft = page.url.replace("/name/", "/")
    page.goto(f"{draft}since/")
    page.fill("[name=started]", "long ago")
    press(page)
    page.locator("main [role=alert] a").first.click()
    assert focused(page, "name") == "started"
    assert page.locator("[name=started]").input_value() == "long ago"
    looked_at(page, "narrow-question-wrong")
    page.goto(f"{draft}all/")
    assert page.evaluate(TOO_SMALL) == []
    looked_at(page, "narrow-all")
    page.goto(f"{draft}send/")
    looked_at(page, "narrow-send-needed")
    page.locator(".needed a").first.click()
    page.locator("main [role=alert]").wait_for()
    looked_at(page, "narrow-question-needed")
    page.goto(f"/fi/my/preview/{draft_of(page)}/")
    looked_at(page, "narrow-preview-needed")
    page.goto("/fi/my/")
    looked_at(page, "narrow-mine")
    page.goto(f"{draft}throw-away/")
    looked_at(page, "narrow-throw-away")
    page.locator("main form button").click()
    page.locator("[data-sent]").wait_for()
    looked_at(page, "narrow-thrown-away")


def test_links_that_do_not_open(open_any_page, newest_mail, end_links, looked_at):
    email = "too-old@example.org"
    page = begun(open_any_page, email, **NARROW)
    link = link_in(newest_mail(email), "/drafts/open/")
    end_links(draft_of(page))
    page.goto(link)
    looked_at(page, "narrow-link-ended")
    page.locator("main form button").click()
    page.locator("main [role=status]").wait_for()
    looked_at(page, "narrow-link-sent")
    assert link_in(newest_mail(email), "/drafts/open/") != link
    for _ in range(3):
        page.goto(link)
        page.locator("main form button").click()
    assert page.locator("main form").count() == 0
    looked_at(page, "narrow-too-often")


def test_one_question_and_sending_by_keyboard(open_any_page, newest_mail, looked_at):
    email = "keyboard@example.org"
    page = begun(open_any_page, email, **NARROW)
    tab_until(page, "node.name === 'title'")
    page.keyboard.type("Kahvihetki")
    page.keyboard.press("Enter")
    page.wait_for_url("**/where/")
    page.goto(page.url.replace("/where/", "/name/"))
    assert page.locator("[name=title]").input_value() == "Kahvihetki"
    write_all_at_once(page)
    open_by_link(page, newest_mail(email))
    page.goto(f"/fi/my/drafts/{draft_of(page)}/send/")
    tab_until(page, "node.name === 'agreed'")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("main [role=alert]").wait_for()
    looked_at(page, "narrow-send-wrong")
    tab_until(page, "node.name === 'agreed'")
    page.keyboard.press("Space")
    tab_until(page, "node.name === 'display_name'")
    page.keyboard.type("Aino")
    tab_until(page, "node.type === 'submit' && node.closest('main')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sent/")
    looked_at(page, "narrow-sent")
