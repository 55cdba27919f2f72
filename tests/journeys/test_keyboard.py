"""Everything works by keyboard alone, and the focus can always be seen."""

import pytest
from walking import first_address, focused, tab_until

MARKED = """() => {
    const node = document.activeElement, style = getComputedStyle(node);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const path = node.querySelector('path');
    const drawn = path && parseFloat(getComputedStyle(path).strokeWidth) >= 3;
    return outlined || style.boxShadow !== 'none' || Boolean(drawn);
}"""
UNCOVERED = """() => {
    const node = document.activeElement, box = node.getClientRects()[0];
    const [x, y] = [box.left + Math.min(box.width / 2, 12), box.top + box.height / 2];
    const seen = document.elementFromPoint(x, y);
    const label = seen && seen.closest('label');
    return box.width > 0 && seen && (node.contains(seen) || Boolean(label && label.contains(node)));
}"""


def test_skip_link_comes_first_and_leads_to_the_main_text(open_page):
    page = open_page("/sv/search/")
    page.keyboard.press("Tab")
    assert focused(page, "className") == "skip-link"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert focused(page, "id") == "main"
    page.keyboard.press("Tab")
    assert focused(page, "name") == "q"


def test_searches_filters_and_opens_a_result(open_page):
    page = open_page("/sv/")
    tab_until(page, "node.name === 'q'")
    page.keyboard.type("språk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/search/**")
    tab_until(page, "node.type === 'checkbox' && node.name === 'theme'")
    chosen = focused(page, "value")
    page.keyboard.press("Space")
    page.wait_for_url(f"**theme={chosen}**")
    page.wait_for_function("document.getElementById('filter-count').textContent.includes('1')")
    assert focused(page, "value") == chosen
    assert focused(page, "checked") is True
    tab_until(page, "node.closest('article[data-id]') && node.href", most=200)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/search/" not in address)
    assert page.locator("main > article[data-id]").count() == 1


def test_the_filters_can_be_skipped(open_page):
    page = open_page("/sv/search/")
    tab_until(page, "node.matches('.skip-inline')", most=20)
    assert page.locator(".skip-inline").bounding_box()["width"] > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#results'))")


def test_the_map_can_be_skipped_and_walked(open_page):
    page = open_page("/sv/map/")
    tab_until(page, "node.matches('.skip-inline')", most=20)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg') !== null")
    assert focused(page, "getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/places/**")
    page.go_back()
    tab_until(page, "node.matches('.skip-inline')", most=20)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#countries'))")


def test_the_menu_of_a_phone_opens_by_keyboard(open_page):
    page = open_page("/sv/", width=360)
    tab_until(page, "node.matches('.menu > summary')", most=10)
    page.keyboard.press("Enter")
    tab_until(page, "node.lang === 'fi'", most=10)
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/")


def test_the_three_questions_are_answered_by_keyboard(open_page):
    page = open_page("/nb/about/share/")
    for question in ("twice", "person", "newcomers"):
        tab_until(page, f"node.name === '{question}'")
        page.keyboard.press("Space")
    tab_until(page, "node.matches('.fit-form button')", most=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**newcomers=yes**")
    assert page.locator("#advice").get_attribute("data-advice") == "welcome"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", ["search", "map", "practice"])
def test_focus_is_always_visible_and_never_covered(open_page, width, place):
    page = open_page("/sv/search/", width=width)
    if place == "search" and width < 600:
        page.locator("details.filter-box > summary").click()
        page.locator("main input[name=q]").focus()
    if place == "map":
        page.goto("/sv/map/")
    if place == "practice":
        page.goto(first_address(page, "sv", "practice"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "tagName") == "BODY":
            return
        if page.evaluate("document.activeElement.closest('svg') === null"):
            assert page.evaluate(UNCOVERED), focused(page, "outerHTML")[:200]
        assert page.evaluate(MARKED), focused(page, "outerHTML")[:200]
