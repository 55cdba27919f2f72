"""Counts equal what clicking shows, and both equal plain counting in Python, with bitmaps of words and without."""

import datetime
from typing import NamedTuple

import pytest
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from search_factories import VALUES, put_document

from search import bitmaps, index
from search.conditions import months_ago
from search.engine import engine
from search.facets import BY_KEY, ONE
from search.filters import SearchFilterSet
from search.models import Bitmap, SearchDocument, TrackedWord
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

WORDS = ("mentor", "menuett", "musik", "museum", "teater")
BEGINNINGS = ("men", "menu", "mus", "teater")
TAGS = [
    (facet, value) for facet, values in VALUES.items() for value in values if facet not in ("kind", "flags", "checked")
]
KINDS = tuple(VALUES["kind"])


class Part(NamedTuple):
    """One thing that is asked for; `what` is a word, a beginning, words in a row or (facet, value)."""

    kind: str
    what: object
    is_excluded: bool

    def __str__(self):
        written = {
            "word": lambda: self.what,
            "beginning": lambda: f"{self.what}*",
            "phrase": lambda: f'"{" ".join(self.what)}"',
            "field": lambda: ":".join(self.what),
        }
        return "-" * self.is_excluded + written[self.kind]()


parts = st.one_of(
    st.builds(Part, st.just("word"), st.sampled_from(WORDS), st.booleans()),
    st.builds(Part, st.just("beginning"), st.sampled_from(BEGINNINGS), st.booleans()),
    st.builds(Part, st.just("phrase"), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.booleans()),
    st.builds(Part, st.just("field"), st.sampled_from([tag for tag in TAGS if tag[0] != "evidence"]), st.just(True)),
)
documents = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "tags": st.lists(st.sampled_from(TAGS), max_size=6, unique=True),
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        "body": st.lists(st.sampled_from(WORDS), min_size=2, max_size=9),
        "months": st.sampled_from([None, 0, 12, 13, 24, 25]),
    }
)
places = st.integers(0, 4)
histories = st.fixed_dictionaries(
    {
        "first": st.lists(documents, min_size=3, max_size=6),
        "then": st.lists(documents, min_size=1, max_size=4),
        "rewritten": st.dictionaries(places, documents, max_size=2),
        "removed": st.sets(places, max_size=2),
    }
)
choices = st.lists(
    st.sampled_from([(facet, value) for facet, values in VALUES.items() for value in values]), max_size=5, unique=True
)
tracked = st.sampled_from([(), WORDS, ("mentor", "musik"), ("menuett", "museum", "teater")])
searches = st.tuples(choices, st.lists(parts, max_size=3, unique_by=str))


class Undo(Exception):
    pass


def facets_of(tags):
    facets = {}
    for facet, value in tags:
        facets.setdefault(facet, []).append(value)
    return facets


def put(plain, **fields):
    months = plain["months"]
    return put_document(
        " ".join(["Title", *plain["title"]]),
        kind=plain["kind"],
        language="sv",
        one_liner="Om det.",
        body=" ".join(plain["body"]),
        facets=facets_of(plain["tags"]),
        confirmed_on=None if months is None else months_ago(months),
        **fields,
    )


def track(words):
    """Bitmaps for these words as far as documents say them, and for nothing else that is said."""
    bitmaps.choose_tracked_words(least=1, share=0)
    beginnings = tuple(word[:4] for word in words)
    for row in TrackedWord.objects.all():
        if not row.lexeme.startswith(beginnings):
            row.delete()
    bitmaps.fill()


def write(history, tracked):
    """{short id: what stands in the index in the end}; half of it is written when words have their bitmaps already."""
    listed = {}

    def put_all(plains, item_ids=None):
        for plain, item_id in zip(plains, item_ids or [None] * len(plains), strict=True):
            document = put(plain, item_id=item_id)
            listed[document.item_id] = document.short_id, plain

    put_all(history["first"])
    first = list(listed)
    if tracked:
        track(tracked)
    put_all(history["then"])
    rewritten = {first[place]: plain for place, plain in history["rewritten"].items() if place < len(first)}
    put_all(rewritten.values(), rewritten.keys())
    for item_id in [first[place] for place in history["removed"] if place < len(first)]:
        index.remove(item_id)
        del listed[item_id]
    return dict(listed.values())


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


def says(plain, part):
    texts = [plain["title"], plain["body"]]
    match part.kind:
        case "word":
            return any(part.what in text for text in texts)
        case "beginning":
            return any(word.startswith(part.what) for text in texts for word in text)
        case "phrase":
            return any(
                text[place : place + len(part.what)] == part.what for text in texts for place in range(len(text))
            )
        case "field":
            return tuple(part.what) in carried_by(plain)


def is_chosen(plain, asked):
    carried = carried_by(plain)
    return all(any((facet, value) in carried for value in values) for facet, values in asked.items())


def fits(plain, asked, words):
    return is_chosen(plain, asked) and all(says(plain, part) != part.is_excluded for part in words)


def fits_in_part(plain, asked, words):
    """What a page that is not full goes on with: some of several things that were asked for."""
    wanted = [part for part in words if not part.is_excluded]
    said = [part for part in wanted if says(plain, part)]
    unwanted = any(says(plain, part) for part in words if part.is_excluded)
    return is_chosen(plain, asked) and not unwanted and 0 < len(said) < len(wanted)


def plain_count(plains, asked, words):
    return sum(fits(plain, asked, words) for plain in plains)


def data_of(pairs, words):
    data = MultiValueDict({"q": [" ".join(map(str, words))]})
    for facet, value in pairs:
        data.appendlist(facet, value)
    return data


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories, search=searches, picks=st.randoms(use_true_random=False), tracked=tracked)
def test_counts_are_what_clicking_shows(values, history, search, picks, tracked):
    pairs, words = search
    try:
        with transaction.atomic():
            listed = write(history, tracked)
            event(f"{TrackedWord.objects.count()} tracked words")
            check(listed, pairs, words, picks)
            assert bits() == bits_made_anew()
            raise Undo
    except Undo:
        pass


def check(listed, pairs, words, picks):
    plains = list(listed.values())
    asked = asked_for(pairs)
    data = data_of(pairs, words)
    result = engine.search(SearchQuery.parse(data), "sv")
    check_items(listed, asked, words, result)
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


def check_items(listed, asked, words, result):
    found = [hit.short_id for hit in result.hits]
    rest = [hit.short_id for hit in result.remainder]
    assert (len(found), len(rest)) == (len(set(found)), len(set(rest)))
    assert result.total == len(found)
    assert set(found) == {short_id for short_id, plain in listed.items() if fits(plain, asked, words)}
    assert set(rest) == {short_id for short_id, plain in listed.items() if fits_in_part(plain, asked, words)}


def bits():
    """{(key, block): bits} where any is set"""
    return {(row.key, row.block): row.bits for row in Bitmap.objects.all() if "1" in row.bits}


def bits_made_anew():
    bitmaps.fill()
    return bits()


def test_a_beginning_finds_frequent_words_and_rare_ones(values):
    for word in ("mentor", "teater"):
        put_document(word, language="sv")
    track(["mentor"])
    put_document("menuett", language="sv")
    put_document("menuett mentor", language="sv")
    totals = {"men*": 3, "menu*": 2, "-men*": 1, "mentor -menu*": 1, "men* -mentor": 1}
    assert {words: engine.search(SearchQuery.of(q=words), "sv").total for words in totals} == totals


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
