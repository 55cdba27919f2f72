import dataclasses
import datetime

import pytest
from django.db import connection
from factories import make_concept
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_factories import make_document

from core.actions import raise_generation
from core.languages import CONTENT_LANGUAGES
from search.document import IndexedText
from search.models import FacetValue
from search.thesaurus import EMPTY, Label, Thesaurus, Topic
from search.vector import indexed

pytestmark = pytest.mark.django_db

HOUSING = Topic("@theme:housing", ("@theme:living",), "@theme:living")
FLATS = Topic("@theme:flats", ("@theme:housing", "@theme:living"), "@theme:living")
LABELS = Thesaurus.of(
    [
        Label(HOUSING, "en", "housing", True),
        Label(FLATS, "en", "shared flats", True),
        Label(FLATS, "sv", "kollektiv", True),
    ]
)


def as_postgres_writes_it(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [text])
        return cursor.fetchone()[0]


def keys_of(vector):
    """{key: its places and weights}"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lexeme, positions::text[], weights FROM unnest(%s::tsvector)", [vector])
        return {
            lexeme: [f"{place}{weight}" for place, weight in zip(places or (), weights or (), strict=True)]
            for lexeme, places, weights in cursor.fetchall()
        }


def row_of(known=EMPTY, language="en", values=(), facets=None, **texts):
    text = IndexedText(
        language, texts.pop("title", ""), **{key: texts.pop(key) for key in list(texts) if key in _FIELDS}
    )
    return indexed(make_document(texts=(text,), facets=facets, **texts), list(values), known)


_FIELDS = ("one_liner", "summary", "body", "labels")


# --- Words --------------------------------------------------------------------------------------------------------


def test_title_weighs_most_then_the_line_below_it():
    keys = keys_of(row_of(title="alpha", one_liner="beta", summary="gamma", body="delta", labels="epsilon").vector)
    assert {key: keys[key] for key in ("alpha", "beta", "gamma", "delta", "epsilon")} == {
        "alpha": ["1A"],
        "beta": ["2B"],
        "gamma": ["3C"],
        "delta": ["4C"],
        "epsilon": [],
    }


def test_ranking_reads_neither_the_body_nor_what_has_no_place():
    row = row_of(LABELS, title="alpha", one_liner="beta", summary="gamma", body="delta housing", labels="epsilon")
    assert keys_of(row.rank_vector).keys() == {"alpha", "beta", "gamma", "@theme:housing", "@theme:living"}


def test_each_language_has_its_own_places():
    document = make_document(texts=(IndexedText("en", "alpha"), IndexedText("sv", "bord")))
    keys = keys_of(indexed(document, [], EMPTY).vector)
    assert (keys["alpha"], keys["bord"]) == (["1A"], ["1601A"])


def test_the_parts_of_a_compound_stand_where_it_stands():
    keys = keys_of(row_of(language="sv", summary="ett språkcafé").vector)
    parts = [places for key, places in keys.items() if places == ["2D"]]
    assert keys["språkcafe"] == ["2C"] and len(parts) >= 2


def test_words_in_titles_and_words_that_stand_often_are_marked():
    row = row_of(title="alpha", body="beta beta beta beta gamma gamma gamma")
    assert {"^alpha", "~beta"} <= row.words
    assert not {"^beta", "~alpha", "~gamma"} & row.words


def test_often_is_counted_in_one_language():
    document = make_document(texts=tuple(IndexedText(code, "", summary="alpha") for code in ("en", "sv", "da", "fi")))
    assert "~alpha" not in indexed(document, [], EMPTY).words


def test_ten_long_texts_stay_within_what_postgres_takes():
    long_text = " ".join(f"word{number} again" for number in range(3000))
    texts = tuple(IndexedText(code, "Title", summary=long_text) for code in CONTENT_LANGUAGES)
    row = indexed(make_document(texts=texts), [], EMPTY)
    assert as_postgres_writes_it(row.vector) == row.vector
    assert max(entry.count(",") for entry in row.vector.split(" ")) < 256
    assert keys_of(row.vector)["word2999"] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    language=st.sampled_from(CONTENT_LANGUAGES),
)
def test_any_text_is_stored_exactly_as_it_is_made(text, language):
    document = dataclasses.replace(make_document(), texts=(IndexedText(language, text, body=text),))
    row = indexed(document, [], LABELS)
    assert as_postgres_writes_it(row.vector) == row.vector
    assert as_postgres_writes_it(row.rank_vector) == row.rank_vector


# --- Concepts -----------------------------------------------------------------------------------------------------


def concepts(row):
    return {key: places[0][-1] for key, places in keys_of(row.vector).items() if key.startswith("@")}


def test_a_concept_weighs_by_where_it_is_named_and_broader_ones_least():
    assert concepts(row_of(LABELS, title="Housing")) == {"@theme:housing": "A", "@theme:living": "D"}
    assert concepts(row_of(LABELS, body="We live in shared flats.")) == {
        "@theme:flats": "C",
        "@theme:housing": "D",
        "@theme:living": "D",
    }
    assert "^@theme:housing" in row_of(LABELS, title="Housing").words
    assert "^@theme:housing" not in row_of(LABELS, title="Shared flats", body="housing").words


def test_what_is_named_outweighs_what_is_only_broader():
    assert concepts(row_of(LABELS, body="Housing in shared flats"))["@theme:housing"] == "C"


def test_tagged_concepts_weigh_more_than_named_ones_and_the_main_theme_most(db):
    row = row_of(LABELS, body="housing", facets={"theme": ["housing"]})
    assert concepts(row) == {"@theme:housing": "B", "@theme:living": "D"}
    assert "^@theme:housing" not in row.words
    main = row_of(LABELS, facets={"theme": ["housing", "flats"]}, main_theme="flats")
    assert concepts(main) == {"@theme:flats": "A", "@theme:housing": "B", "@theme:living": "D"}
    assert "^@theme:flats" in main.words


def test_what_says_how_it_is_filed_is_no_concept():
    assert concepts(row_of(facets={"cost": ["cost-1"], "lang": ["sv"], "country": ["SE"]})) == {}


def test_without_labels_the_current_ones_are_read():
    make_concept("kite-flying", labels={"en": "kite flying"})
    raise_generation("vocabulary")
    document = make_document(texts=(IndexedText("en", "Kite flying for all"),))
    assert "@theme:kite-flying" in indexed(document, []).keys


# --- Values, words, passages --------------------------------------------------------------------------------------


def test_values_months_and_every_document_are_keys():
    values = [FacetValue(facet="region", value="SE-M", lexemes=["skåne"]), FacetValue(facet="theme", value="housing")]
    row = row_of(values=values, confirmed_on=datetime.date(2026, 3, 5))
    assert {"#region:SE-M", "#theme:housing", "*", "!2026-03"} <= row.keys
    assert "skåne" in row.words and not row.keys & row.words
    assert keys_of(row.vector).keys() == row.keys | row.words


def test_words_are_kept_as_they_are_written():
    row = row_of(language="sv", title="Språkcaféer i Malmö", summary="För alla", body="Kaffe")
    assert row.forms == ["sv:alla", "sv:för", "sv:malmö", "sv:språkcaféer"]


def test_passages_end_with_a_whole_word():
    row = row_of(one_liner="One line.", summary="Two.", body="word " * 600)
    text, places = row.passages["en"]
    assert text.startswith("One line.\nTwo.\nword")
    assert len(text) <= 1500 and text.endswith(" word")
    assert " line=4+4 " in places
    assert row_of(title="Only a title").passages == {}
