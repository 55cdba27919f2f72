"""A new label is searched for at once, and exactly the items that hold its words are written anew."""

import pytest
from django.core.exceptions import ValidationError
from factories import list_in_search, make_concept, make_practice
from people import make_person

from core.actions import raise_generation
from core.models import AuditRow
from search.consistency import differences
from search.engine import engine
from search.models import SearchDocument, ValueName
from search.query import SearchQuery
from search.relabelling import add_label
from vocabulary.actions import load_vocabulary
from vocabulary.models import ConceptLabel

pytestmark = pytest.mark.django_db


@pytest.fixture
def housing():
    concept = make_concept("housing", labels={"en": "housing", "fi": "asuminen"})
    raise_generation("vocabulary")
    return concept


@pytest.fixture
def editor():
    return make_person("vocabulary-editor")


def titles(words, language="en"):
    return {hit.title for hit in engine.search(SearchQuery.of(q=words), language).hits}


def texts(title):
    return {"title": title, "one_liner": title, "summary": title}


def test_items_that_hold_the_words_are_found_by_the_concept(housing, editor):
    shared = make_practice(**texts("Shared flats for newcomers"))
    other = make_practice(**texts("Football on Sundays"))
    list_in_search(shared, other)
    assert titles("asuminen", "fi") == set()
    before = dict(SearchDocument.objects.values_list("item_id", "written_at"))

    label = add_label(concept=housing, language="en", text=" shared  flats ", by=editor)

    assert (label.text, label.kind, label.expands_alone) == ("shared flats", "altLabel", True)
    assert titles("asuminen", "fi") == {"Shared flats for newcomers"}
    after = dict(SearchDocument.objects.values_list("item_id", "written_at"))
    assert {pk for pk in after if after[pk] != before[pk]} == {shared.pk}
    assert list(differences()) == []
    assert ValueName.objects.filter(text="shared flats").exists()
    row = AuditRow.objects.get(action="add label")
    assert (row.actor_id, row.detail["text"]) == (editor.pk, "shared flats")


def test_words_inside_compounds_follow_too(housing, editor):
    list_in_search(make_practice(language="sv", **texts("Kollektivboende i Malmö")))
    add_label(concept=housing, language="sv", text="boende", by=editor)
    assert list(differences()) == []


@pytest.mark.parametrize("text", ["", "Housing", "x" * 201])
def test_a_label_that_says_nothing_new_is_refused(housing, editor, text):
    with pytest.raises(ValidationError):
        add_label(concept=housing, language="en", text=text, by=editor)
    assert not AuditRow.objects.filter(action="add label").exists()


def test_everyday_words_stay_in_need_of_company(housing, editor):
    other = make_concept("work")
    ConceptLabel.objects.create(
        concept=other, language="sv", kind="altLabel", text="by", folded="by", expands_alone=False
    )
    assert not add_label(concept=housing, language="sv", text="by", by=editor).expands_alone


def test_loading_the_vocabulary_leaves_added_labels_until_the_files_hold_them(editor):
    load_vocabulary()
    concept = ConceptLabel.objects.get(text="språkkafé", language="sv").concept
    add_label(concept=concept, language="sv", text="pratstund", by=editor)
    taken_over = ConceptLabel.objects.filter(concept=concept, language="sv", kind="altLabel", is_added=False).first()
    ConceptLabel.objects.filter(pk=taken_over.pk).update(is_added=True)

    load_vocabulary()

    assert ConceptLabel.objects.get(concept=concept, text="pratstund").is_added
    assert not ConceptLabel.objects.get(concept=concept, language="sv", text=taken_over.text).is_added
