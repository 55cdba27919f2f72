import pytest
from shipped import change_csv, copy_of, reference  # noqa: F401

from core.models import AuditRow
from vocabulary.actions import load_vocabulary
from vocabulary.choices import LabelKind
from vocabulary.models import Collection, Concept, ConceptDefinition, ConceptLabel, ConceptMatch

pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.django_db]


def texts(identifier, language, kind):
    labels = ConceptLabel.objects.filter(concept__identifier=identifier, language=language, kind=kind)
    return set(labels.values_list("text", flat=True))


def test_the_whole_vocabulary_is_loaded_once():
    assert Concept.objects.filter(scheme__in=["theme", "cost"], broader=None).count() == 16
    assert ConceptLabel.objects.filter(kind=LabelKind.PREFERRED, language="fi").count() == Concept.objects.count()
    assert set(ConceptLabel.objects.values_list("language", flat=True)) == {
        *("en", "sv", "da", "nb", "nn", "fi", "is", "fo", "kl", "se")
    }
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in (Concept, ConceptLabel)}

    again = load_vocabulary()

    assert not any(again.values()), again
    assert before == {model: set(model.objects.values_list("pk", flat=True)) for model in before}
    assert AuditRow.objects.filter(action="load vocabulary").count() == 1


def test_one_concept_in_all_its_words():
    concept = Concept.objects.get(identifier="asylum-procedure")
    assert concept.broader.identifier == "asylum-reception"
    assert texts("asylum-procedure", "sv", LabelKind.PREFERRED) == {"asylprocessen"}
    assert "refugee status determination" in texts("asylum-procedure", "en", LabelKind.ALTERNATIVE)
    assert ConceptDefinition.objects.get(concept=concept, language="en").text.startswith("The legal process")
    assert ConceptDefinition.objects.filter(concept__identifier="asylum-reception").count() == 7
    assert ConceptMatch.objects.filter(uri__startswith="http://eurovoc.europa.eu/").exists()


def test_loaded_words_are_found_and_never_shown():
    assert texts("roma", "nb", LabelKind.HIDDEN) == {"romer"}
    assert "romer" not in texts("roma", "nb", LabelKind.ALTERNATIVE)


def test_everyday_words_do_not_widen_a_search_alone():
    assert not ConceptLabel.objects.filter(text__in=["NAV", "bygd", "fond"], expands_alone=True).exists()
    assert ConceptLabel.objects.filter(text="IMDi", expands_alone=True).exists()


def test_methods_stand_in_their_groups_in_order():
    group = Collection.objects.get(identifier="individual-support")
    assert group.labels["sv"] == "individuellt stöd"
    members = group.collectionmember_set.values_list("concept__identifier", flat=True)
    assert list(members)[:2] == ["counselling-and-case-management", "mentoring"]


def test_a_changed_label_changes_only_itself(tmp_path):
    folder = copy_of("vocabulary", tmp_path)
    change_csv(folder / "thesaurus.csv", lambda rows: rows[0].update(prefLabel_sv="ankomst"))

    changes = load_vocabulary(folder=folder)

    assert str(changes["labels"]) == "1 new, 0 changed, 1 removed"
    assert not any(change for name, change in changes.items() if name != "labels")
    assert texts("arrival-reception-and-status", "sv", LabelKind.PREFERRED) == {"ankomst"}


def test_a_concept_that_is_gone_from_the_file_stays(tmp_path):
    folder = copy_of("vocabulary", tmp_path)
    change_csv(folder / "code_lists.csv", lambda rows: rows.pop())
    before = Concept.objects.count()
    load_vocabulary(folder=folder)
    assert Concept.objects.count() == before
