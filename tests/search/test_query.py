import pytest
from django.http import QueryDict

from search.models import FacetValue
from search.query import InvalidSearch, Problem, SearchQuery

pytestmark = pytest.mark.django_db


def parse(address):
    return SearchQuery.parse(QueryDict(address))


def problems(address):
    with pytest.raises(InvalidSearch) as caught:
        parse(address)
    return caught.value.problems


def test_addresses_are_written_in_one_way(values):
    messy = parse(
        "page=2&country=SE&x=1&sort=newest&theme=health&country=NO&q=+mentors+&kind=practice&evidence=&country=SE"
    )
    assert messy.address("/en/search/") == (
        "/en/search/?q=mentors&kind=practice&theme=health&country=NO&country=SE&sort=newest&page=2"
    )


def test_the_plain_page_has_a_plain_address(values):
    assert parse("q=&page=1&sort=relevance&theme=&evidence=").address("/en/search/") == "/en/search/"


def test_the_last_of_repeated_words_pages_and_single_choices_counts(values):
    query = parse("q=one&q=two&page=4&page=2&kind=research&kind=practice&evidence=1&evidence=3")
    assert (query.words, query.page, query.kind, query.chosen["evidence"]) == ("two", 2, "practice", ("3",))


def test_a_chosen_child_replaces_its_chosen_ancestors(values):
    query = parse("theme=education&theme=study-guidance&theme=health&theme=adult-education")
    assert query.chosen == {"theme": ("study-guidance", "health")}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("theme=nope", Problem("theme", "unknown", "nope")),
        ("theme=education&theme=nope", Problem("theme", "unknown", "nope")),
        ("theme=SE", Problem("theme", "unknown", "SE")),
        ("evidence=9", Problem("evidence", "unknown", "9")),
        ("flags=show", Problem("flags", "unknown", "show")),
        ("country=" + "x" * 300, Problem("country", "unknown", "x" * 300)),
        ("country=%00", Problem("country", "unknown", "\0")),
        ("page=0", Problem("page", "min_value")),
        ("page=-1", Problem("page", "min_value")),
        ("page=abc", Problem("page", "invalid")),
        ("page=1e3", Problem("page", "invalid")),
        ("sort=best", Problem("sort", "invalid_choice", "best")),
        ("q=" + "x" * 201, Problem("q", "max_length")),
        ("q=a%00b", Problem("q", "null_characters_not_allowed")),
    ],
)
def test_what_cannot_be_read_is_named(values, address, expected):
    found = problems(address)
    assert [(problem.parameter, problem.code) for problem in found] == [(expected.parameter, expected.code)]
    assert expected.value in ("", found[0].value)


def test_every_wrong_value_is_named(values):
    assert {(p.parameter, p.value) for p in problems("theme=a&theme=b&country=c&theme=health")} == {
        ("theme", "a"),
        ("theme", "b"),
        ("country", "c"),
    }


def test_reading_a_search_takes_one_statement(values, django_assert_num_queries):
    with django_assert_num_queries(1):
        parse("q=a&theme=education&theme=mental-health&country=SE&evidence=3&checked=12&flags=hide")


def test_method_groups_are_no_filter(values):
    FacetValue.objects.create(facet="method-group", value="teaching")
    assert parse("method-group=teaching").chosen == {}
