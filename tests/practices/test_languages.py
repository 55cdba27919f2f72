"""The page of a practice, field by field in the best language there is."""

import pytest
from factories import make_practice
from pages import address_of, languages_of, read, texts, words
from told_practices import ENGLISH, FINNISH

from core.languages import INTERFACE_LANGUAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reader", INTERFACE_LANGUAGES)
def test_each_field_comes_in_the_best_language_that_tells_it(client, finnish, reader):
    page = read(client, finnish, reader)
    short = FINNISH if reader == "fi" else ENGLISH
    for field, told in (FINNISH | short).items():
        own = "fi" if told == FINNISH[field] else "en"
        assert languages_of(page, told) == {own}, field
    block = finnish.buildingblocks.get()
    assert languages_of(page, finnish.texts.get(language="fi").part_words[str(block.pk)]["title"]) == {"fi"}


def test_a_mixed_page_says_so_and_leads_to_the_original(client, finnish):
    page = read(client, finnish)
    note = page.query_one(".note")
    assert words(note) == (
        "Some of this text is not in your language yet. Those parts are in: Suomi."
        " Where you read a translation, this is how it was made: translated by machine. Read the original (Suomi)"
    )
    assert note.query_one("a").attrs == {"href": "?original=1", "hreflang": "fi"}
    original = read(client, finnish, query="?original=1")
    assert texts(original, "h1") == [FINNISH["title"]]
    assert languages_of(original, FINNISH["summary"]) == {"fi"}
    assert original.query_one("html").attrs["lang"] == "en"
    assert original.query_one(".note a").attrs["href"] == address_of(finnish)


def test_who_reads_the_original_language_gets_no_note(client, finnish):
    assert read(client, finnish, "fi").query(".note") == []
    assert read(client, finnish, "fi", "?original=1").query(".note") == []


def test_a_text_in_another_language_only_names_that_language(client):
    page = read(client, make_practice(language="da"), "sv")
    assert len(page.query(".note")) == 1
    assert "Dansk" in words(page.query_one(".note"))
    assert page.query(".note a") == []


def test_an_outdated_translation_says_so(client):
    practice = make_practice(language="fi", translations={"en": {"source_version": 1}}, version=2)
    assert "The original has changed since it was translated." in words(read(client, practice).query_one(".note"))


def test_names_of_places_and_concepts_carry_their_language(client, full):
    page = read(client, full)
    assert languages_of(page, "Malmö") == {"sv"}
    assert languages_of(page, "Sweden") == {"en"}
    assert languages_of(page, "Malmö stad") == {"sv"}
    swedish = read(client, full, "sv")
    assert languages_of(swedish, "women (sv)") == {"sv"}
    assert languages_of(swedish, "Sverige") == {"sv"}
