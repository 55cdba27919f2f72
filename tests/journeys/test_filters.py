"""Filters on the search page: exchanged in place, with counts that come true, and nothing lost on the way."""

import pytest
from walking import number, switch_language, total

EXCHANGED = """filters => {
    const total = document.getElementById('total');
    const chosen = document.getElementById('filter-count').textContent;
    return chosen === `(${filters})` && total.dataset.total === total.querySelector('data').value;
}"""


def choose(page, facet, value=None):
    """Ticks a box and waits for the new results; gives its value and the number that it promised."""
    filters = page.locator("#chips li:not(:has(.chips-clear))").count()
    box = page.locator(f"input[type=checkbox][name={facet}]" + (f"[value='{value}']" if value else "")).first
    value = box.get_attribute("value")
    promised = number(page.locator(f"label[for='{box.get_attribute('id')}'] .choice-count").inner_text())
    box.check()
    page.wait_for_url(f"**{facet}={value}**")
    page.wait_for_function(EXCHANGED, arg=filters + 1)
    return value, promised


@pytest.mark.parametrize("facet", ["theme", "group", "country"])
def test_a_filter_shows_as_many_as_it_promised_without_a_new_page(open_page, facet):
    page = open_page("/sv/search/?kind=practice")
    page.evaluate("window.samePage = true")
    everything = total(page)
    _value, promised = choose(page, facet)
    assert 0 < total(page) == promised < everything
    assert page.evaluate("window.samePage") is True
    assert page.locator("#results article").count() == min(promised, 20)
    assert number(page.locator("#kinds [aria-current] .count").inner_text()) == promised
    assert page.locator("#filter-count").text_content() == "(1)"


def test_choosing_one_value_never_empties_its_siblings(open_page):
    page = open_page("/sv/search/?kind=practice")
    counts = (
        "nodes => nodes.map(node => [node.value, node.closest('label').querySelector('.choice-count').textContent])"
    )
    boxes = "#facet-country input[type=checkbox]"
    before = page.locator(boxes).evaluate_all(counts)
    choose(page, "country")
    after = dict(page.locator(boxes).evaluate_all(counts))
    assert len(before) >= 5
    assert {value: after.get(value) for value, _count in before} == dict(before)


def test_a_chip_takes_its_filter_away(open_page):
    page = open_page("/sv/search/?kind=practice")
    everything = total(page)
    choose(page, "country", "SE")
    choose(page, "country", "FI")
    assert page.locator("#chips li").count() == 3
    page.locator("#chips a[href*='country=FI']:not([href*='country=SE'])").click()
    page.wait_for_url(lambda address: "country=SE" not in address)
    assert page.locator("input[name=country][value=FI]").is_checked()
    assert not page.locator("input[name=country][value=SE]").is_checked()
    page.locator("#chips .chips-clear").click()
    page.wait_for_url(lambda address: "country" not in address)
    assert total(page) == everything


def test_language_switch_keeps_words_and_filters(open_page):
    page = open_page("/da/search/?q=mentor&kind=practice&country=DK")
    found = total(page)
    switch_language(page, "fi")
    assert page.url.endswith("/fi/search/?q=mentor&kind=practice&country=DK")
    assert page.locator("main input[name=q]").input_value() == "mentor"
    assert total(page) == found


def test_language_switch_keeps_what_was_chosen_since_the_page_came(open_page):
    page = open_page("/da/search/?kind=practice")
    choose(page, "country", "NO")
    theme, promised = choose(page, "theme")
    assert total(page) == promised
    switch_language(page, "is")
    assert "country=NO" in page.url
    assert f"theme={theme}" in page.url
    assert total(page) == promised
    assert page.locator(f"input[name=theme][value='{theme}']").is_checked()


def test_the_way_back_leads_through_the_choices(open_page):
    page = open_page("/nb/search/?kind=practice")
    everything = total(page)
    _first, fewer = choose(page, "country", "SE")
    choose(page, "country", "FI")
    assert fewer < total(page) < everything
    page.go_back()
    page.wait_for_url(lambda address: "country=FI" not in address)
    page.wait_for_function(EXCHANGED, arg=1)
    assert total(page) == fewer
    assert page.locator("input[name=country][value=SE]").is_checked()
    assert not page.locator("input[name=country][value=FI]").is_checked()
    page.go_back()
    page.wait_for_url(lambda address: "country" not in address)
    page.wait_for_selector("#chips:not(:has(li))", state="attached")
    assert total(page) == everything
    assert not page.locator("input[name=country][value=SE]").is_checked()


def test_the_way_back_from_an_item_leads_to_the_same_list(open_page):
    page = open_page("/nb/search/?kind=practice")
    _value, promised = choose(page, "country", "NO")
    title = page.locator("#results h3 a").first
    words = title.inner_text()
    title.click()
    page.wait_for_url("**/nb/practices/**")
    page.go_back()
    page.wait_for_url("**country=NO**")
    assert total(page) == promised
    assert page.locator("#results h3 a").first.inner_text() == words


def test_the_new_total_is_announced_by_the_element_that_was_there(open_page):
    page = open_page("/sv/search/?kind=practice")
    page.locator("#total").evaluate("node => { node.mark = 'same' }")
    choose(page, "country", "DK")
    assert page.locator("#total").evaluate("node => node.mark") == "same"
    assert page.locator("#total").get_attribute("role") == "status"


def test_what_the_reader_folded_stays_folded(open_page):
    page = open_page("/sv/search/?kind=practice")
    page.locator("#facet-theme > summary").click()
    choose(page, "country", "SE")
    assert page.locator("#facet-theme").get_attribute("open") is None
    assert page.locator("#facet-country").get_attribute("open") is not None
