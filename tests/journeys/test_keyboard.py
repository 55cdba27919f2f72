"""Everything works by keyboard alone, and the focus can always be seen."""


def focused(page, expression):
    return page.evaluate(f"document.activeElement.{expression}")


def tab_until(page, condition, most=120):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(node => {condition})(document.activeElement)"):
            return
    raise AssertionError(f"no focus on {condition} within {most} steps")


def test_skip_link_comes_first_and_leads_to_the_main_text(open_page):
    page = open_page("/sv/search/")
    page.keyboard.press("Tab")
    assert focused(page, "className") == "skip-link"
    page.keyboard.press("Enter")
    assert focused(page, "id") == "main"


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
    assert focused(page, "value") == chosen
    tab_until(page, "node.closest('article[data-id]') && node.href", most=200)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/practices/**")


def test_sorting_waits_for_the_button(open_page):
    page = open_page("/sv/search/?q=språk")
    before = page.url
    if page.locator("select[name=sort]").count():
        page.locator("select[name=sort]").focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(400)
        assert page.url == before


def test_focus_is_always_visible(open_page):
    page = open_page("/sv/search/")
    for _ in range(40):
        page.keyboard.press("Tab")
        visible = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                const box = document.activeElement.getBoundingClientRect();
                const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return (marked || style.boxShadow !== 'none') && box.width > 0;
            }"""
        )
        assert visible, focused(page, "outerHTML")[:200]
