"""Documents of office programs are zip archives: every member is read within bounds, judged, and written anew."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from files.cleaning import office_words
from files.cleaning.photos_inside import without_notes
from files.cleaning.refusal import Reason, Refused

_MOST_MEMBERS = 3000
_MOST_BYTES = 150_000_000
_LONGEST_NAME = 250
_CHUNK = 1 << 20
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
_HARMLESS = {
    *("", ".xml", ".rels", ".rdf", ".vml", ".fntdata", ".odttf", ".ttf", ".otf"),
    *(".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".svg", ".wdp"),
}
_DOCUMENTS = {".docx", ".xlsx", ".pptx"}
"""Figures in a document bring their table with them."""
_PRINTERS = re.compile(r"printerSettings/[^/]+\.bin", re.IGNORECASE)
_ACTING = re.compile(r"vbaProject|vbaData|(^|/)activeX/|^Basic/|^Scripts/|macrosheets/|dialogsheets/", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(^|/)externalLinks/", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF-", b"Rar!", b"7z\xbc\xaf")


def clean_office(content: bytes, *, is_inside: bool = False) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as clean:
        left = _MOST_BYTES
        for member in _members(archive):
            inside = _read(archive, member, left)
            left -= len(inside)
            how = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(member.filename, _SAME_DAY)
            clean.writestr(entry, _washed(member.filename, inside, is_inside=is_inside), compress_type=how)
    return written.getvalue()


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > _MOST_MEMBERS:
        raise Refused(Reason.TOO_LARGE_INSIDE)
    if len({member.filename.lower() for member in members}) != len(members):
        raise Refused(Reason.BROKEN)
    for member in members:
        _judge(member)
    yield from sorted(members, key=lambda member: member.filename != "mimetype")


def _judge(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if member.flag_bits & 1:
        raise Refused(Reason.PROTECTED)
    if (
        len(name) > _LONGEST_NAME
        or name.startswith("/")
        or "\\" in name
        or posixpath.normpath(f"/{name}") != f"/{name}"
    ):
        raise Refused(Reason.BROKEN)
    if _ACTING.search(name):
        raise Refused(Reason.RUNS_BY_ITSELF)
    if _ELSEWHERE.search(name):
        raise Refused(Reason.LOADS_FROM_ELSEWHERE)
    if _extension(name) not in _HARMLESS | _DOCUMENTS and not _PRINTERS.search(name):
        raise Refused(Reason.HOLDS_FILES)


def _extension(name: str) -> str:
    return posixpath.splitext(name)[1].lower() if name != "_rels/.rels" else ".rels"


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """What an archive says of its sizes is not believed: reading stops at the bound."""
    chunks, read = [], 0
    with archive.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            read += len(chunk)
            if read > most:
                raise Refused(Reason.TOO_LARGE_INSIDE)
            chunks.append(chunk)
    return b"".join(chunks)


def _washed(name: str, inside: bytes, *, is_inside: bool) -> bytes:
    extension = _extension(name)
    if extension in _DOCUMENTS:
        if is_inside:
            raise Refused(Reason.HOLDS_FILES)
        return clean_office(inside, is_inside=True)
    if inside.startswith(_PROGRAMS):
        raise Refused(Reason.HOLDS_FILES)
    if extension in (".xml", ".rels", ".vml", ".rdf", ".svg"):
        return office_words.washed(name, inside)
    return without_notes(inside)
