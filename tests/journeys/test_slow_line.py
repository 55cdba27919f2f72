"""H1: a coordinator far away, on a small phone without scripts, finds something for a very small place."""

import pytest
from walking import FITS, KINDS, first_address, number, total

PLAIN_PAGES = [
    "/fi/",
    "/fi/search/",
    "/fi/search/?q=eisellaistasanaa",
    "/fi/search/?theme=tuntematon",
    "/fi/themes/",
    "/fi/themes/work-and-entrepreneurship/",
    "/fi/map/",
    "/fi/places/",
    "/fi/places/fi/",
    "/fi/places/se/se-m/",
    "/fi/about/",
    "/fi/about/share/",
    "/fi/about/privacy/",
    "/fi/about/accessibility/",
    "/fi/no-such-page/",
]


def test_finds_something_for_a_small_place(open_page):
    page = open_page("/da/", width=320, height=568, javascript=False, locale="da-DK")
    page.locator("main input[name=q]").fill("integration")
    page.locator("main form[role=search] button").click()
    page.wait_for_url("**/da/search/?q=integration")
    everything = total(page)
    assert page.evaluate(FITS)

    page.locator("details.filter-box > summary").click()
    assert page.evaluate(FITS)
    size = page.locator("input[name=size][value=very-small]")
    for summary in size.locator("xpath=ancestor::details[not(@open)]/summary").all():
        summary.click()
    promised = number(page.locator(f"label[for={size.get_attribute('id')}] .choice-count").inner_text())
    size.check()
    page.locator(".apply button").click()
    page.wait_for_url("**size=very-small**")
    assert "q=integration" in page.url
    assert 1 <= total(page) == promised < everything
    assert page.locator("#chips a").count() == 2
    assert page.evaluate(FITS)

    page.locator("#results h3 a").first.click()
    page.wait_for_url(lambda address: "/search/" not in address)
    assert page.locator("h1").inner_text().strip()
    assert page.evaluate(FITS)


def test_every_kind_of_page_fits_320_pixels(open_page):
    page = open_page("/fi/", width=320, height=568, javascript=False)
    wide = []
    for path in every_kind_of_page(page):
        page.goto(path)
        if not page.evaluate(FITS):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("language", ["da", "is", "nn"])
def test_items_fit_320_pixels_in_other_languages(open_page, language):
    page = open_page(f"/{language}/", width=320, height=568, javascript=False)
    for kind in KINDS:
        page.goto(first_address(page, language, kind))
        assert page.evaluate(FITS), page.url


def test_every_kind_of_page_stands_enlarged_text_and_spacing(open_page):
    """Twice the size in a window of 640 pixels, with the distances of WCAG 1.4.12."""
    page = open_page("/fi/", width=640)
    wide = []
    for path in every_kind_of_page(page):
        page.goto(path)
        page.evaluate(
            """() => {
                const sheet = document.styleSheets[0];
                const spacing = 'line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important';
                sheet.insertRule('*{' + spacing + '}', sheet.cssRules.length);
                sheet.insertRule('html{font-size:200%!important}', sheet.cssRules.length);
            }"""
        )
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        if not page.evaluate(FITS):
            wide.append(path)
    assert wide == []


def every_kind_of_page(page):
    """In Finnish, where words are longest."""
    return [*PLAIN_PAGES, *(first_address(page, "fi", kind) for kind in KINDS)]
