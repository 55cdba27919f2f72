"""What a writer's text is about: named with the words that name it, never ticked."""

import pytest
from django.utils import translation
from factories import make_practice
from shipped import put_in_index, reference  # noqa: F401

from submissions.concepts import suggested_concepts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def values(texts, language="en", **options):
    return [one.value for one in suggested_concepts(texts, language, **options)]


def test_everyday_words_of_a_volunteer_find_the_concepts_and_say_which_words_did():
    texts = {"title": "Språkkafé på torsdagar", "summary": "Volontärer och kvinnor dricker kaffe."}
    with translation.override("sv"):
        found = suggested_concepts(texts, "sv")
    assert {one.value for one in found} >= {"method:language-cafe", "target_group:women"}
    assert (found[0].value, found[0].label, found[0].language) == ("method:language-cafe", "Språkkafé", "sv")
    assert "Språkkafé" in found[0].why


def test_the_label_is_in_the_language_of_the_page_and_the_words_in_that_of_the_text():
    (first, *_others) = suggested_concepts({"title": "Språkkafé"}, "sv")
    assert (first.label, first.language, first.why) == ("Language café", "en", "Because you write “Språkkafé”.")


def test_a_title_weighs_more_than_what_comes_after_it():
    swapped = {"title": "Women", "summary": "Mentoring"}, {"title": "Mentoring", "summary": "Women"}
    assert [values(texts)[0] for texts in swapped] == ["target_group:women", "method:mentoring"]


def test_what_is_broader_does_not_stand_beside_what_is_narrower():
    found = values("Health. Mental health for refugees.")
    assert "theme:mental-health" in found
    assert not {"theme:health", "theme:health-and-wellbeing"} & set(found)


def test_only_the_schemes_and_as_many_as_were_asked_for():
    text = "Mentoring, language café, women, children, mental health, housing, sports"
    assert all(value.startswith("method:") for value in values(text, schemes=["method"]))
    assert len(values(text)) == 5
    assert len(values(text, most=2)) == 2


def test_a_text_that_names_nothing_gets_what_listed_items_alike_are_about():
    for number in range(2):
        make_and_list(f"Kettlebells at dawn {number}", themes=["housing"])
    (first,) = suggested_concepts("Kettlebells at dawn", "en", schemes=["theme"])
    assert (first.value, first.why) == ("theme:housing", "Practices like yours are about this.")


def make_and_list(title, **fields):
    practice = make_practice(title, **fields)
    put_in_index(practice)
    return practice


def test_unpublished_items_tell_nothing():
    for number in range(2):
        make_practice(f"Kettlebells at dusk {number}", themes=["housing"], status="submitted")
    assert values("Kettlebells at dusk", schemes=["theme"]) == []


@pytest.mark.parametrize("text", ["", "   ", "😀", 'theme:housing -x "', "\u202e\u200b", "a" * 100_000, "( & | !"])
def test_nothing_in_a_text_breaks_it(text):
    assert isinstance(values({"title": text}), list)
    assert isinstance(values(text, "tlh"), list)
