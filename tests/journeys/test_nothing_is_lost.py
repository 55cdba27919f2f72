"""Lost network, closed windows, the back button, two windows, an ended session and a double click lose nothing."""

import pytest
from sending_in import (
    PHONE,
    begun,
    draft_of,
    go_to_sending,
    link_in,
    open_by_link,
    press,
    question_of,
    write_all_at_once,
)

TITLE = "Kahvihetki torstaisin"
OTHER_TITLE = "Torstain kahvihetki"
ONE_LINER = "Joka torstai naapurit ja uudet tulijat juovat kahvia ja puhuvat suomea."
SCRIPT_OR_NOT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def title_in(page):
    return page.locator("[name=title]").input_value()


def test_the_network_goes_away(open_any_page):
    page = begun(open_any_page, "offline@example.org")
    question = page.url
    page.context.set_offline(True)
    page.fill("[name=title]", TITLE)
    page.locator("[name=title]").blur()
    line = page.locator(".saved")
    press(page)
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(question)
    assert title_in(page) == TITLE
    assert line.inner_text() == line.get_attribute("data-restored")
    press(page)
    page.wait_for_url("**/where/")
    page.goto(question)
    assert title_in(page) == TITLE
    assert line.inner_text() == ""


def test_the_network_goes_away_without_script(open_any_page):
    page = begun(open_any_page, "offline-plain@example.org", javascript=False)
    page.fill("[name=title]", TITLE)
    page.context.set_offline(True)
    press(page)
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.reload()
    page.wait_for_url("**/where/")
    press(page, "back")
    page.wait_for_url("**/name/")
    assert title_in(page) == TITLE


def test_it_is_saved_while_one_writes(open_any_page):
    page = begun(open_any_page, "autosave@example.org")
    page.clock.install()
    page.reload()
    page.fill("[name=title]", TITLE)
    page.clock.fast_forward(11_000)
    line = page.locator(".saved")
    page.wait_for_function("line => line.textContent === line.dataset.saved", arg=line.element_handle())
    page.close()
    again = page.context.new_page()
    again.goto(page.url)
    assert title_in(again) == TITLE


def test_the_window_is_closed_at_once(open_any_page):
    page = begun(open_any_page, "closed@example.org")
    page.fill("[name=title]", TITLE)
    page.locator("[name=title]").blur()
    page.close()
    again = page.context.new_page()
    again.goto(page.url)
    assert title_in(again) == TITLE


@SCRIPT_OR_NOT
def test_the_back_button(open_any_page, javascript):
    page = begun(open_any_page, f"back-{javascript}@example.org", javascript=javascript)
    page.fill("[name=title]", TITLE)
    press(page)
    page.wait_for_url("**/where/")
    page.go_back()
    assert title_in(page) == TITLE
    page.fill("[name=title]", OTHER_TITLE)
    press(page)
    page.wait_for_url("**/where/")
    press(page, "back")
    page.wait_for_url("**/name/")
    assert title_in(page) == OTHER_TITLE


@SCRIPT_OR_NOT
def test_two_windows(open_any_page, looked_at, javascript):
    one = begun(open_any_page, f"windows-{javascript}@example.org", javascript=javascript)
    two = one.context.new_page()
    two.goto(one.url)
    one.fill("[name=title]", TITLE)
    press(one)
    one.wait_for_url("**/where/")
    two.fill("[name=one_liner]", ONE_LINER)
    press(two)
    two.wait_for_url("**/where/")
    for page in (one, two):
        page.goto(page.url.replace("/where/", "/name/"))
    assert (title_in(two), two.locator("[name=one_liner]").input_value()) == (TITLE, ONE_LINER)
    one.fill("[name=title]", OTHER_TITLE)
    press(one)
    one.wait_for_url("**/where/")
    two.fill("[name=title]", f"{TITLE}!")
    press(two)
    assert two.locator("[role=alert]").is_visible()
    assert (title_in(two), two.locator("blockquote").inner_text()) == (f"{TITLE}!", OTHER_TITLE)
    looked_at(two, f"lost-two-texts-{javascript}", with_axe=javascript)
    two.locator("[name=take]").check()
    press(two)
    two.wait_for_url("**/where/")
    two.goto(two.url.replace("/where/", "/name/"))
    assert title_in(two) == OTHER_TITLE


def test_the_window_is_closed_on_a_page_with_both_texts(open_any_page):
    one = begun(open_any_page, "closed-with-both@example.org")
    question = one.url
    two = one.context.new_page()
    two.goto(question)
    one.fill("[name=title]", TITLE)
    press(one)
    one.wait_for_url("**/where/")
    two.fill("[name=title]", OTHER_TITLE)
    press(two)
    two.locator("blockquote").wait_for()
    two.close()
    again = one.context.new_page()
    again.goto(question)
    assert title_in(again) == OTHER_TITLE
    press(again)
    assert (again.locator("blockquote").inner_text(), title_in(again)) == (TITLE, OTHER_TITLE)


def test_the_session_has_ended(open_any_page, newest_mail):
    email = "ended@example.org"
    page = begun(open_any_page, email)
    page.fill("[name=title]", TITLE)
    page.context.clear_cookies()
    page.evaluate("localStorage.clear()")
    press(page)
    page.wait_for_url("**/account/sign-in/**")
    open_by_link(page, newest_mail(email))
    assert question_of(page) == "name"
    assert title_in(page) == TITLE
    press(page)
    page.wait_for_url("**/where/")


@SCRIPT_OR_NOT
def test_begun_on_the_laptop_and_opened_on_the_phone(open_any_page, newest_mail, looked_at, javascript):
    email = f"two-devices-{javascript}@example.org".lower()
    laptop = begun(open_any_page, email, width=1280, height=800, javascript=javascript)
    laptop.fill("[name=title]", TITLE)
    press(laptop)
    laptop.wait_for_url("**/where/")
    phone = open_any_page(link_in(newest_mail(email), "/drafts/open/"), javascript=javascript, **PHONE)
    assert not phone.locator("[name=keeps-first]").is_checked()
    looked_at(phone, f"lost-resume-{javascript}", with_axe=javascript)
    phone.locator("main form button").first.click()
    assert question_of(phone) == "where"
    laptop.fill("[name=place-0-name]", "Lohja")
    press(laptop)
    laptop.locator("button[name=link]").wait_for()
    looked_at(laptop, f"lost-to-the-phone-{javascript}", with_axe=javascript)
    laptop.locator("button[name=link]").click()
    laptop.locator("main [role=status]").wait_for()
    open_by_link(laptop, newest_mail(email))
    assert question_of(laptop) == "where"
    assert laptop.locator("[name=place-0-name]").input_value() == "Lohja"
    looked_at(laptop, f"lost-and-back-{javascript}", with_axe=javascript)


@SCRIPT_OR_NOT
def test_pressed_twice_it_is_sent_once(open_any_page, newest_mail, looked_at, javascript):
    email = f"twice-{javascript}@example.org".lower()
    page = begun(open_any_page, email, javascript=javascript)
    write_all_at_once(page)
    open_by_link(page, newest_mail(email))
    draft = draft_of(page)
    behind = page.context.new_page()
    behind.goto(f"/fi/my/drafts/{draft}/name/")
    page.goto(f"/fi/my/drafts/{draft}/")
    go_to_sending(page)
    page.locator("[name=agreed]").check()
    page.fill("main [name=display_name]", "Aino")
    page.locator("form.fit-form:has([name=agreed]) button[type=submit]").dblclick()
    page.wait_for_url("**/sent/")
    told = page.locator("[data-sent]").inner_text()
    page.go_back()
    page.wait_for_url("**/sent/")
    assert page.locator("[data-sent]").inner_text() == told
    page.goto("/fi/my/")
    assert page.locator("ul.drafts li").count() == 1
    behind.fill("[name=title]", TITLE)
    press(behind)
    assert behind.locator("[role=alert]").is_visible()
    assert title_in(behind) == TITLE
    looked_at(behind, f"lost-sent-already-{javascript}", with_axe=javascript)
