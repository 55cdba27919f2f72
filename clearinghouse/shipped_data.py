"""Loads what ships with the rooms, once per version of it."""

import hashlib
from pathlib import Path

from django.core.management import CommandError, call_command

from clearinghouse.paths import ROOT
from clearinghouse.problems import Problem
from core.models import Generation

LOADERS = {
    "load_reference": "Loading themes, code lists and places …",
    "load_starter": "Loading the starter collection …",
}
"""In this order: the starter collection points at the reference data."""


def load() -> None:
    version = shipped_version()
    for command, announcement in LOADERS.items():
        area = f"shipped data: {command}"
        if Generation.objects.filter(area=area, number=version).exists():
            continue
        print(announcement, flush=True)
        run_loader(command)
        Generation.objects.update_or_create(area=area, defaults={"number": version})


def run_loader(command: str) -> None:
    try:
        call_command(command)
    except CommandError as error:
        raise Problem(str(error)) from None


def shipped_version() -> int:
    """A number that changes with the data files or with the code that loads them; fits the column."""
    seen = hashlib.sha256()
    for file in shipped_files(ROOT):
        seen.update(f"{file.relative_to(ROOT)}\n".encode())
        seen.update(file.read_bytes())
    return int.from_bytes(seen.digest()[:7])


def shipped_files(root: Path) -> list[Path]:
    """Data of the rooms, and the modules that turn them into rows."""
    data = (file for file in root.glob("*/data/**/*") if "__pycache__" not in file.parts)
    code = [*root.glob("*/management/commands/load_*.py"), *root.glob("*/loading*.py"), *root.glob("*/actions.py")]
    return sorted(file for file in [*data, *code, *root.glob("*/indexing.py")] if file.is_file())
