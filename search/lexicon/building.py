"""Makes the files of the lexicon, once per version; several processes may ask at a time."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version as version_of_package
from pathlib import Path
from time import monotonic, time

from django.conf import settings

from search.lexicon import compiling
from search.lexicon.rules import rules_of

_SECONDS_TO_KEEP = 30 * 24 * 3600


class LexiconError(Exception):
    """The lexicon could not be made."""


def folder() -> Path:
    return Path(settings.LEXICON_FOLDER) / version()


@cache
def version() -> str:
    """Changes with the words, with the code that writes them and with the endings that it leaves out."""
    source = settings.LEXICON_SOURCE
    seen = hashlib.sha256(Path(compiling.__file__).read_bytes())
    seen.update(repr([rules_of(language).spared for language in compiling.LANGUAGES]).encode())
    seen.update(Path(source).read_bytes() if source else version_of_package("simplemma").encode())
    return f"{'small' if source else 'whole'}-{seen.hexdigest()[:12]}"


def is_built() -> bool:
    return folder().is_dir()


def build(report: Callable[[str], None], again: bool = False) -> None:
    """Made beside and then moved to its place, so that a folder with the name of a version is always whole."""
    with _alone():
        if is_built() and not again:
            return
        with tempfile.TemporaryDirectory(prefix="half-", dir=settings.LEXICON_FOLDER) as half:
            made = Path(half) / "made"
            made.mkdir()
            _compile_all(made, report)
            shutil.rmtree(folder(), ignore_errors=True)
            made.rename(folder())
            _remove_old_versions()


@contextmanager
def _alone() -> Iterator[None]:
    Path(settings.LEXICON_FOLDER).mkdir(parents=True, exist_ok=True)
    with (Path(settings.LEXICON_FOLDER) / "lexicon.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _remove_old_versions() -> None:
    """Not at once, because an older release may use the same folder while a newer one starts."""
    for old in Path(settings.LEXICON_FOLDER).glob("*-*"):
        if old.is_dir() and old != folder() and time() - old.stat().st_mtime > _SECONDS_TO_KEEP:
            shutil.rmtree(old, ignore_errors=True)


def _compile_all(target: Path, report: Callable[[str], None]) -> None:
    started = monotonic()
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 2)) as pool:
        waiting = {pool.submit(_compile, code, target / f"{code}.trie"): code for code in compiling.LANGUAGES}
        for done, future in enumerate(as_completed(waiting), 1):
            future.result()
            code = waiting[future]
            size = (target / f"{code}.trie").stat().st_size / 2**20
            report(f"  {code} {size:.1f} MB ({done} of {len(waiting)}, {monotonic() - started:.0f} s)")


def _compile(language: str, target: Path) -> None:
    """In a process of its own, which gives its memory back; a word list of a few lines does not need one."""
    if settings.LEXICON_SOURCE:
        compiling.main(language, str(target), str(settings.LEXICON_SOURCE))
        return
    command = [sys.executable, "-m", "search.lexicon.compiling", language, str(target)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, check=False, capture_output=True, text=True)
    if done.returncode:
        raise LexiconError(f"The lexicon of “{language}” could not be made: {done.stderr.strip().splitlines()[-1:]}")
