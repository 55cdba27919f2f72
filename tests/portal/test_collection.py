"""The pages that show the collection as a whole say what the search says, over the real starter collection."""

import gzip

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from shipped import collection, reference  # noqa: F401

from core.languages import INTERFACE_LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection")]

ENOUGH = 6
"""Statements that a page of the portal may cost."""
PAGES = (
    "",
    "themes/",
    "themes/work-and-entrepreneurship/",
    "themes/asylum-procedure/",
    "themes/women/",
    "themes/mentoring/",
    "map/",
    "places/",
    "places/se/",
    "places/gl/",
    "places/fi/fi-18/",
    "about/",
    "about/share/",
    "about/privacy/",
    "about/accessibility/",
)


def number_in(node):
    return int("".join(letter for letter in node.to_text() if letter.isdigit()))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_in_every_language_with_few_statements(client, page):
    for language in INTERFACE_LANGUAGES:
        with CaptureQueriesContext(connection) as statements:
            response = client.get(f"/{language}/{page}")
        assert (response.status_code, response["Content-Language"]) == (200, language)
        assert len(statements) <= ENOUGH, [statement["sql"][:90] for statement in statements]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_example_searches_find_something(read, total_at, language):
    links = read(f"/{language}/").query(".search-hint a")
    assert len(links) == 3
    assert all(total_at(link.attrs["href"]) > 0 for link in links)


def test_home_counts_themes_as_the_search_does(read, total_at):
    links = read("/sv/").query(".index a")
    assert len(links) == 10
    for link in links:
        identifier = link.attrs["href"].split("/")[-2]
        assert number_in(link.query_one(".count")) == total_at(f"/sv/search/?theme={identifier}"), identifier


def test_home_figures_are_true(read, total_at):
    numbers = [number_in(link) for link in read("/en/").query(".figures dd a")]
    kinds = ("practice", "research", "organisation")
    assert numbers == [*(total_at(f"/en/search/?kind={kind}") for kind in kinds), 8]


def test_home_shows_the_newest_from_four_countries(read):
    cards = read("/en/").query("article[data-kind=practice]")
    places = {card.query_one(".facts-line strong").to_text().split(", ")[-1] for card in cards}
    assert (len(cards), len(places)) == (4, 4)


def test_the_map_and_its_table_say_the_same_as_the_search(read, total_at):
    page = read("/da/map/")
    regions = page.query("svg.regions a")
    assert len(regions) == 70
    rows = {
        row.query_one("th a").attrs["href"]: number_in(row.query("td")[0])
        for row in page.query(".figures-table tbody tr")
    }
    for region in regions:
        address, label = region.attrs["href"], region.attrs["aria-label"]
        count = int(label.rsplit(":", 1)[1].split()[0])
        code = address.split("/")[-2].upper()
        facet = "region" if "-" in code else "country"
        assert count == rows.get(address, count)
        if count > 1:
            assert count == total_at(f"/da/search/?kind=practice&{facet}={code}"), label
    assert {region.query_one("path").attrs["data-step"] for region in regions} >= {"0", "6"}


@pytest.mark.parametrize("code", ["FI", "SE", "GL"])
def test_country_pages_say_the_same_as_the_search(read, total_at, code):
    page = read(f"/nb/places/{code.lower()}/")
    counts = [number_in(item) for item in page.query(".page-head .facts-line li")]
    kinds = ("practice", "organisation", "research")
    assert counts == [total_at(f"/nb/search/?country={code}&kind={kind}") for kind in kinds]


def test_region_page_lists_municipalities_by_name_with_their_size(read, total_at):
    page = read("/sv/places/fi/fi-18/")
    assert page.query_one("h1").to_text().strip() == "Nyland"
    rows = page.query("#municipalities tbody tr")
    names = [row.query_one("th").to_text().strip() for row in rows]
    assert len(names) == 26
    assert names[:3] == ["Askola", "Borgnäs", "Borgå"]
    helsinki = next(row for row in rows if "Helsingfors" in row.to_text())
    assert number_in(helsinki.query("td")[1]) == total_at("/sv/search/?municipality=FI-091")


def test_population_that_nobody_told_is_said_to_be_unknown(read):
    rows = read("/en/places/fo/").query(".figures-table tbody tr")
    assert {row.query("td")[0].to_text().strip() for row in rows} == {"size not known"}


@pytest.mark.parametrize("identifier", ["education", "adult-education", "asylum-procedure"])
def test_theme_pages_count_as_the_search_does(read, total_at, identifier):
    page = read(f"/fi/themes/{identifier}/")
    button = page.query(".page-head .ds-button")
    shown = number_in(button[0]) if button else 0
    assert shown == total_at(f"/fi/search/?theme={identifier}")


def test_share_shows_a_practice_of_an_association(read):
    page = read("/nb/about/share/")
    assert len(page.query("article[data-kind=practice]")) == 1


def test_home_is_light_enough_for_a_slow_line(client, read):
    page = client.get("/fi/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    links = read("/fi/").query("link[rel=stylesheet], script[src]")
    linked = {node.attrs.get("href") or node.attrs.get("src") for node in links}
    assert len(page.content) + sum(compressed_size(path) for path in linked) <= 70_000


def compressed_size(path):
    return len(gzip.compress((settings.STATIC_ROOT / path.removeprefix("/static/")).read_bytes(), 9))
