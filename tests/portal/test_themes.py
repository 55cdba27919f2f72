import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import list_in_search, make_concept, make_practice, make_research

from vocabulary.models import ConceptDefinition

pytestmark = pytest.mark.django_db


@pytest.fixture
def work():
    """A theme with one below it and one below that."""
    top = make_concept("work", labels={"en": "work", "sv": "arbete"})
    middle = make_concept("finding-work", broader=top, labels={"en": "finding work", "sv": "söka arbete"})
    deepest = make_concept("women-at-work", broader=middle, labels={"en": "women at work", "sv": "kvinnor i arbete"})
    list_in_search()
    return top, middle, deepest


def crumbs(page):
    return [link.to_text().strip() for link in page.query(".breadcrumbs a")]


def test_a_theme_shows_where_it_stands_and_what_is_below(read, work):
    list_in_search(make_practice(themes=["women-at-work"]), make_research(themes=["finding-work"]))
    page = read("/en/themes/finding-work/")
    assert page.query_one("h1").to_text().strip() == "Finding work"
    assert crumbs(page) == ["All themes", "Work"]
    below = page.query_one(".index a")
    assert below.attrs["href"] == "/en/themes/women-at-work/"
    assert below.query_one(".count").to_text().strip() == "1"
    assert [card.attrs["data-kind"] for card in page.query("article")] == ["practice", "research"]


def test_narrow_themes_have_pages_too(read, work):
    page = read("/sv/themes/women-at-work/")
    assert page.query_one("h1").to_text().strip() == "Kvinnor i arbete"
    assert crumbs(page)[1:] == ["Arbete", "Söka arbete"]


def test_a_definition_is_told_in_the_language_that_has_it(read, work):
    ConceptDefinition.objects.create(concept=work[0], language="en", text="To have a job.")
    lead = read("/fi/themes/work/").query_one(".lead")
    assert (lead.to_text().strip(), lead.attrs["lang"]) == ("To have a job.", "en")
    ConceptDefinition.objects.create(concept=work[0], language="fi", text="Työpaikka.")
    lead = read("/fi/themes/work/").query_one(".lead")
    assert (lead.to_text().strip(), lead.attrs.get("lang")) == ("Työpaikka.", None)


def test_a_label_in_another_language_says_so(read, work):
    heading = read("/da/themes/work/").query_one("h1")
    assert (heading.to_text().strip(), heading.attrs["lang"]) == ("Arbete", "sv")


def test_a_replaced_theme_leads_to_its_replacement(client, work):
    make_concept("labour", replaced_by=work[0], deprecated_on=datetime.date(2026, 1, 1))
    response = client.get("/is/themes/labour/")
    assert (response.status_code, response["Location"]) == (301, "/is/themes/work/")


def test_a_dropped_or_unknown_theme_is_not_there(client):
    make_concept("dropped", deprecated_on=datetime.date(2026, 1, 1))
    make_concept("no-theme", scheme="size")
    answers = [client.get(f"/en/themes/{identifier}/").status_code for identifier in ("dropped", "no-theme", "nothing")]
    assert answers == [404, 404, 404]


def test_the_index_lists_themes_groups_and_ways_of_working(read, work):
    make_concept("women", scheme="target_group")
    list_in_search(make_practice(themes=["finding-work"], groups=["women"], methods=["mentoring"]))
    page = read("/en/themes/")
    assert [link.attrs["href"] for link in page.query("#themes h2 a")] == ["/en/themes/work/"]
    assert [link.attrs["href"] for link in page.query("#groups a")] == ["/en/themes/women/"]
    assert [link.attrs["href"] for link in page.query("#methods a")] == ["/en/themes/mentoring/"]


def test_the_number_of_statements_does_not_grow(client, work):
    costs = []
    for _round in range(2):
        list_in_search(*(make_practice(themes=["finding-work"]) for _number in range(5)))
        with CaptureQueriesContext(connection) as statements:
            client.get("/en/themes/work/")
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 6


def test_machines_read_the_term_and_the_way_up(read, work):
    block = read("/en/themes/finding-work/").query_one('script[type="application/ld+json"]')
    term, way = json.loads(block.to_text())["@graph"]
    assert (term["@type"], term["termCode"], term["inLanguage"]) == ("DefinedTerm", "finding-work", "en")
    assert [step["name"] for step in way["itemListElement"]] == ["All themes", "Work"]
