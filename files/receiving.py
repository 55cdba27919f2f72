"""From what a browser sends to a file that may be kept: bounds, a clean name, and cleaning in a process of its own."""

import os
import re
import subprocess
import sys
import threading
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.choices import LARGEST
from files.cleaning.kinds import EXTENSIONS
from files.cleaning.refusal import Reason
from files.cleaning.speech import Answer, Words, listen

SENTENCES = {
    Reason.UNKNOWN_KIND: _(
        "We take PDF files, JPEG, PNG and WebP images, and documents of Word, Excel, PowerPoint and LibreOffice. "
        "Please save it as one of them."
    ),
    Reason.BROKEN: _("We could not read this file. Please open it on your device, save it anew and try again."),
    Reason.TOO_MANY_PIXELS: _("This image is too large. Please save it in a smaller size."),
    Reason.PROTECTED: _("This file is protected. Please save it without a password and without protection."),
    Reason.RUNS_BY_ITSELF: _("There are macros or scripts in this file. Please save it without them."),
    Reason.HOLDS_FILES: _("There are other files inside this one. Please upload them one by one."),
    Reason.LOADS_FROM_ELSEWHERE: _("This file loads something from elsewhere. Please save it with everything in it."),
    Reason.TOO_LARGE_INSIDE: _("This file is too large once it is unpacked. Please make it smaller."),
    Reason.TOO_LARGE_AFTERWARDS: _("This image is too large. Please save it in a smaller size."),
    Reason.NOT_A_PDF: _("We can read PDF files only. Please save your report as a PDF and try again."),
    Reason.TOO_MANY_PAGES: _(
        "We can read at most 200 pages. Please choose a shorter report, or the part that matters."
    ),
    Reason.WITHOUT_WORDS: _(
        "We found no words in this file. Perhaps its pages are pictures from a scanner. We cannot read those."
    ),
}
TOO_LARGE = _("A file can be at most 10 MB. Please make it smaller, or give us a link to it.")
EMPTY = _("This file is empty. Please choose another one.")
FOUND_HARMFUL = _("Our virus scanner says that this file is harmful, so we did not keep it.")
NOT_SCANNED = _("We cannot check files right now, so we did not keep it. Please try again later.")
LONGEST_NAME = 150
_SECONDS = 30
_LONGEST_WAIT = 10
_at_once = threading.BoundedSemaphore(2)
"""Each process of its own takes memory; the others wait their turn, though not so long that no thread is left."""


class FileRefused(ValidationError):
    """The file is not taken; its message is a sentence for the person who tried."""


@dataclass(frozen=True)
class CleanFile:
    content: bytes
    name: str
    media_type: str
    width: int | None = None
    height: int | None = None


def clean_upload(upload) -> CleanFile:
    """`upload` is a file as Django's forms hand it over."""
    return _received(upload, "wash")[0]


def read_upload(upload) -> tuple[CleanFile, Words]:
    """The same for a PDF whose words are wanted, too."""
    clean, answer = _received(upload, "read")
    return clean, answer.words or Words()


def _received(upload, work: str) -> tuple[CleanFile, Answer]:
    if upload.size > LARGEST:
        raise FileRefused(TOO_LARGE)
    content = upload.read(LARGEST + 1)
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(TOO_LARGE)
    with _turn():
        _scan(content)
        answer, clean = _work_apart(content, work)
    if answer.reason:
        raise FileRefused(SENTENCES[Reason(answer.reason)])
    if len(clean) > LARGEST:
        raise FileRefused(SENTENCES[Reason.TOO_LARGE_AFTERWARDS])
    name = shown_name(upload.name, answer.kind)
    return CleanFile(clean, name, answer.kind, answer.width, answer.height), answer


def shown_name(name: str | None, media_type: str) -> str:
    """What people called it, without folders and signs that hide or turn letters, with the extension that is true."""
    last = re.split(r"[/\\]", name or "")[-1]
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    words = " ".join(unicodedata.normalize("NFC", visible).split())
    words = re.sub(r'[<>:"|?*%;]', "_", words)
    extension = EXTENSIONS[media_type]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", words)
    stem = stem.removesuffix(extension).strip(". ")
    return f"{stem[: LONGEST_NAME - len(extension)].strip('. ') or 'file'}{extension}"


@contextmanager
def _turn():
    if not _at_once.acquire(timeout=_LONGEST_WAIT):
        raise FileRefused(NOT_SCANNED)
    try:
        yield
    finally:
        _at_once.release()


def _work_apart(content: bytes, work: str) -> tuple[Answer, bytes]:
    """What takes too long or too much memory is stopped, and looks like a file that cannot be read."""
    environment = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "files.cleaning", work]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            cwd=Path(__file__).resolve().parent.parent,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(SENTENCES[Reason.TOO_LARGE_INSIDE]) from None
    if done.returncode or b"\n" not in done.stdout:
        raise FileRefused(SENTENCES[Reason.BROKEN])
    return listen(done.stdout)


def _scan(content: bytes) -> None:
    """`FILE_SCANNER` is a command that reads the file from stdin: 0 means clean, 1 harmful, as clamdscan answers."""
    if not settings.FILE_SCANNER:
        return
    try:
        done = subprocess.run(settings.FILE_SCANNER, input=content, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise FileRefused(NOT_SCANNED) from None
    if done.returncode:
        raise FileRefused(FOUND_HARMFUL if done.returncode == 1 else NOT_SCANNED)
