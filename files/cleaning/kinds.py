"""Which kinds of file are taken, told by what is in them, never by their name."""

import io
import zipfile

from files.cleaning.refusal import Reason, Refused

PDF = "application/pdf"
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
IMAGES = (JPEG, PNG, WEBP)
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
DOCX, XLSX, PPTX = (
    f"{_OOXML}wordprocessingml.document",
    f"{_OOXML}spreadsheetml.sheet",
    f"{_OOXML}presentationml.presentation",
)
ODT, ODS, ODP = f"{_ODF}text", f"{_ODF}spreadsheet", f"{_ODF}presentation"
EXTENSIONS = {
    PDF: ".pdf",
    JPEG: ".jpg",
    PNG: ".png",
    WEBP: ".webp",
    DOCX: ".docx",
    XLSX: ".xlsx",
    PPTX: ".pptx",
    ODT: ".odt",
    ODS: ".ods",
    ODP: ".odp",
}
_MAIN_PARTS = {
    f"{DOCX}.main+xml": DOCX,
    f"{XLSX}.main+xml": XLSX,
    f"{PPTX}.main+xml": PPTX,
    f"{_OOXML}presentationml.slideshow.main+xml": PPTX,
}
_LONGEST_MANIFEST = 1_000_000


def kind_of(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(Reason.PROTECTED)
    raise Refused(Reason.UNKNOWN_KIND)


def _office_kind(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "mimetype" in names:
            said = _beginning(archive, "mimetype", 200).decode("ascii", "replace").strip()
            found = said if said in (ODT, ODS, ODP) else None
        elif "[Content_Types].xml" in names:
            said = _beginning(archive, "[Content_Types].xml", _LONGEST_MANIFEST)
            if b"macroEnabled" in said or b"vbaProject" in said:
                raise Refused(Reason.RUNS_BY_ITSELF)
            found = next((kind for part, kind in _MAIN_PARTS.items() if f'"{part}"'.encode() in said), None)
        else:
            found = None
    if found is None:
        raise Refused(Reason.UNKNOWN_KIND)
    return found


def _beginning(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if archive.getinfo(name).flag_bits & 1:
        raise Refused(Reason.PROTECTED)
    with archive.open(name) as member:
        return member.read(most)
