"""Loads what ships with the rooms, once per version of it."""

import hashlib
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import connection

from clearinghouse.paths import ROOT
from clearinghouse.problems import Problem
from core.kinds import models_by_kind
from core.models import Generation
from search.lexicon import building
from search.models import SearchDocument

LOADERS = {
    "load_reference": "Loading themes, code lists and places …",
    "load_starter": "Loading the starter collection …",
}
"""In this order: the starter collection points at the reference data."""


REINDEXER = "search_rebuild"


def load() -> None:
    is_new, is_emptied = not has_items(), not SearchDocument.objects.exists()
    data, rows = version_of(shipped_files(ROOT)), version_of(index_writers(ROOT), building.version())
    if is_emptied:  # by an upgrade that gave the index another shape
        forget(REINDEXER)
    for command, announcement in LOADERS.items():
        once_per_version(command, data, announcement)
    if is_new:
        remember(REINDEXER, rows)  # what was loaded just now is written as it is written today
    once_per_version(REINDEXER, rows, "Bringing the search up to date …")


def has_items() -> bool:
    return any(model.objects.listed().exists() for model in models_by_kind().values())


def once_per_version(command: str, version: int, announcement: str) -> None:
    if Generation.objects.filter(area=area_of(command), number=version).exists():
        return
    print(announcement, flush=True)
    run_loader(command)
    count_rows()
    remember(command, version)


def remember(command: str, version: int) -> None:
    Generation.objects.update_or_create(area=area_of(command), defaults={"number": version})


def forget(command: str) -> None:
    Generation.objects.filter(area=area_of(command)).delete()


def area_of(command: str) -> str:
    return f"shipped data: {command}"


def count_rows() -> None:
    """The planner of PostgreSQL would notice the new rows only after a minute, and read slowly until then."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def run_loader(command: str) -> None:
    try:
        call_command(command)
    except CommandError as error:
        raise Problem(str(error)) from None


def version_of(files: list[Path], besides: str = "") -> int:
    """A number that changes with the files; fits the column."""
    seen = hashlib.sha256(besides.encode())
    for file in files:
        seen.update(f"{file.relative_to(ROOT)}\n".encode())
        seen.update(file.read_bytes())
    return int.from_bytes(seen.digest()[:7])


def shipped_files(root: Path) -> list[Path]:
    """Data of the rooms, and the modules that turn them into rows."""
    data = (file for file in root.glob("*/data/**/*") if "__pycache__" not in file.parts)
    code = [*root.glob("*/management/commands/load_*.py"), *root.glob("*/loading*.py"), *root.glob("*/actions.py")]
    return sorted(file for file in [*data, *code, *root.glob("*/indexing.py")] if file.is_file())


def index_writers(root: Path) -> list[Path]:
    """What the index holds depends on these, and on the catalogues, because its cards hold translated words."""
    code = [*root.glob("search/*.py"), *root.glob("search/lexicon/*.py"), *root.glob("*/indexing.py")]
    return sorted([*code, *root.glob("search/lexicon/data/*.csv"), *catalogues(root)])


def catalogues(root: Path) -> list[Path]:
    return sorted(root.glob("locale/*/LC_MESSAGES/*.po"))
