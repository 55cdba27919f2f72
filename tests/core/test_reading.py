import pytest
from factories import make_practice

from core.choices import TextOrigin
from core.reading import Phrase, Reading

pytestmark = pytest.mark.django_db


def reading(language, **options):
    practice = make_practice(
        "Alkuperäinen otsikko",
        language="fi",
        goal="Tavoite",
        translations={"en": {"title": "English title"}, "nb": {"title": "Norsk tittel", "lessons": "Lærdom"}},
    )
    return Reading(practice, language, **options)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", Phrase("Alkuperäinen otsikko", "fi")),
        ("sv", Phrase("Norsk tittel", "nb")),
        ("da", Phrase("Norsk tittel", "nb")),
        ("is", Phrase("English title", "en")),
        ("en", Phrase("English title", "en")),
    ],
)
def test_a_field_comes_in_the_first_language_of_the_order(language, title):
    assert reading(language).told("title") == title


def test_each_field_looks_for_itself():
    words = reading("en")
    assert words.told("title").language == "en"
    assert words.told("goal") == Phrase("Tavoite", "fi")
    assert words.told("lessons") == Phrase("Lærdom", "nb")
    assert words.told("obstacles") is None


def test_the_original_is_one_click_away():
    words = reading("en", original=True)
    assert words.told("title") == Phrase("Alkuperäinen otsikko", "fi")
    assert words.told("lessons") == Phrase("Lærdom", "nb")
    assert words.note().shows_original


def test_the_note_knows_which_words_were_used():
    words = reading("en")
    words.told("title")
    assert words.note().foreign == ()
    assert words.note().origins == ("translated by a person",)
    words.told("goal")
    assert words.note().foreign == ("fi",)
    assert words.note().reads_original


def test_no_note_is_needed_for_own_original_words():
    words = reading("fi")
    words.told("title")
    assert not words.note().is_needed
    assert not words.note().can_show_original


def test_what_others_say_of_an_item_is_not_its_language():
    words = reading("fi")
    words.told("lessons", is_of_the_item=False)
    assert words.note().foreign == ()


@pytest.mark.parametrize("origin", [TextOrigin.COMPILED, TextOrigin.AUTHOR])
def test_words_written_anew_in_a_language_are_no_translation(origin):
    practice = make_practice("Otsikko", language="fi", translations={"en": {"title": "Title", "origin": origin}})
    words = Reading(practice, "en")
    words.told("title")
    assert not words.note().is_needed
