"""Pages beyond what is put in order at once: no item twice, none missing, the same order whoever asks again."""

import datetime
import random

import pytest
from django.db.models import F
from search_factories import make_document

from search import bitmaps, index
from search.engine import engine
from search.models import BLOCK, SearchDocument, TrackedWord
from search.query import PAGE_SIZE, SearchQuery

pytestmark = pytest.mark.django_db

NUMBER = 130
WINDOW = 2 * PAGE_SIZE
SORTED_AS_THEY_ARE = 5
QUERIES = {
    "mentor": lambda said: "mentor" in said,
    "mentor musik": lambda said: {"mentor", "musik"} <= said.keys(),
    "men*": lambda said: "mentor" in said or "menuett" in said,
    '"mentor musik"': lambda said: said.get("mentor") is True,
    "mentor -teater": lambda said: "mentor" in said and "teater" not in said,
    "men* -teater": lambda said: ("mentor" in said or "menuett" in said) and "teater" not in said,
    "-teater": lambda said: "teater" not in said,
}
"""{what is asked: whether a document that says these words fits}"""


def plain_documents():
    """[(document, {word: whether the next word follows it})]: "musik" follows "mentor" wherever it says so."""
    chance = random.Random(130)
    for number in range(NUMBER):
        said = {"mentor": True, "musik": True} if chance.random() < 0.7 else {"mentor": False}
        said |= {word: False for word in ("menuett", "teater") if chance.random() < 0.4}
        if number % 13 == 0:
            said.pop("mentor")
        text = " ".join(said)
        yield (
            make_document(
                f"{text if chance.random() < 0.4 else 'Om'} {chance.randrange(10**6):06}",
                language="sv",
                one_liner="Om det.",
                body=". ".join([text] * chance.choice([1, 5])),
                quality=chance.choice([0, 0, 1, 3]),
                evidence=chance.choice([0, 2, 5]),
                is_running=chance.random() < 0.7,
                published_on=datetime.date(2025, 1, chance.randint(1, 20)),
                confirmed_on=chance.choice([None, datetime.date(2026, 1, chance.randint(1, 9))]),
            ),
            said,
        )


@pytest.fixture
def listed(values, monkeypatch):
    """{short id: (its row, what it says)}, in two blocks of bitmaps."""
    for room in ("counting", "remainder"):
        monkeypatch.setattr(f"search.{room}.WINDOW", WINDOW)
    monkeypatch.setattr("search.counting.MOST_SORTED", SORTED_AS_THEY_ARE)
    plain = list(plain_documents())
    with index.gathered():
        for document, _said in plain:
            index.put(document)
    SearchDocument.objects.filter(pk__gt=NUMBER // 2).update(id=F("id") + BLOCK)
    bitmaps.fill()
    rows = {row.short_id: row for row in SearchDocument.objects.all()}
    return {document.short_id: (rows[document.short_id], said) for document, said in plain}


@pytest.fixture
def tracked(listed):
    bitmaps.choose_tracked_words(least=2, share=0)
    bitmaps.fill()
    assert {"mentor", "musik"} <= set(TrackedWord.objects.values_list("lexeme", flat=True))


def page(number: int, parameters: dict) -> list[str]:
    hits = engine.search(SearchQuery.of(**parameters, page=str(number)), "sv").hits
    return [hit.short_id for hit in hits]


def pages(**parameters) -> list[list[str]]:
    """Short ids, page by page until the list ends."""
    found = []
    while not found or found[-1]:
        found.append(page(len(found) + 1, parameters))
    assert {len(ids) for ids in found[:-2]} <= {PAGE_SIZE}
    return found[:-1]


def in_a_row(**parameters) -> list[str]:
    return [short_id for ids in pages(**parameters) for short_id in ids]


def fitting(listed, words: str) -> set[str]:
    fits = QUERIES.get(words, lambda said: True)
    return {short_id for short_id, (_row, said) in listed.items() if fits(said)}


def check_ranked(listed):
    for words in QUERIES:
        found = in_a_row(q=words)
        backwards = [page(number, {"q": words}) for number in range(-(-len(found) // PAGE_SIZE), 0, -1)]
        assert [short_id for ids in reversed(backwards) for short_id in ids] == found, words
        assert len(found) == len(set(found)), words
        assert set(found) == fitting(listed, words), words
        assert len(found) > WINDOW, words


def test_pages_by_words(listed):
    check_ranked(listed)


def test_pages_by_frequent_words(listed, tracked):
    check_ranked(listed)


def day(date: datetime.date | None, *, none_is: int) -> int:
    return date.toordinal() if date else none_is


def best_first(row) -> tuple:
    fresh = -day(row.confirmed_on, none_is=0)
    return -row.quality, -row.evidence, not row.is_running, fresh, -row.published_on.toordinal(), row.id


ORDERS = {
    "relevance": best_first,
    "newest": lambda row: (-row.published_on.toordinal(), -row.id),
    "confirmed": lambda row: (-day(row.confirmed_on, none_is=0), *best_first(row)),
    "title": lambda row: (row.sort_keys["sv"], row.id),
}


def in_order(listed, sort: str, words: str) -> list[str]:
    rows = [listed[short_id][0] for short_id in fitting(listed, words)]
    return [row.short_id for row in sorted(rows, key=ORDERS[sort])]


def check_sorted(listed, most_sorted: int, monkeypatch):
    monkeypatch.setattr("search.counting.MOST_SORTED", most_sorted)
    for words in ("", "mentor", "men* -teater", '"mentor musik"'):
        for sort in ORDERS if not words else ("newest", "confirmed", "title"):
            assert in_a_row(q=words, sort=sort) == in_order(listed, sort, words), (words, sort)


@pytest.mark.parametrize("most_sorted", [SORTED_AS_THEY_ARE, NUMBER])
def test_pages_in_an_order(listed, monkeypatch, most_sorted):
    check_sorted(listed, most_sorted, monkeypatch)


@pytest.mark.parametrize("most_sorted", [SORTED_AS_THEY_ARE, NUMBER])
def test_pages_of_frequent_words_in_an_order(listed, tracked, monkeypatch, most_sorted):
    check_sorted(listed, most_sorted, monkeypatch)
