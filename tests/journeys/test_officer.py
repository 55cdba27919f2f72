"""A1: a municipal officer with five minutes finds a practice, reads it in her language and finds more like it."""

import re


def total(page):
    return int(page.locator("[role=status][data-total]").get_attribute("data-total"))


def test_arrives_on_a_page_switches_language_and_finds_more_like_it(open_page):
    page = open_page("/en/search/?kind=practice&country=NO")
    page.locator("article[data-kind=practice] h3 a").first.click()
    short_id = re.search(r"([a-z0-9]{6})/$", page.url)[1]
    assert page.locator("h1").bounding_box()["y"] < 500

    page.locator("header a[hreflang=sv]").first.click()
    assert page.url.endswith(f"{short_id}/")
    assert "/sv/practices/" in page.url
    assert page.locator("html").get_attribute("lang") == "sv"
    shown = page.locator("h1").evaluate("node => node.closest('[lang]').lang")
    assert shown in ("sv", "nb", "nn", "da", "en")

    alike = page.locator("article[data-id]")
    assert alike.count() >= 3
    assert short_id not in [card.get_attribute("data-id") for card in alike.all()]
    assert all(card.locator(".card-reasons").inner_text().strip() for card in alike.all())
    alike.first.locator("h3 a").click()
    assert page.locator("h1").inner_text().strip()


def test_searches_from_home_narrows_and_widens_again(open_page):
    page = open_page("/sv/")
    page.fill("main input[name=q]", "kvinnor")
    page.press("main input[name=q]", "Enter")
    everything = total(page)
    assert everything > 3

    box = page.locator("input[type=checkbox][name=country]").first
    promised = int(re.sub(r"\D", "", page.locator("label", has=box).locator(".count").inner_text()))
    box.check()
    page.wait_for_function(
        "expected => document.querySelector('[data-total]').dataset.total === expected", arg=str(promised)
    )
    assert total(page) == promised < everything
    assert "country=" in page.url

    page.locator(".chips a").first.click()
    page.wait_for_function(
        "expected => document.querySelector('[data-total]').dataset.total === expected", arg=str(everything)
    )


def test_language_switch_keeps_words_and_filters(open_page):
    page = open_page("/da/search/?q=mentor&kind=practice")
    page.locator("header a[hreflang=fi]").first.click()
    assert page.url.endswith("/fi/search/?q=mentor&kind=practice")
    assert page.locator("main input[name=q]").input_value() == "mentor"


def test_a_citation_and_the_sources_are_at_hand(open_page):
    page = open_page("/nb/search/?kind=practice")
    page.locator("article h3 a").first.click()
    links = [link.get_attribute("href") for link in page.locator("main a[href^=http]").all()]
    assert links
    assert page.locator(".citation").inner_text().strip()


def test_prints_on_few_pages(open_page, tmp_path):
    page = open_page("/sv/search/?kind=practice")
    page.locator("article h3 a").first.click()
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 3
