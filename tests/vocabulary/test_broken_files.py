import pytest
from shipped import change_csv, small_vocabulary

from core.loading import StarterDataError
from vocabulary.actions import load_vocabulary
from vocabulary.models import Collection, Concept, ConceptLabel

pytestmark = pytest.mark.django_db


def test_the_small_copy_is_whole(tmp_path):
    load_vocabulary(folder=small_vocabulary(tmp_path))
    assert Concept.objects.count() == 8


BROKEN = [
    ("thesaurus.csv", lambda rows: [row.pop("prefLabel_fi") for row in rows], "row 1", "prefLabel_fi", "missing"),
    ("thesaurus.csv", lambda rows: rows[1].update(broader="nowhere"), "row 3", "broader", "not known"),
    ("thesaurus.csv", lambda rows: rows[1].update(scheme="themes"), "row 3", "scheme", "not known"),
    ("thesaurus.csv", lambda rows: rows[1].update(id="Not An Id"), "row 3", "id", "valid value"),
    ("thesaurus.csv", lambda rows: rows[1].update(id=rows[0]["id"]), "row 3", "id", "already"),
    ("thesaurus.csv", lambda rows: rows[1].update(prefLabel_en=""), "row 3", "prefLabel_en", "needed"),
    ("thesaurus.csv", lambda rows: rows[1].update(prefLabel_en="x" * 201), "row 3", "prefLabel_en", "at most 200"),
    ("thesaurus.csv", lambda rows: rows[1].update(exactMatch="eurovoc 1"), "row 3", "exactMatch", "valid URL"),
    ("code_lists.csv", lambda rows: rows[1].update(label_is=""), "row 3", "label_is", "needed"),
    ("code_lists.csv", lambda rows: rows[1].update(position="one"), "row 3", "position", "not a number"),
    ("hidden_labels.csv", lambda rows: rows[1].update(label="nothing"), "row 3", "label", "not an alternative"),
    ("hidden_labels.csv", lambda rows: rows[1].update(concept="nothing"), "row 3", "concept", "not known"),
    ("method_groups.csv", lambda rows: rows[0].update(members="a|b"), "row 2", "members", "not known"),
    ("definitions.csv", lambda rows: rows[1].update(id="nothing"), "row 3", "id", "not known"),
    ("definitions.csv", lambda rows: rows.append(dict(rows[0])), "", "language", "2 times"),
]


@pytest.mark.parametrize(("name", "change", "row", "field", "problem"), BROKEN)
def test_a_broken_file_names_row_and_field_and_loads_nothing(tmp_path, name, change, row, field, problem):
    folder = small_vocabulary(tmp_path)
    change_csv(folder / name, change)
    with pytest.raises(StarterDataError) as caught:
        load_vocabulary(folder=folder)
    message = str(caught.value)
    assert message.startswith(f"vocabulary/data/{name}, {row}")
    assert f"field “{field}”" in message
    assert problem in message
    assert (Concept.objects.count(), ConceptLabel.objects.count(), Collection.objects.count()) == (0, 0, 0)
