import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone
from search_factories import make_document, put_document

from core.languages import INTERFACE_LANGUAGES
from search import engine as engine_module
from search import index
from search.document import Card, IndexedText
from search.engine import SearchTooSlow, engine
from search.models import FacetValue, SearchDocument
from search.query import PAGE_SIZE, SearchQuery

pytestmark = pytest.mark.django_db


def titles(language="en", **parameters):
    return [hit.title for hit in engine.search(SearchQuery.of(**parameters), language).hits]


# --- Words ---------------------------------------------------------------------------------------------------------


def test_every_word_must_be_there(values):
    put_document("Mentors for women")
    put_document("Mentors for men")
    assert titles(q="mentors women") == ["Mentors for women"]
    assert titles(q="mentors nobody") == []


def test_a_swedish_word_finds_a_norwegian_text(values):
    put_document("Mentorer for kvinner på øya", language="nb")
    assert titles("sv", q="mentorer") == ["Mentorer for kvinner på øya"]
    assert titles("sv", q="öya") == ["Mentorer for kvinner på øya"]


def test_a_tag_is_found_by_its_words_in_every_language(values):
    FacetValue.objects.filter(value="mental-health").update(lexemes=["mielenterveys", "geðheilsa"])
    put_document("Group talks", facets={"theme": ["mental-health"]})
    assert titles("en", q="mielenterveys") == ["Group talks"]


def test_labels_that_the_item_names_are_found(values):
    put_document("Group talks", texts=(IndexedText("en", "Group talks", labels="Rosengård"),))
    assert titles(q="rosengård") == ["Group talks"]


def test_title_counts_more_than_one_liner_more_than_summary_more_than_body(values):
    for place in ("body", "summary", "one_liner", "title"):
        text = {"title": "Nothing", "one_liner": "of this", "summary": "at all", "body": "here"}
        text[place] += " mentors"
        put_document(place, texts=(IndexedText("en", **text),))
    assert titles(q="mentors") == ["title", "one_liner", "summary", "body"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"quality": 2}, {"quality": 1}),
        ({"evidence": 4}, {"evidence": 2}),
        ({"is_running": True}, {"is_running": False}),
        ({"confirmed_on": datetime.date(2026, 5, 1)}, {"confirmed_on": datetime.date(2025, 5, 1)}),
        ({"confirmed_on": datetime.date(2025, 5, 1)}, {"confirmed_on": None}),
    ],
)
def test_equal_matches_stand_in_order_of_what_is_known_to_work(values, better, worse):
    for name, facts in (("worse", worse), ("better", better)):
        put_document(name, texts=(IndexedText("en", "Mentors"),), **facts)
    assert titles(q="mentors") == ["better", "worse"]
    assert titles() == ["better", "worse"]


def test_words_are_marked_in_the_line_under_the_title(values):
    put_document(one_liner="Women meet mentors <weekly>")
    hit = engine.search(SearchQuery.of(q="mentor"), "en").hits[0]
    assert hit.snippet == "Women meet <mark>mentors</mark> &lt;weekly&gt;"


# --- Facets --------------------------------------------------------------------------------------------------------


def test_any_value_of_a_facet_and_every_facet(values):
    put_document("a", facets={"country": ["SE"], "theme": ["education"]})
    put_document("b", facets={"country": ["NO"], "theme": ["education"]})
    put_document("c", facets={"country": ["NO"], "theme": ["health"]})
    assert sorted(titles(country=["SE", "NO"], theme="education")) == ["a", "b"]


def test_a_value_holds_its_whole_branch(values):
    put_document("below", facets={"theme": ["study-guidance"]})
    assert titles(theme="education") == ["below"]


def test_evidence_is_at_least(values):
    put_document("two", facets={"evidence": ["2"]}, evidence=2)
    put_document("four", facets={"evidence": ["4"]}, evidence=4)
    assert titles(evidence="3") == ["four"]
    assert titles(evidence="2") == ["four", "two"]


@pytest.mark.parametrize("flag", ["no-effect-shown", "harmful-effect-shown"])
def test_warnings_are_never_hidden_unless_the_reader_says_so(values, flag):
    put_document("warns", facets={"evidence": ["1"], "flag": [flag]}, evidence=1)
    put_document("works", facets={"evidence": ["5"]}, evidence=5)
    assert titles(evidence="5") == ["works", "warns"]
    assert titles(evidence="5", flags="hide") == ["works"]
    assert titles(flags="hide") == ["works"]


def test_freshness_is_worked_out_from_the_date(values):
    today = timezone.localdate()
    put_document("fresh", confirmed_on=today)
    put_document("last year", confirmed_on=today - datetime.timedelta(days=500))
    put_document("old", confirmed_on=today - datetime.timedelta(days=900))
    put_document("never")
    put_document("research", kind="research")
    assert titles(checked="12") == ["fresh"]
    assert titles(checked="24") == ["fresh", "last year"]
    assert titles(checked="older") == ["old", "never"]


# --- Order ---------------------------------------------------------------------------------------------------------


def put_named(names):
    """Each document is called the same in every language."""
    for name in sorted(names, key=lambda name: name[::-1]):
        put_document(name)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["Arvika", "Zinkgruvan", "Åre", "Älvdalen", "Ærø", "Örebro"]),
        ("fi", ["Aura", "Zeppelin", "Åbo", "Äänekoski", "Öja"]),
        ("da", ["Albertslund", "Zealand", "Ærø", "Östersund", "Århus"]),
        ("nb", ["Arendal", "Zeiner", "Ærfjord", "Østfold", "Ålesund"]),
        ("nn", ["Arendal", "Zeiner", "Ærfjord", "Østfold", "Ålesund"]),
        ("is", ["Akureyri", "Álftanes", "Ísafjörður", "Vogar", "Þórshöfn", "Ærlækur", "Öxarfjörður"]),
        ("en", ["Aabenraa", "Åre", "Örebro", "Þórshöfn", "Zealand"]),
    ],
)
def test_titles_sort_as_readers_expect(values, language, names):
    put_named(names)
    assert titles(language, sort="title") == names


def test_title_order_is_that_of_the_title_shown(values):
    def cards(title_sv, title_en):
        def card(title, code):
            return Card(title=title, title_language=code, url="/x/")

        return {c: card(title_sv, "sv") if c == "sv" else card(title_en, "en") for c in INTERFACE_LANGUAGES}

    put_document(cards=cards("Östra", "East"))
    put_document(cards=cards("Norra", "North"))
    assert titles("sv", sort="title") == ["Norra", "Östra"]
    assert titles("fi", sort="title") == ["East", "North"]


def test_newest_and_last_confirmed(values):
    day = datetime.date
    put_document("old", published_on=day(2024, 1, 1), confirmed_on=day(2026, 3, 1))
    put_document("new", published_on=day(2026, 1, 1))
    put_document("middle", published_on=day(2025, 1, 1), confirmed_on=day(2026, 2, 1))
    assert titles(sort="newest") == ["new", "middle", "old"]
    assert titles(sort="confirmed") == ["old", "middle", "new"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "confirmed", "title"])
def test_pages_show_every_document_once(values, sort):
    total = 2 * PAGE_SIZE + 5
    for _ in range(total):
        put_document("The same title", one_liner="The same line")
    pages = [engine.search(SearchQuery.of(q="same", sort=sort, page=str(page)), "en").hits for page in (1, 2, 3)]
    assert [len(hits) for hits in pages] == [PAGE_SIZE, PAGE_SIZE, 5]
    assert len({hit.short_id for hits in pages for hit in hits}) == total


# --- Around it -----------------------------------------------------------------------------------------------------


def test_a_search_that_takes_too_long_is_stopped(values, monkeypatch):
    monkeypatch.setattr(engine_module, "LONGEST_WAIT", "20ms")

    def slow(*_):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(2)")

    monkeypatch.setattr(engine_module, "count", slow)
    with transaction.atomic(), pytest.raises(SearchTooSlow):
        engine.search(SearchQuery(), "en")
    assert SearchDocument.objects.count() == 0


def test_put_through_the_engine_and_removed_again(values):
    document = make_document("Mentors")
    engine.put(document)
    assert titles() == ["Mentors"]
    engine.remove(document.item_id)
    assert titles() == []


def test_a_document_that_changes_keeps_its_number(values):
    document = put_document("Mentors")
    before = SearchDocument.objects.get()
    index.put(document)
    assert SearchDocument.objects.get().pk == before.pk
