import pytest
from django.core.management import CommandError

from clearinghouse import shipped_data
from clearinghouse.problems import Problem
from search.models import SearchDocument

pytestmark = pytest.mark.django_db

ANY_DOCUMENT = {
    "id": 1,
    "kind": "practice",
    "item_id": "00000000-0000-0000-0000-000000000001",
    "short_id": "bbbbbb",
    "vector": "",
    "published_on": "2026-01-01",
    "cards": {"en": {}},
}


@pytest.fixture
def called(monkeypatch):
    calls = []
    monkeypatch.setattr(shipped_data, "call_command", calls.append)
    return calls


@pytest.fixture
def versions(monkeypatch):
    """The versions of the data and of what writes the index, to be changed by a test."""
    numbers = {"data": 1, "rows": 1}
    monkeypatch.setattr(shipped_data, "shipped_files", lambda root: "data")
    monkeypatch.setattr(shipped_data, "index_writers", lambda root: "rows")
    monkeypatch.setattr(shipped_data, "version_of", lambda files, besides="": numbers[files])
    return numbers


@pytest.fixture
def items(monkeypatch):
    """Whether items stand in lists, to be changed by a test."""
    there = {"listed": False}
    monkeypatch.setattr(shipped_data, "has_items", lambda: there["listed"])
    return there


def test_loads_once_and_reference_data_first(called, versions):
    shipped_data.load()
    shipped_data.load()
    assert called == ["load_reference", "load_starter"]


def test_loads_again_when_what_ships_has_changed(called, versions):
    shipped_data.load()
    versions["data"] = 2
    shipped_data.load()
    assert called == ["load_reference", "load_starter"] * 2


def test_rebuilds_the_search_once_when_what_writes_it_has_changed(called, versions, items):
    shipped_data.load()
    items["listed"] = True
    SearchDocument.objects.create(**ANY_DOCUMENT)
    shipped_data.load()
    versions["rows"] = 2
    shipped_data.load()
    shipped_data.load()
    assert called == ["load_reference", "load_starter", "search_rebuild"]


def test_rebuilds_an_index_that_an_upgrade_has_emptied(called, versions, items):
    shipped_data.load()
    items["listed"] = True
    shipped_data.load()
    assert called == ["load_reference", "load_starter", "search_rebuild"]


def test_what_writes_the_index_includes_the_rules_of_words_and_the_catalogues():
    names = {str(path.relative_to(shipped_data.ROOT)) for path in shipped_data.index_writers(shipped_data.ROOT)}
    assert {"search/vector.py", "search/lexicon/data/links.csv", "practices/indexing.py"} <= names
    assert "locale/sv/LC_MESSAGES/django.po" in names


def test_goes_back_with_an_older_version(called, versions):
    versions["data"] = 2
    shipped_data.load()
    versions["data"] = 1
    shipped_data.load()
    assert len(called) == 4


def test_a_broken_file_ends_with_its_sentence_and_counts_as_not_loaded(monkeypatch, versions):
    def refuse(name):
        raise CommandError("practices.json, row 7, title: is empty.")

    monkeypatch.setattr(shipped_data, "call_command", refuse)
    for _ in range(2):
        with pytest.raises(Problem, match=r"practices\.json, row 7, title: is empty\."):
            shipped_data.load()


def test_the_version_changes_with_every_data_file_and_fits_its_column(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped_data, "ROOT", tmp_path)
    file = tmp_path / "places" / "data" / "regions.csv"
    file.parent.mkdir(parents=True)
    file.write_text("SE-M,Skåne\n")
    first = shipped_data.version_of(shipped_data.shipped_files(tmp_path))
    file.write_text("SE-M,Scania\n")
    second = shipped_data.version_of(shipped_data.shipped_files(tmp_path))
    assert first != second
    assert max(first, second) < 2**63


def test_what_ships_includes_the_data_of_the_rooms():
    names = {str(path.relative_to(shipped_data.ROOT)) for path in shipped_data.shipped_files(shipped_data.ROOT)}
    assert "vocabulary/data/thesaurus.csv" in names
    assert "portal/management/commands/load_starter.py" in names
    assert not any(".venv" in name or "__pycache__" in name for name in names)
