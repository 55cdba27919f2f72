from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from editorial.compiled import LoadReport, load_compiled
from practices.loading import DATA, compiled_practices


@transaction.atomic
def load_starter_practices(*, folder: Path = DATA, on_progress: Callable[[int, int], None] | None = None) -> LoadReport:
    """Makes the compiled practices equal to the data files; their organisations are there already."""
    return load_compiled(compiled_practices(folder), on_progress=on_progress)
