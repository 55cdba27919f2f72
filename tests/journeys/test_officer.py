"""A1: a municipal officer with five minutes finds a practice, reads it in her language and finds more like it."""

import re

import pytest
from walking import first_address, number, switch_language, total

HEIGHT = 800


def shown_language(page, selector):
    return page.locator(selector).first.evaluate("node => node.closest('[lang]').lang")


@pytest.fixture
def norwegian(open_page):
    """An address of a practice from Norway that was written in Norwegian, and its short id."""
    page = open_page("/en/search/?kind=practice&country=NO&lang=nb", height=HEIGHT)
    link = page.locator("#results article[data-kind=practice]").first
    short_id = link.get_attribute("data-id")
    link.locator("h3 a").click()
    page.wait_for_url(f"**{short_id}/")
    return page, short_id


def test_the_first_view_tells_what_where_and_how_sure(norwegian):
    page, _short_id = norwegian
    told = [page.locator(f"main header {part}").first for part in ("h1", ".lead", ".facts-line strong", ".card-label")]
    for part in [*told, page.locator("main header .dots").first, page.locator(".brand-line")]:
        box = part.bounding_box()
        assert box["height"] > 0, part
        assert box["y"] + box["height"] < HEIGHT, part
    assert page.locator(".fact-box dl.facts dt").count() >= 5


def test_language_switch_keeps_the_practice(norwegian):
    page, short_id = norwegian
    for code in ("sv", "fi", "nb"):
        switch_language(page, code)
        assert f"/{code}/practices/" in page.url
        assert page.url.endswith(f"{short_id}/")
        assert page.locator("article[data-kind=practice]").first.get_attribute("data-id") == short_id
    assert shown_language(page, "h1") == "nb"


def test_a_translation_says_so_and_the_original_is_one_click_away(norwegian):
    page, short_id = norwegian
    assert shown_language(page, "h1") == "en"
    page.locator(".note a[href='?original=1']").click()
    page.wait_for_url("**?original=1")
    assert shown_language(page, "h1") == "nb"
    page.locator(f".note a[href$='{short_id}/']").click()
    page.wait_for_url(f"**{short_id}/")
    assert shown_language(page, "h1") == "en"


def test_more_like_this_comes_with_reasons(norwegian):
    page, short_id = norwegian
    alike = page.locator(".related article[data-kind=practice]").all()
    identifiers = [card.get_attribute("data-id") for card in alike]
    assert 3 <= len(set(identifiers)) == len(identifiers) <= 5
    assert short_id not in identifiers
    for card in alike:
        assert card.locator(".card-reasons").inner_text().strip()
        assert card.locator(".card-line").inner_text().strip()
        assert card.locator(".facts-line strong").inner_text().strip()
    alike[0].locator("h3 a").click()
    page.wait_for_url(f"**{identifiers[0]}/")
    assert page.locator("main > article").get_attribute("data-id") == identifiers[0]


def test_a_citation_and_the_sources_are_at_hand(norwegian):
    page, short_id = norwegian
    citation = page.locator(".citation").inner_text()
    assert page.locator("h1").inner_text() in citation
    assert f"{short_id}/" in citation
    page.locator("a[href='#sources']").first.click()
    assert page.evaluate("location.hash") == "#sources"
    sources = [link.get_attribute("href") for link in page.locator("#sources + ul a").all()]
    assert sources
    assert all(address.startswith("http") for address in sources)


def test_searches_from_home_narrows_and_widens_again(open_page):
    page = open_page("/sv/")
    page.fill("main input[name=q]", "kvinnor")
    page.press("main input[name=q]", "Enter")
    page.wait_for_url("**/sv/search/?q=kvinnor")
    everything = total(page)
    assert everything > 3

    tab = page.locator("#kinds a[href*='kind=practice']")
    promised = number(tab.locator(".count").inner_text())
    tab.click()
    page.wait_for_url("**kind=practice**")
    assert 0 < total(page) == promised < everything

    page.locator("main input[name=q]").fill("")
    page.locator("main .search-row button").click()
    page.wait_for_url(lambda address: "kvinnor" not in address)
    assert total(page) > promised


def test_the_longest_practices_print_on_three_pages_at_most(open_page):
    page = open_page("/sv/search/?kind=practice")
    addresses = []
    for number_of_page in range(1, 5):
        page.goto(f"/sv/search/?kind=practice&page={number_of_page}")
        addresses += [link.get_attribute("href") for link in page.locator("#results h3 a").all()]
    assert len(addresses) > 60
    longest = sorted(addresses, key=lambda address: len(page.request.get(address).body()))[-4:]
    for address in longest:
        page.goto(address)
        assert 1 <= pages_of(page.pdf(format="A4")) <= 3, address


def test_a_research_page_prints_on_two_pages(open_page):
    page = open_page("/da/")
    page.goto(first_address(page, "da", "research"))
    assert 1 <= pages_of(page.pdf(format="A4")) <= 2


def pages_of(document):
    return len(re.findall(rb"/Type\s*/Page[^s]", document))
