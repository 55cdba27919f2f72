"""Whether this machine can run the browser tests, and what it lacks."""

import importlib.util
import os
import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
REMEDY = "`.ci/run` installs both, or: apt-get install chromium; .venv/bin/pip install -r requirements-browser.txt"


def chromium() -> str | None:
    """Path of the browser; CHROMIUM names another one."""
    chosen = os.environ.get("CHROMIUM")
    return chosen or next(filter(None, map(shutil.which, PROGRAMS)), None)


def what_is_missing() -> list[str]:
    missing = [] if chromium() else ["chromium"]
    if importlib.util.find_spec("playwright") is None:
        missing.append("Playwright")
    return missing


def is_required(config) -> bool:
    """On a build server and by choice, a browser test that is skipped is a failure."""
    return config.getoption("--require-browser") or os.environ.get("CI", "").lower() in ("1", "true", "yes")
