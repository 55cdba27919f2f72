"""H1: a coordinator far away, on a small phone without scripts, finds something for a very small place."""


def test_finds_something_for_a_small_place(open_page):
    page = open_page("/da/", width=320, height=568, javascript=False)
    page.locator("main input[name=q]").fill("integration")
    page.locator("main form[role=search] button").first.click()
    assert no_sideways_scrolling(page)

    page.locator("details.filter > summary, .filters summary").first.click()
    size = page.locator("input[name=size][value=very-small]")
    for summary in size.locator("xpath=ancestor::details[not(@open)]/summary").all():
        summary.click()
    size.check()
    page.locator("form.filters button[type=submit], .filters button[type=submit]").last.click()
    assert "size=very-small" in page.url
    assert page.locator("article[data-kind=practice]").count() >= 1
    assert no_sideways_scrolling(page)

    page.locator("article h3 a").first.click()
    assert page.locator("h1").inner_text().strip()
    assert no_sideways_scrolling(page)


def test_every_kind_of_page_fits_320_pixels(open_page):
    page = open_page("/fi/", width=320, height=568, javascript=False)
    for path in pages_of(page):
        page.goto(path)
        assert no_sideways_scrolling(page), path


def test_every_kind_of_page_stands_enlarged_text_and_spacing(open_page):
    page = open_page("/fi/", width=640)
    for path in pages_of(page):
        page.goto(path)
        page.evaluate(
            """() => {
                const sheet = document.styleSheets[0];
                const spacing = 'line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important';
                sheet.insertRule('*{' + spacing + '}', sheet.cssRules.length);
                sheet.insertRule('html{font-size:200%!important}', sheet.cssRules.length);
            }"""
        )
        assert no_sideways_scrolling(page), path


def pages_of(page):
    """One page of every kind, in Finnish, where words are longest."""
    found = ["/fi/", "/fi/search/", "/fi/search/?q=eisellaistasanaa", "/fi/themes/", "/fi/map/", "/fi/places/"]
    found += ["/fi/places/fi/", "/fi/about/", "/fi/about/share/", "/fi/about/privacy/", "/fi/about/accessibility/"]
    for kind in ("practice", "research", "organisation"):
        page.goto(f"/fi/search/?kind={kind}")
        found.append(page.locator("article h3 a").first.get_attribute("href"))
    return found


def no_sideways_scrolling(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
