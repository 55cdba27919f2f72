import pytest
from django.db import connection
from search_factories import put_document

from search import index
from search.correcting import correct, distance, proposals
from search.facet_values import Name
from search.models import FacetValue
from search.suggestion_words import name_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def collection(values):
    put_document("Integration genom arbete i Malmö", language="sv", facets={"theme": ["mental-health"]})
    put_document("Kotoutuminen alkaa kotoa", language="fi")
    put_document("Vuxenutbildning för alla", language="sv")
    put_document("Ældre i Århus", language="da")


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("integartion", "sv", "integration"),
        ("kotoutumnen", "fi", "kotoutuminen"),
        ("vuxenutbilning", "sv", "vuxenutbildning"),
        ("Vuxenutbilning i Mallmö", "sv", "Vuxenutbildning i Malmö"),
        ("INTEGARTION", "sv", "INTEGRATION"),
    ],
)
def test_a_slip_of_the_pen_is_seen_through(typed, language, meant):
    if " " in meant:
        put_document(meant, language=language)
    assert correct(typed, language).text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("malmo", "malmö"), ("Malmo", "Malmö"), ("arhus", "århus"), ("aarhus", "århus"), ("aeldre", "ældre")],
)
def test_missing_accents_are_no_mistake(typed, meant):
    found = correct(typed, "da")
    assert (found.text, found.is_only_accents) == (meant, True)


def test_tells_what_was_changed_in_which_language():
    found = correct("arbete integartion", "sv")
    assert found.words == (("integartion", "integration", "sv"),)
    assert found.text == "arbete integration"
    assert not found.is_only_accents


@pytest.mark.parametrize("typed", ["integration", "zzzzqqqq", "", "12345", "x", '"', "-integartion", "integr*"])
def test_nothing_is_proposed_for_what_finds_something_or_resembles_nothing(typed):
    assert correct(typed, "sv") is None


def test_words_that_only_fail_together_are_not_misspelt():
    assert correct("kotoutuminen vuxenutbildning", "sv") is None


def test_what_is_proposed_finds_something_by_all_its_words():
    assert correct("kotoutuminen vuxenutbilning", "sv") is None


def test_quotation_marks_and_what_is_left_out_stay():
    assert correct('"integartion genom" -kotoutuminen', "sv").text == '"integration genom" -kotoutuminen'


def proposed_for(word, language):
    with connection.cursor() as cursor:
        return proposals(cursor, word, language)


def test_words_of_the_readers_language_and_frequent_words_come_first():
    for language in ("sv", "fi"):
        put_document("Skola" if language == "sv" else "Skala", language=language)
    assert [proposed_for("skula", language)[0].form for language in ("sv", "fi")] == ["skola", "skala"]
    for _ in range(20):
        put_document("Stola", language="sv")
    assert proposed_for("skola", "sv")[0].form == "stola"


def test_names_of_values_are_proposed_and_hidden_ones_never():
    value = FacetValue.objects.get(facet="theme", value="mental-health")
    for name in (Name("fi", "hyvinvointi"), Name("sv", "galenskap", is_hidden=True)):
        name_row(value.pk, name).save()
    assert [one.form for one in proposed_for("hyvinvonti", "fi")] == ["hyvinvointi"]
    assert proposed_for("galensakp", "sv") == []


def test_nothing_of_an_item_that_is_gone_is_proposed():
    document = put_document("Paradoxalgasmodern", language="sv")
    assert correct("paradoxalgasmodren", "sv").text == "paradoxalgasmodern"
    index.remove(document.item_id)
    assert correct("paradoxalgasmodren", "sv") is None


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("ab", "ba", 1),
        ("abc", "abcd", 1),
        ("malmo", "malmö", 0.01),
        ("integartion", "integration", 1),
        ("kat", "hus", 3),
    ],
)
def test_slips_between_words(one, other, slips):
    assert distance(one, other) == pytest.approx(slips)
