import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from justhtml import JustHTML
from pages import attributes, texts
from search_factories import put_document

from search import page as page_module
from search.actions import ensure_facet_value
from search.models import FacetValue
from search.query import PAGE_SIZE

pytestmark = pytest.mark.django_db

ENOUGH = 7
"""Statements that a search page may cost, savepoints included; one of them gives the limit of a statement back to the
transaction of the test."""
ENOUGH_TO_PROPOSE = ENOUGH + 2
"""When nothing is found: which words find nothing, what they may have meant, and where else to look."""


# --- What is shown -------------------------------------------------------------------------------------------------


def test_results_are_articles_with_kind_id_and_language(read):
    document = put_document("Mentorer för kvinnor", language="sv")
    page = read("?q=mentorer")
    article = page.query_one("article")
    assert (article.attrs["data-kind"], article.attrs["data-id"]) == ("practice", document.short_id)
    link = page.query_one("article h3 a")
    assert (link.attrs["href"], link.attrs["lang"]) == (document.cards["en"].url, "sv")


def test_the_total_is_announced(read):
    put_document()
    total = read().query_one('[role="status"]')
    assert total.attrs["data-total"] == "1"
    assert total.to_text().strip() == "1 result"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("practice", "2 practices"), ("research", "1 research work"), ("organisation", "0 organisations")],
)
def test_the_total_names_what_was_counted(read, kind, words):
    put_document(kind="practice")
    put_document(kind="practice")
    put_document(kind="research")
    assert texts(read(f"?kind={kind}"), "#total") == [words]


def test_kinds_are_tabs_that_keep_their_counts(read):
    put_document(kind="practice", facets={"country": ["SE"]})
    put_document(kind="research", facets={"country": ["SE"]})
    put_document(kind="research", facets={"country": ["NO"]})
    page = read("?kind=practice&country=SE")
    assert texts(page, ".tabs a") == ["Everything 2", "Practices 1", "Research 1", "Organisations 0"]
    assert texts(page, '.tabs a[aria-current="page"]') == ["Practices 1"]
    assert attributes(page, ".tabs a", "href")[2] == "/en/search/?kind=research&country=SE"


def test_filters_in_use_are_links_that_take_them_away(read):
    put_document(facets={"theme": ["mental-health"], "country": ["SE"]})
    page = read("?country=SE&theme=mental-health&q=language&page=1")
    assert texts(page, ".chips a") == [
        "Take away the filter Theme: Mental health ×",
        "Take away the filter Country or area: SE ×",
        "Clear all filters",
    ]
    assert attributes(page, ".chips a", "href") == [
        "/en/search/?q=language&country=SE",
        "/en/search/?q=language&theme=mental-health",
        "/en/search/?q=language",
    ]
    assert set(attributes(page, ".chips a", "rel")) == {"nofollow"}


def test_labels_are_in_the_readers_language(read):
    put_document(facets={"theme": ["mental-health"]})
    assert "Mental health fi" in texts(read("?theme=mental-health", "fi"), ".chips a")[0]


def test_a_label_in_another_language_says_so(read):
    FacetValue.objects.filter(value="small").update(labels={"en": ["liten", "sv"]})
    put_document(facets={"size": ["small"]})
    assert attributes(read("?size=small"), ".chips li:first-child a span[lang]", "lang") == ["sv"]


def test_evidence_reads_as_at_least(read):
    FacetValue.objects.filter(facet="evidence", value="3").update(labels={"en": ["level 3: first results", "en"]})
    put_document(facets={"evidence": ["4"]})
    page = read("?evidence=3")
    assert texts(page, ".chips a")[0] == "Take away the filter How sure are we?: At least level 3: first results ×"
    assert "At least level 3: first results" in texts(page, "#facet-evidence .choice")[3]


def test_organisations_are_written_as_they_write_themselves(read):
    ensure_facet_value(facet="owner", value="k3f9qx", names={"da": "mhtconsult"}, original="da")
    put_document(facets={"owner": ["k3f9qx"]})
    assert "mhtconsult" in texts(read("?owner=k3f9qx"), ".chips a")[0]


def choice_values(page, facet):
    return [node.attrs["value"] for node in page.query(f'#facet-{facet} input[name="{facet}"]')]


def test_the_second_level_of_themes_shows_when_the_first_is_chosen(read):
    put_document(facets={"theme": ["adult-education", "mental-health"]})
    assert choice_values(read(), "theme") == ["education", "health"]
    assert choice_values(read("?theme=education"), "theme") == ["education", "adult-education", "health"]
    assert choice_values(read("?theme=mental-health"), "theme") == ["education", "health", "mental-health"]


def test_a_theme_without_tick_box_is_ticked_only_when_chosen(read):
    put_document(facets={"theme": ["study-guidance"]})
    assert choice_values(read("?theme=education"), "theme") == ["education", "adult-education"]
    assert "study-guidance" in choice_values(read("?theme=study-guidance"), "theme")


def test_narrower_groups_open_on_demand(read):
    put_document(facets={"group": ["quota-refugees"]})
    page = read()
    assert choice_values(page, "group") == ["migrants", "refugees", "quota-refugees"]
    assert attributes(page, "#f-group-migrants-more", "open") == [None]
    assert attributes(read("?group=refugees"), "#f-group-migrants-more", "open") != [None]


def test_methods_stand_under_the_headings_of_their_groups(read):
    heading = FacetValue.objects.create(
        facet="method-group", value="support", labels={"en": ["individual support", "en"]}
    )
    FacetValue.objects.filter(value="mentoring").update(broader=heading)
    put_document(facets={"method": ["mentoring"]})
    page = read()
    assert texts(page, "#facet-method .choices-heading") == ["Individual support"]
    assert choice_values(page, "method") == ["mentoring"]


def test_values_that_nothing_carries_are_hidden_unless_chosen(read):
    put_document(facets={"country": ["SE"]})
    assert choice_values(read(), "country") == ["SE"]
    page = read("?country=NO")
    assert choice_values(page, "country") == ["SE", "NO"]
    assert texts(page, "#facet-country .choice-count") == ["1", "0"]
    assert attributes(page, "#f-country-NO", "checked") != [None]


def test_some_facets_wait_for_the_kind_they_are_about(read):
    put_document(kind="research", facets={"design": ["case-study"]})
    assert choice_values(read(), "design") == []
    assert choice_values(read("?kind=research"), "design") == ["case-study"]
    assert choice_values(read("?kind=practice"), "design") == []
    assert choice_values(read("?design=case-study"), "design") == ["case-study"]


def test_what_has_no_field_is_kept_by_hidden_ones(read):
    put_document(facets={"region": ["SE-M"], "theme": ["education"]})
    page = read("?kind=practice&region=SE-M&theme=education&sort=title&page=1")
    hidden = [(node.attrs["name"], node.attrs["value"]) for node in page.query('input[type="hidden"]')]
    assert hidden == [("kind", "practice"), ("region", "SE-M"), ("sort", "title")]


def test_leaving_out_warnings_is_offered_where_something_warns(read):
    put_document(facets={"evidence": ["3"]})
    assert choice_values(read(), "flags") == []
    put_document(facets={"flag": ["no-effect-shown"]})
    page = read()
    assert choice_values(page, "flags") == ["", "hide"]
    assert texts(page, "#facet-flags .choice-count") == ["1"]
    assert choice_values(read("?flags=hide"), "flags") == ["", "hide"]


def test_facets_come_before_results_and_can_be_skipped(read):
    put_document(facets={"theme": ["education"]})
    page = read()
    html = page.to_html()
    assert html.index('id="facet-theme"') < html.index('id="results"')
    assert page.query('a.skip-inline[href="#results"]')


def test_facets_stand_in_the_order_of_a_busy_officers_questions(read):
    put_document(
        facets={
            "contact": ["visits"],
            "evidence": ["2"],
            "method": ["mentoring"],
            "country": ["SE"],
            "group": ["women"],
            "theme": ["education"],
        }
    )
    keys = [key.removeprefix("facet-") for key in attributes(read(), "details[id^=facet-]", "id")]
    assert keys == ["theme", "group", "country", "method", "evidence", "checked", "contact"]


def test_orders_are_links(read):
    put_document()
    page = read("?sort=newest&q=language&page=1")
    assert attributes(page, ".sort a", "href")[3] == "/en/search/?q=language&sort=title"
    assert texts(page, '.sort a[aria-current="true"]') == ["Newest"]


# --- Pages ---------------------------------------------------------------------------------------------------------


def test_pages_are_linked_without_a_second_address_for_the_first(read):
    for _ in range(PAGE_SIZE + 1):
        put_document()
    page = read("?page=2")
    assert len(page.query("article")) == 1
    assert attributes(page, ".pages a", "href") == ["/en/search/", "/en/search/", "/en/search/?page=2"]
    assert attributes(read(), '.pages a[rel="next"]', "href") == ["/en/search/?page=2"]


def test_far_pages_leave_gaps(values, rf):
    request = rf.get("/en/search/?page=6")
    for _ in range(PAGE_SIZE * 10 + 1):
        put_document()
    links = page_module.SearchPage(request).pages.links
    assert [link.number for link in links] == [1, None, 4, 5, 6, 7, 8, None, 11]


# --- Nothing found -------------------------------------------------------------------------------------------------


def test_an_empty_list_says_how_to_go_on(read):
    put_document("Mentors", facets={"country": ["SE"], "theme": ["education"]})
    page = read("?q=mentors&country=NO&theme=education")
    assert texts(page, ".empty h2") == ["We found nothing for “mentors”"]
    links = dict(zip(texts(page, ".empty a"), attributes(page, ".empty a", "href"), strict=True))
    assert links == {
        "Without “Country or area”: 1 result": "/en/search/?q=mentors&theme=education",
        "Clear all filters": "/en/search/?q=mentors",
        "Education": "/en/search/?theme=education",
    }


# --- What other search engines are told ----------------------------------------------------------------------------


def robots(page):
    return attributes(page, 'meta[name="robots"]', "content")


def test_only_the_plain_page_is_for_other_search_engines(read):
    put_document(facets={"country": ["SE"]})
    assert robots(read()) == []
    for query in ("?q=language", "?country=SE", "?kind=practice", "?sort=title"):
        assert robots(read(query)) == ["noindex, follow"]


# --- Partial updates -----------------------------------------------------------------------------------------------


def test_an_update_sends_only_what_changes(get, read):
    put_document(facets={"country": ["SE"]})
    response = get("?country=SE&q=", **{"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html and "<h1" not in html
    assert response["HX-Push-Url"] == "/en/search/?country=SE"
    part = JustHTML(html, sanitize=False)
    swapped = attributes(part, "[hx-swap-oob]", "id")
    whole = read("?country=SE")
    assert set(swapped) | {"results"} <= set(attributes(whole, "[id]", "id"))
    assert texts(part, "#total data") == ["1 result"]
    assert texts(part, "#filters .choice-count") == texts(whole, "#filters .choice-count")


def test_going_back_gets_the_whole_page(get):
    assert b"<html" in get("", **{"HX-Request": "true", "HX-History-Restore-Request": "true"}).content


@pytest.mark.parametrize("query", ["", "?page=9", "?theme=nope"])
def test_answers_differ_by_who_asks(get, query):
    assert "HX-Request" in get(query)["Vary"]


def test_an_update_that_cannot_be_read_becomes_a_whole_page(get):
    response = get("?theme=nope", **{"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (400, "/en/search/?theme=nope")


# --- Cost ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "enough"),
    [
        ("", ENOUGH),
        ("?q=language", ENOUGH),
        ("?q=language&theme=education&country=SE&group=women&evidence=1", ENOUGH),
        ("?q=nothing", ENOUGH_TO_PROPOSE),
    ],
)
@pytest.mark.parametrize("number", [1, 20])
def test_statements_stay_the_same(get, query, enough, number):
    for _ in range(number):
        put_document(facets={"theme": ["education"], "country": ["SE"], "group": ["women"], "evidence": ["2"]})
    get(query)  # what each process holds of the index
    with CaptureQueriesContext(connection) as statements:
        assert get(query).status_code == 200
    assert len(statements) == enough


def test_reading_sets_no_cookie(get):
    assert not get("?q=a").cookies


def test_no_value_stands_twice_on_the_page(read):
    put_document(facets={"theme": ["education", "mental-health"], "group": ["refugees"], "country": ["SE", "NO"]})
    ids = attributes(read("?theme=education&group=refugees"), "[id]", "id")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w-]+", one) for one in ids)
