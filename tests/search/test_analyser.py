import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
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


def test_words_that_only_join_do_not_decide():
    assert analyser.lexemes_of_words("språk för kvinnor") == analyser.lexemes_of_words("språk kvinnor")


def test_a_joining_word_alone_is_looked_for():
    assert analyser.lexemes_of_words("för") == [("för",)]


@pytest.mark.parametrize("text", ["", "   ", "- ! ' \\ & | <-> :*", "\u200b", "😀"])
def test_text_without_words_asks_for_nothing(text):
    assert analyser.lexemes_of_words(text) == []


@pytest.mark.django_db
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40))
def test_any_text_makes_a_query_that_postgres_reads(text):
    groups = analyser.lexemes_of_words(text)
    assert all(lexeme for group in groups for lexeme in group)
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(%s::tsquery)", [analyser.tsquery(groups)])
        assert cursor.fetchone()[0] >= len(groups)


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_every_language_has_an_analyser(language):
    assert analyser.lexemes("Oslo 2026", language) == ["oslo", "2026"]
