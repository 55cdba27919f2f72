from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from editorial.compiled import LoadReport, load_compiled
from research.loading import DATA, compiled_works


@transaction.atomic
def load_starter_works(*, folder: Path = DATA, on_progress: Callable[[int, int], None] | None = None) -> LoadReport:
    """Makes the compiled works equal to the data files."""
    return load_compiled(compiled_works(folder), on_progress=on_progress)
