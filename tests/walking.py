"""What several journeys do on the pages."""

import re

KINDS = ("practice", "research", "organisation")
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll(
    'main :is(button, a.ds-button, summary, select, textarea, label.choice, input:not([type=hidden]))')]
    .filter(node => !node.matches('.visually-hidden'))
    .filter(node => !node.closest('label.choice') || node.matches('label.choice'))
    .map(node => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => box.width > 1 && (box.height < 24 || box.width < 24) && node.checkVisibility())
    .map(([node, box]) => `${node.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`)"""


def number(text):
    return int(re.sub(r"\D", "", text))


def total(page):
    """How many results the page announces, in its attribute and in its words."""
    status = page.locator("#total[role=status]")
    announced = int(status.get_attribute("data-total"))
    assert number(status.inner_text()) == announced
    return announced


def first_address(page, language, kind):
    page.goto(f"/{language}/search/?kind={kind}")
    return page.locator(f"#results article[data-kind={kind}] h3 a").first.get_attribute("href")


def open_menu(page):
    summary = page.locator("header details.menu > summary")
    if summary.is_visible():
        summary.click()


def switch_language(page, code):
    open_menu(page)
    page.locator(f"header a[hreflang={code}]").click()
    page.wait_for_url(f"**/{code}/**")
    assert page.locator("html").get_attribute("lang") == code


def focused(page, expression):
    return page.evaluate(f"document.activeElement.{expression}")


def tab_until(page, condition, most=120):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(node => {condition})(document.activeElement)"):
            return
    raise AssertionError(f"no focus on {condition} within {most} steps")
