"""A PDF in; out come its words, page by page, and the clean file."""

import io
import logging
import time
import unicodedata

import pikepdf
import pypdf

from files.cleaning.kinds import PDF, kind_of
from files.cleaning.pdfs import clean_pdf
from files.cleaning.refusal import Reason, Refused
from files.cleaning.speech import Answer, Words
from files.cleaning.washing import answered

MOST_PAGES = 200
MOST_LETTERS = 600_000
"""Of all pages together."""
MOST_ON_A_PAGE = 20_000
_SECONDS = 12
"""Of work; pages behind are left unread, and the answer tells how many were."""
_MOST_UNPACKED = 20_000_000
"""Bytes that one stream of a page may become; pages of words need far less."""
_BOUNDS = {
    "zlib_maximum_output_length": _MOST_UNPACKED,
    "lzw_maximum_output_length": _MOST_UNPACKED,
    "run_length_maximum_output_length": _MOST_UNPACKED,
    "array_based_stream_maximum_output_length": _MOST_UNPACKED,
    "stream_decoding_work_maximum_length": 3 * _MOST_UNPACKED,
    "jbig2dec_binary": None,
}
_LONGEST_LINE = 300
_SILENT = logging.CRITICAL + 1
"""What the library says of broken files is of no use to anybody."""


def read(content: bytes) -> bytes:
    logging.getLogger("pypdf").setLevel(_SILENT)
    with pypdf.apply_configuration(**_BOUNDS):
        return answered(_read, content)


def _read(content: bytes) -> tuple[Answer, bytes]:
    if kind_of(content) != PDF:
        raise Refused(Reason.NOT_A_PDF)
    clean = clean_pdf(content)
    return Answer(kind=PDF, words=_words(clean, _noted_title(content))), clean


def _noted_title(content: bytes) -> str:
    """Read before cleaning takes it out."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return _line(str(pdf.docinfo.get("/Title", "")))


def _words(clean: bytes, title: str) -> Words:
    document = pypdf.PdfReader(io.BytesIO(clean))
    count = len(document.pages)
    if count > MOST_PAGES:
        raise Refused(Reason.TOO_MANY_PAGES)
    pages = _pages(document)
    if not any(sign.isalpha() for page in pages for sign in page):
        raise Refused(Reason.WITHOUT_WORDS)
    return Words(pages, count, title, _line(_largest(document.pages[0])))


def _pages(document: pypdf.PdfReader) -> list[str]:
    pages: list[str] = []
    ends, room = time.process_time() + _SECONDS, MOST_LETTERS
    for page in document.pages:
        if time.process_time() > ends or room <= 0:
            break
        text = _plain(_text(page)[:MOST_ON_A_PAGE])[:room]
        pages.append(text)
        room -= len(text)
    return pages


def _text(page: pypdf.PageObject) -> str:
    """A page that the library cannot read counts as one without words; the others may be fine."""
    try:
        return page.extract_text()
    except MemoryError:
        raise
    except Exception:
        return ""


def _largest(page: pypdf.PageObject) -> str:
    """What is written in the largest letters, as long as it stands together."""
    pieces: list[tuple[float, str]] = []

    def note(text: str, _outer, matrix, _font, size) -> None:
        if text.strip():
            pieces.append((round(abs(size * matrix[3]), 1), text))

    try:
        page.extract_text(visitor_text=note)
    except MemoryError:
        raise
    except Exception:
        return ""
    largest = max((size for size, text in pieces if any(sign.isalpha() for sign in text)), default=0)
    first = next((number for number, (size, _text) in enumerate(pieces) if size == largest), 0)
    end = next((number for number, piece in enumerate(pieces[first:], first) if piece[0] != largest), len(pieces))
    return " ".join(text for _size, text in pieces[first:end])


def _line(text: str) -> str:
    return " ".join(_plain(text).split())[:_LONGEST_LINE]


def _plain(text: str) -> str:
    """Composed letters, as pages and searches have them; halves of letters and signs that nobody sees are left out."""
    seen = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign)[0] != "C")
    return unicodedata.normalize("NFC", seen)
