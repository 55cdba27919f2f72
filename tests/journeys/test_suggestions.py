"""A search field suggests while one types: by keyboard alone, on a phone, and heard as well as seen."""

import pytest
from walking import FITS

FIELD = "main input[name=q]"
OPTIONS = "[role=listbox] [role=option]"


def type_into(page, text):
    """Types as people do and waits for the list."""
    field = page.locator(FIELD)
    field.focus()
    page.keyboard.type(text, delay=20)
    page.locator(OPTIONS).first.wait_for()
    return field


def active(page):
    """Number of the option that the field points at, or None."""
    return page.evaluate(
        """() => {
            const options = [...document.querySelectorAll("[role=listbox] [role=option]")];
            const id = document.activeElement.getAttribute("aria-activedescendant");
            const chosen = options.filter((option) => option.getAttribute("aria-selected") === "true");
            if (!id) return chosen.length ? "selected without focus" : null;
            return chosen.length === 1 && chosen[0].id === id ? options.indexOf(chosen[0]) : "at odds";
        }"""
    )


@pytest.mark.parametrize("path", ["/sv/", "/sv/search/"])
def test_walks_the_list_and_chooses_by_keyboard(open_page, path):
    page = open_page(path)
    field = type_into(page, "sprak")
    number = page.locator(OPTIONS).count()
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert active(page) is None
    walked = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        walked.append(active(page))
    assert walked == [0, 1, number - 1, None, number - 1, 0]
    address = page.locator(OPTIONS).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_a_place_leads_to_the_search_with_its_filter(open_page):
    page = open_page("/en/")
    type_into(page, "norw")
    page.keyboard.press("ArrowUp")
    while "country=NO" not in page.locator(OPTIONS).nth(active(page)).get_attribute("href"):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?country=NO")
    assert page.locator("#chips a").count() >= 1


def test_enter_without_a_choice_searches_for_what_was_typed(open_page):
    page = open_page("/sv/")
    type_into(page, "språk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/search/?q=spr*")


def test_escape_closes_the_list_and_keeps_the_words(open_page):
    page = open_page("/sv/search/")
    field = type_into(page, "språk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(OPTIONS).count() == 0
    assert (field.get_attribute("aria-expanded"), active(page)) == ("false", None)
    assert field.input_value() == "språk"
    page.keyboard.press("ArrowDown")
    page.locator(OPTIONS).first.wait_for()


def test_leaving_the_field_closes_the_list(open_page):
    page = open_page("/sv/search/")
    field = type_into(page, "språk")
    page.keyboard.press("Tab")
    assert page.locator(OPTIONS).count() == 0
    assert field.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.type") == "submit"


def test_the_number_of_suggestions_is_announced(open_page):
    page = open_page("/en/")
    type_into(page, "lang")
    status = page.locator(".search-row [role=status]")
    assert status.inner_text().startswith(f"{page.locator(OPTIONS).count()} suggestion")
    page.keyboard.type("qqqq", delay=20)
    page.locator(".search-row [role=status]", has_text="No suggestions").wait_for(state="attached")
    assert page.locator(OPTIONS).count() == 0


def test_a_pointer_chooses_too(open_page):
    page = open_page("/sv/search/", width=360)
    type_into(page, "språk")
    option = page.locator(OPTIONS).nth(1)
    address = option.get_attribute("href")
    option.click()
    page.wait_for_url(f"**{address}")


def test_without_script_the_field_is_a_field(open_page):
    page = open_page("/sv/", javascript=False)
    field = page.locator(FIELD)
    assert field.get_attribute("role") is None
    field.fill("språk")
    page.locator("main form[role=search] button").click()
    page.wait_for_url("**/sv/search/?q=*")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", ["/sv/", "/fi/search/"])
def test_the_open_list_is_free_of_barriers_and_fits(open_page, barriers, screenshot, path, width, dark):
    page = open_page(path, width=width, dark=dark)
    type_into(page, "kotou")
    page.keyboard.press("ArrowDown")
    place = "search" if "search" in path else "home"
    screenshot(page, f"suggestions-{place}-{width}-{'dark' if dark else 'light'}")
    assert barriers(page) == []
    assert page.evaluate(FITS)
    heights = page.locator(OPTIONS).evaluate_all("options => options.map((o) => o.getBoundingClientRect().height)")
    assert min(heights) >= 44
