"""The words that misspelt ones are compared with are exactly those of the listed items, after every change."""

import random

import pytest
from search_factories import put_document

from search import index, words
from search.misspelling import typo_keys
from search.models import SearchTypo, SearchWord

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_values(values):
    return values


def numbers() -> dict[str, int]:
    return {row.form: row.frequency for row in SearchWord.objects.filter(form__in=["mentors", "libraries", "walks"])}


def test_words_are_counted_once_for_an_item():
    put_document("Mentors and mentors")
    put_document("Mentors in libraries")
    assert numbers() == {"mentors": 2, "libraries": 1}


def test_a_change_counts_the_difference():
    first = put_document("Mentors in libraries")
    put_document("Mentors")
    put_document("Libraries and walks", item_id=first.item_id)
    assert numbers() == {"mentors": 1, "libraries": 1, "walks": 1}
    assert list(words.differences()) == []


def test_a_word_goes_with_the_last_item_that_holds_it():
    first, second = put_document("Mentors"), put_document("Mentors")
    index.remove(first.item_id)
    assert numbers() == {"mentors": 1}
    assert set(SearchTypo.objects.filter(form="mentors").values_list("key", flat=True)) == set(typo_keys("mentors"))
    index.remove(second.item_id)
    assert numbers() == {} and not SearchTypo.objects.exists()


def test_keys_stay_while_another_language_has_the_word():
    english = put_document("Mentors", language="en")
    put_document("Mentors", language="sv")
    index.remove(english.item_id)
    assert list(SearchWord.objects.filter(form="mentors").values_list("language", "frequency")) == [("sv", 1)]
    assert SearchTypo.objects.filter(form="mentors").exists()


def test_counting_anew_gives_the_same(values):
    chance = random.Random(7)
    forms = ["mentors", "libraries", "walks", "cafés", "gardens"]
    documents = []
    for _ in range(40):
        title = " ".join(chance.choices(forms, k=3))
        if documents and chance.random() < 0.3:
            index.remove(documents.pop(chance.randrange(len(documents))).item_id)
        elif documents and chance.random() < 0.4:
            put_document(title, item_id=chance.choice(documents).item_id)
        else:
            documents.append(put_document(title, language=chance.choice(["sv", "en"])))
    assert list(words.differences()) == []
    before = sorted(SearchWord.objects.values_list("form", "language", "frequency"))
    keys = sorted(SearchTypo.objects.values_list("key", "form"))
    words.fill()
    assert sorted(SearchWord.objects.values_list("form", "language", "frequency")) == before
    assert sorted(SearchTypo.objects.values_list("key", "form")) == keys


def test_what_is_wrong_is_told():
    put_document("Mentors")
    SearchWord.objects.filter(form="mentors").update(frequency=5)
    SearchWord.objects.create(form="stray", language="en", frequency=1)
    SearchTypo.objects.filter(form="people").first().delete()
    assert list(words.differences()) == [
        "The word en:mentors is in 1 documents and kept as if in 5.",
        "The word en:stray is in 0 documents and kept as if in 1.",
        "The keys of the word people are not those of its letters.",
    ]
