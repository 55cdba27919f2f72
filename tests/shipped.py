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


def keep_records(path, ids):
    """Leaves only these records in a list; small files are loaded fast."""
    change_json(path, lambda records: records.__setitem__(slice(None), [r for r in records if r["id"] in ids]))


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
