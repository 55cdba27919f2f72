"""Where the project keeps what it makes for itself. Standard library only."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STATE = Path(os.environ.get("CLEARINGHOUSE_STATE", ROOT / ".local")).absolute()


def make_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
