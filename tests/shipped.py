"""The data files of the rooms: loaded once for a whole test module, or copied and broken.

A module that wants them imports the fixture: `from shipped import reference  # noqa: F401`.
"""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker):
    """Vocabulary, places and values to filter by; taken back when the module has run."""
    yield from _loaded(django_db_blocker, "load_reference")


@pytest.fixture(scope="module")
def collection(reference, django_db_blocker):
    """The starter collection on top of the reference data."""
    yield from _loaded(django_db_blocker, "load_starter")


def _loaded(blocker, command):
    with blocker.unblock(), transaction.atomic():
        call_command(command, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def put_in_index(*items):
    """As the workflow does; the values to filter by are there with the reference data."""
    from search import index

    for item in items:
        index.refresh(item)


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def copy_of(room, folder):
    """A copy of the data of a room that may be changed."""
    return Path(shutil.copytree(ROOT / room / "data", folder / room / "data"))


def change_json(path, change):
    """`change` gets what the file holds and alters it in place."""
    content = read_json(path)
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def change_csv(path, change):
    """`change` gets the rows as a list of dicts; what it leaves in it is written."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = list(rows[0])
    change(rows)
    columns = [column for column in columns if any(column in row for row in rows)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns)
        writer.writeheader()
        writer.writerows(rows)


_CONCEPTS = {"arrival-reception-and-status", "asylum-reception", "asylum-procedure", "language-cafe", "roma"}


def small_vocabulary(tmp_path):
    """Data files with five concepts and all that is said of them, and the three kinds of item."""
    folder = copy_of("vocabulary", tmp_path)
    _keep(folder / "thesaurus.csv", lambda row: row["id"] in _CONCEPTS)
    _keep(folder / "code_lists.csv", lambda row: row["scheme"] == "kind")
    _keep(folder / "hidden_labels.csv", lambda row: row["concept"] == "roma")
    _keep(folder / "definitions.csv", lambda row: row["id"] in _CONCEPTS)
    _keep(folder / "method_groups.csv", lambda row: "language-cafe" in row["members"])
    change_csv(folder / "method_groups.csv", lambda rows: rows[0].update(members="language-cafe"))
    return folder


def small_places(tmp_path):
    """Data files with all countries, two regions and three municipalities."""
    folder = copy_of("places", tmp_path)
    change_csv(folder / "regions.csv", lambda rows: rows.__setitem__(slice(2, None), []))
    change_csv(folder / "municipalities.csv", lambda rows: rows.__setitem__(slice(3, None), []))
    change_json(folder / "nordic-regions.geojson", lambda content: content["features"].__setitem__(slice(3, None), []))
    return folder


def _keep(path, is_kept):
    change_csv(path, lambda rows: rows.__setitem__(slice(None), [row for row in rows if is_kept(row)]))
