"""The secret key of this installation: made at the first start, kept in a file that only its owner can read."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key(folder: Path) -> str:
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix="secret_key.", dir=folder)  # readable by its owner only
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        with suppress(FileExistsError):  # the first of two starting at once wins
            os.link(temporary, path)
        Path(temporary).unlink()
    return path.read_text().strip()
