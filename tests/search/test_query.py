import pytest
from django.http import QueryDict

from search.grammar import FieldValue, Phrase, Word
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


# --- Fields in the words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("mentors theme:health", "/?q=mentors&theme=health"),
        ("THEME:Health mentors", "/?q=mentors&theme=health"),
        ('theme:"Mental health FI" mentors', "/?q=mentors&theme=mental-health"),
        ("theme:mental-health-fi", "/?theme=mental-health"),
        ("country:SE country:no", "/?country=NO&country=SE"),
        ("theme:education theme:study-guidance", "/?theme=study-guidance"),
        ("evidence:2 evidence:3", "/?evidence=3"),
        ("kind:practice flags:hide", "/?kind=practice&flags=hide"),
        ("-mentors  «a b» theme:health", '/?q=-mentors+"a b"&theme=health'),
    ],
)
def test_a_known_field_value_becomes_a_filter(values, words, address):
    query = SearchQuery.of(q=words)
    assert query.address("/") == address.replace('"', "%22").replace("a b", "a+b")


def test_a_filter_from_the_words_joins_those_of_the_address(values):
    assert SearchQuery.of(q="country:NO", country="SE").chosen == {"country": ("SE", "NO")}
    assert SearchQuery.of(q="theme:mental-health", theme="health").chosen == {"theme": ("mental-health",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme:nope", "theme nope"),
        ("theme:SE", "theme SE"),
        ("method-group:teaching", "method-group teaching"),
        ('country:"no such place"', "country no such place"),
    ],
)
def test_an_unknown_field_value_is_words(values, text, words):
    query = SearchQuery.of(q=text)
    assert (query.words, query.chosen) == (text, {})
    assert query.asked.parts == tuple(Word(word) for word in words.split())


def test_an_excluded_field_value_stays_in_the_words(values):
    query = SearchQuery.of(q="mentors -theme:Health -theme:nope -flags:hide")
    assert (query.words, query.chosen) == ("mentors -theme:Health -theme:nope -flags:hide", {})
    assert query.asked.parts == (
        Word("mentors"),
        FieldValue("theme", "health", excluded=True),
        Phrase(("theme", "nope"), excluded=True),
        Phrase(("flags", "hide"), excluded=True),
    )


def test_fields_are_read_in_the_same_statement(values, django_assert_num_queries):
    with django_assert_num_queries(1):
        SearchQuery.of(q="a theme:health -country:SE country:nowhere", group="women")


def test_other_words_keep_the_choices_and_what_is_excluded(values):
    query = SearchQuery.of(q="mentros -theme:health", country="SE", page="3", exact="1").saying("mentors -theme:health")
    assert query.address("/") == "/?q=mentors+-theme%3Ahealth&country=SE&exact=1"
    assert query.asked.parts == (Word("mentors"), FieldValue("theme", "health", excluded=True))


# --- Only these words ----------------------------------------------------------------------------------------------


def test_exact_is_kept_in_the_address(values):
    query = parse("page=3&exact=1&q=mentors&sort=newest")
    assert query.address("/") == "/?q=mentors&exact=1&sort=newest&page=3"
    assert query.exactly(False).address("/") == "/?q=mentors&sort=newest"
    assert query.exactly(False).exactly().exact


@pytest.mark.parametrize("value", ["", "0", "yes", "%00", "11"])
def test_anything_else_is_not_exact(values, value):
    assert not parse(f"q=mentors&exact={value}").exact


def test_halves_of_letters_can_be_sent_back(values):
    assert SearchQuery.of(q="a\ud800b").address("/") == "/?q=a%3Fb"
