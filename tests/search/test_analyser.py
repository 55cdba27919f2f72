import csv
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.languages import CONTENT_LANGUAGES
from search import analyser


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sv", "flyktingar", "flyktingarna"),
        ("da", "kvinder", "kvinderne"),
        ("nb", "kommuner", "kommunene"),
        ("nn", "kommunar", "kommunane"),
        ("fi", "kunnissa", "kunnat"),
        ("en", "mentoring", "mentors"),
    ],
)
def test_forms_of_a_word_are_one_lexeme(language, one, other):
    assert analyser.lexemes(one, language) == analyser.lexemes(other, language)


def test_neighbours_letters_are_one():
    assert analyser.fold("læring") == analyser.fold("läring")
    assert analyser.fold("øst") == analyser.fold("öst")
    assert analyser.fold("þórshöfn") == "thorshöfn"
    assert analyser.fold("språkcafé") == "språkcafe"


def test_letters_may_come_composed_or_not():
    assert analyser.lexemes("a\u030ar", "sv") == analyser.lexemes("år", "sv")


PAIRS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(pair.values()))
def test_words_find_their_forms_and_compounds_and_nothing_else(pair):
    asked = analyser.readings(pair["query"], pair["language"])[0]
    there = set(found(pair["document_word"], pair["language"]))
    is_found = asked.lexeme in there or (bool(asked.parts) and there.issuperset(asked.parts))
    assert is_found == (pair["match"] == "1")


def found(text, language):
    return [lexeme for token in analyser.tokens(text, language) for lexeme in (token.lexeme, *token.parts)]


def test_neighbours_share_lexemes():
    assert len({analyser.lexemes(word, code)[0] for word, code in (("arbete", "sv"), ("arbejde", "da"))}) == 1
    assert len({analyser.lexemes(word, code)[0] for word, code in (("kvinnor", "sv"), ("kvinder", "da"))}) == 1


def test_tokens_know_their_place_in_the_composed_text():
    text = unicodedata.normalize("NFD", "Åland: språk-caféer, 2015-2018 (EU:n tuki)")
    composed = unicodedata.normalize("NFC", text)
    places = [composed[token.start : token.end] for token in analyser.tokens(text, "sv")]
    assert places == ["Åland", "språk-caféer", "2015", "2018", "EU:n", "tuki"]
    assert analyser.split(composed) == places


def test_a_hyphen_makes_no_difference():
    assert analyser.tokens("språk-café", "sv")[0].lexeme == analyser.tokens("språkcafé", "sv")[0].lexeme
    assert set(found("språk-café", "sv")) == set(found("språkcafé", "sv"))
    assert found("SFI-utbildning", "sv")[1:3] == ["sfi", "utbildning"]


@pytest.mark.parametrize("written", ["barn", "BARN", "bar\u00adn", "barn\u200f", "\u202bbarn\u202c", "ba\u200brn"])
def test_what_cannot_be_seen_changes_no_word(written):
    assert [token.lexeme for token in analyser.tokens(written, "sv")] == ["barn"]


@pytest.mark.parametrize(
    ("written", "language", "lexeme"),
    [("EU:n", "fi", "eu"), ("children's", "en", "child"), ("child’s", "en", "child"), ("O'Brien", "en", "obrien")],
)
def test_what_follows_an_apostrophe_or_colon(written, language, lexeme):
    assert [token.lexeme for token in analyser.tokens(written, language)] == [lexeme]


def test_forms_of_an_unknown_name_are_one():
    assert analyser.lexemes("Hammarkullens", "sv") == analyser.lexemes("Hammarkullen", "sv")


def test_the_reader_comes_first_and_neighbours_only_where_they_know_the_word():
    asked = analyser.readings("flyktingar", "sv")
    assert asked[0].language == "sv"
    assert {reading.language for reading in asked} <= {"sv", "da", "nb", "nn"}


def test_a_word_unknown_to_the_reader_is_read_by_those_who_know_it():
    asked = analyser.readings("kaupunginkirjastossa", "da")
    assert asked[0].language == "da"
    assert asked[1].language == "fi"
    assert asked[1].parts == ("kaupunki", "kirjasto")


def test_a_word_known_nowhere_has_the_stem_of_each_language():
    asked = analyser.readings("xyzzyarna", "da")
    assert {"xyzzyarna", "xyzzy"} <= {reading.lexeme for reading in asked}


@pytest.mark.parametrize("word", ["barn" * 5_000, "arbetsmarknads" * 3, "a-" * 20_000, "s" * 39, "'" * 10_000 + "a"])
def test_long_words_take_no_time(word):
    started = time.process_time()
    for language in CONTENT_LANGUAGES:
        for token in analyser.tokens(word, language):
            assert len(token.lexeme) <= 60
    assert time.process_time() - started < 2


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(st.sampled_from("abåæøßþİıαñ-'’:·1٣ \u0301\u00ad\u200f\u2011"), max_size=60),
    language=st.sampled_from(CONTENT_LANGUAGES),
)
def test_any_text_has_tokens_in_order_with_lexemes(text, language):
    composed = unicodedata.normalize("NFC", text)
    end = 0
    for token in analyser.tokens(text, language):
        assert end <= token.start < token.end <= len(composed)
        assert token.lexeme and all(token.parts)
        assert analyser.readings(composed[token.start : token.end], language)
        end = token.end


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_every_language_has_an_analyser(language):
    assert analyser.lexemes("Oslo 2026", language) == ["oslo", "2026"]
