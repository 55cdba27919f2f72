"""What changes in the data files reaches the index too, also where it stands on other items."""

from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from factories import list_in_search, make_practice
from shipped import change_csv, small_places, small_vocabulary
from starter_files import make_named_things, organisation_files, practice_files

from organisations.actions import load_starter_organisations
from places.actions import load_places
from portal.management.commands import load_reference, load_starter
from practices.actions import load_starter_practices
from search.consistency import differences
from search.models import SearchDocument
from vocabulary.actions import load_vocabulary

pytestmark = pytest.mark.django_db


def run(command):
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


def test_a_new_label_reaches_the_index(tmp_path, monkeypatch):
    words = small_vocabulary(tmp_path)
    monkeypatch.setattr(load_reference, "load_vocabulary", partial(load_vocabulary, folder=words))
    monkeypatch.setattr(load_reference, "load_places", partial(load_places, folder=small_places(tmp_path)))
    assert "in the index" not in run("load_reference")
    list_in_search(make_practice(themes=["asylum-procedure"]))
    change_csv(words / "thesaurus.csv", lambda rows: rows[2].update(prefLabel_fi="turvapaikkapolku"))

    assert "1 items are in the index" in run("load_reference")

    assert list(differences()) == []
    assert SearchDocument.objects.saying("turvapaikkapolku").count() == 1
    assert "in the index" not in run("load_reference")


def test_a_new_name_of_an_owner_reaches_the_index(tmp_path, monkeypatch):
    make_named_things()

    def use(organisations):
        loaders = {
            "organisations": partial(load_starter_organisations, folder=organisations),
            "practices": partial(load_starter_practices, folder=practice_files(tmp_path / "practices")),
        }
        monkeypatch.setattr(load_starter, "LOADERS", loaders)
        return run("load_starter")

    use(organisation_files(tmp_path / "before"))
    renamed = organisation_files(tmp_path / "after", lambda files: files["organisations"][0].update(name="Sydstaden"))
    assert "2 items are in the index" in use(renamed)

    assert list(differences()) == []
    assert SearchDocument.objects.filter(kind="practice").saying("sydstaden").count() == 1
