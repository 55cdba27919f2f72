"""Files made from files in the project: message catalogues and the static files with hashed names."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import polib
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from clearinghouse import locks
from clearinghouse.paths import STATE, make_folder


def prepare() -> None:
    """Catalogues and static files, only where something changed; several processes may ask at a time."""
    with locks.exclusive(make_folder(STATE) / "files.lock"):
        compile_catalogues(settings.LOCALE_PATHS)
        collect_static()


def compile_catalogues(folders: Iterable[Path]) -> None:
    """Without GNU gettext, which a bare machine does not have."""
    for folder in folders:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            half = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(half))
            half.rename(target)


def collect_static() -> None:
    stamp = STATE / "static.sha256"
    wanted = fingerprint(static_files())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0)  # old names stay for who is still served
    stamp.write_text(wanted)


def static_files() -> list[Path]:
    listed = (finder.list([]) for finder in get_finders())
    return sorted(Path(storage.path(name)) for found in listed for name, storage in found)


def fingerprint(files: Iterable[Path]) -> str:
    seen = hashlib.sha256()
    for file in files:
        about = file.stat()
        seen.update(f"{file} {about.st_size} {about.st_mtime_ns}\n".encode())
    return seen.hexdigest()
