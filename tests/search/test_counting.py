"""Counts equal what clicking shows, and both equal plain counting in Python."""

import datetime

import pytest
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_factories import VALUES, put_document

from search.conditions import months_ago
from search.engine import engine
from search.facets import BY_KEY, ONE
from search.filters import SearchFilterSet
from search.models import SearchDocument
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

WORDS = ("mentor", "musik", "teater")
TAGS = [
    (facet, value) for facet, values in VALUES.items() for value in values if facet not in ("kind", "flags", "checked")
]
KINDS = tuple(VALUES["kind"])

documents = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "tags": st.lists(st.sampled_from(TAGS), max_size=6, unique=True),
        "words": st.sets(st.sampled_from(WORDS)),
        "months": st.sampled_from([None, 0, 12, 13, 24, 25]),
    }
)
choices = st.lists(
    st.sampled_from([(facet, value) for facet, values in VALUES.items() for value in values]), max_size=5, unique=True
)
searches = st.tuples(choices, st.sets(st.sampled_from(WORDS), max_size=2))


class Undo(Exception):
    pass


def facets_of(tags):
    facets = {}
    for facet, value in tags:
        facets.setdefault(facet, []).append(value)
    return facets


def put(plain):
    months = plain["months"]
    put_document(
        " ".join(["Title", *sorted(plain["words"])]),
        kind=plain["kind"],
        language="sv",
        facets=facets_of(plain["tags"]),
        confirmed_on=None if months is None else months_ago(months),
    )


def carried_by(plain):
    """Everything that a document is to be found under, worked out without the index."""
    carried = {("kind", plain["kind"])}
    for facet, value in plain["tags"]:
        above = value
        while above:
            carried.add((facet, above))
            above = VALUES[facet][above]
    levels = [int(value) for facet, value in plain["tags"] if facet == "evidence"]
    is_warned = any(facet == "flag" for facet, _ in plain["tags"])
    reached = 5 if is_warned else max(levels, default=0)
    carried |= {("evidence", str(level)) for level in range(1, reached + 1)}
    if not is_warned:
        carried.add(("flags", "hide"))
    if plain["kind"] != "research":
        months = plain["months"]
        carried |= {("checked", value) for value in ("12", "24") if months is not None and months <= int(value)}
        if months is None or months > 24:
            carried.add(("checked", "older"))
    return carried


def asked_for(pairs):
    """{facet: values}: the last of a facet with one choice, and the narrowest of a branch."""
    asked = {}
    for facet, value in pairs:
        values = [] if BY_KEY[facet].selection == ONE else asked.setdefault(facet, [])
        values.append(value)
        asked[facet] = values
    for facet, values in asked.items():
        broader = set()
        for value in values:
            while value := VALUES[facet][value]:
                broader.add(value)
        asked[facet] = [value for value in values if value not in broader]
    return asked


def plain_count(plains, asked, words):
    def fits(plain):
        carried = carried_by(plain)
        chosen = all(any((facet, value) in carried for value in values) for facet, values in asked.items())
        return chosen and words <= plain["words"]

    return sum(fits(plain) for plain in plains)


def data_of(pairs, words):
    data = MultiValueDict({"q": [" ".join(sorted(words))]})
    for facet, value in pairs:
        data.appendlist(facet, value)
    return data


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plains=st.lists(documents, max_size=9), search=searches, picks=st.randoms(use_true_random=False))
def test_counts_are_what_clicking_shows(values, plains, search, picks):
    pairs, words = search
    try:
        with transaction.atomic():
            for plain in plains:
                put(plain)
            check(plains, pairs, words, picks)
            raise Undo
    except Undo:
        pass


def check(plains, pairs, words, picks):
    asked = asked_for(pairs)
    data = data_of(pairs, words)
    result = engine.search(SearchQuery.parse(data), "sv")
    assert result.total == plain_count(plains, asked, words) == len(result.hits)
    assert SearchFilterSet(data, SearchDocument.objects.all()).qs.count() == result.total
    expected = {}
    for facet, values in VALUES.items():
        for value in values:
            if number := plain_count(plains, asked | {facet: [value]}, words):
                expected.setdefault(facet, {})[value] = number
    assert result.counts == expected
    assert result.without == {
        facet: plain_count(plains, {key: kept for key, kept in asked.items() if key != facet}, words) for facet in asked
    }
    counted = [(facet, value) for facet, values in expected.items() for value in values]
    for facet, value in picks.sample(sorted(counted), min(4, len(counted))):
        clicked = [(key, kept) for key, kept in pairs if key != facet] + [(facet, value)]
        assert engine.search(SearchQuery.parse(data_of(clicked, words)), "sv").total == expected[facet][value]


def test_choosing_one_value_leaves_its_siblings_their_counts(values):
    put_document(facets={"country": ["SE"], "theme": ["education"]})
    put_document(facets={"country": ["NO"], "theme": ["education"]})
    put_document(facets={"country": ["NO"], "theme": ["health"]})
    result = engine.search(SearchQuery.of(country="SE"), "en")
    assert result.total == 1
    assert result.counts["country"] == {"SE": 1, "NO": 2}
    assert result.counts["theme"] == {"education": 1}


def test_a_tag_without_tick_box_counts_under_its_parents(values):
    put_document(facets={"theme": ["study-guidance"]})
    counts = engine.search(SearchQuery.of(theme="education"), "en").counts["theme"]
    assert counts == {"education": 1, "adult-education": 1, "study-guidance": 1}


def test_the_same_day_so_many_months_back_exists(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2028, 2, 29))
    assert months_ago(12) == datetime.date(2027, 2, 28)
    assert months_ago(2) == datetime.date(2027, 12, 29)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 12, 31))
    assert months_ago(24) == datetime.date(2024, 12, 31)
    assert months_ago(1) == datetime.date(2026, 11, 30)
