"""PDFs are written anew without what they say about their making; those that do something by themselves are refused."""

import io
from collections.abc import Iterator

import pikepdf

from files.cleaning.photos_inside import without_notes
from files.cleaning.refusal import Reason, Refused

_ACTING = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/RichMedia"}
_LEADING_INTO_FILES = {"/GoToE", "/FileAttachment"}
_ACTING_KEYS = {"/JavaScript", "/XFA", "/RichMediaContent"}
_FILE_KEYS = {"/EmbeddedFiles", "/EF"}
_NOTES = ("/Metadata", "/PieceInfo", "/LastModified")
_MOST_OBJECTS = 300_000


def clean_pdf(content: bytes) -> bytes:
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise Refused(Reason.PROTECTED) from None
    with pdf:
        if pdf.is_encrypted:
            raise Refused(Reason.PROTECTED)
        if len(pdf.objects) > _MOST_OBJECTS:
            raise Refused(Reason.TOO_LARGE_INSIDE)
        if not len(pdf.pages):
            raise Refused(Reason.BROKEN)
        for each in _dictionaries(pdf):
            _check(each)
        for each in _dictionaries(pdf):
            _forget_notes(each)
            _stay_still(each)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, those that stand inside others too; each once."""
    waiting = list(pdf.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            inside = list(each.values())
        elif isinstance(each, pikepdf.Array):
            inside = list(each)
        else:
            continue
        waiting += [
            value for value in inside if isinstance(value, pikepdf.Object) and not getattr(value, "is_indirect", False)
        ]


def _check(each: pikepdf.Object) -> None:
    keys = set(each.keys())
    said = {str(each.get(key)) for key in ("/S", "/Subtype") if isinstance(each.get(key), pikepdf.Name)}
    if keys & _ACTING_KEYS or said & _ACTING:
        raise Refused(Reason.RUNS_BY_ITSELF)
    if keys & _FILE_KEYS or said & _LEADING_INTO_FILES or each.get("/Type") == pikepdf.Name.EmbeddedFile:
        raise Refused(Reason.HOLDS_FILES)


def _forget_notes(each: pikepdf.Object) -> None:
    for key in _NOTES:
        if key in each:
            del each[key]
    if isinstance(each, pikepdf.Stream) and each.get("/Filter") in (pikepdf.Name.DCTDecode, [pikepdf.Name.DCTDecode]):
        photo = each.read_raw_bytes()
        each.write(without_notes(photo), filter=each["/Filter"], decode_parms=each.get("/DecodeParms"))


def _stay_still(each: pikepdf.Object) -> None:
    """Opening or closing a page or a field does nothing; where to start reading may stay."""
    if each.get("/Type") in (pikepdf.Name.Catalog, pikepdf.Name.Page) or each.get("/Subtype") == pikepdf.Name.Widget:
        if "/AA" in each:
            del each["/AA"]
        if isinstance(each.get("/OpenAction"), pikepdf.Dictionary):
            del each["/OpenAction"]
