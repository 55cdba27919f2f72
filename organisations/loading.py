"""Reads the starter organisations: facts of the registers, with the corrections laid over them."""

from datetime import date
from pathlib import Path

from core.choices import TextOrigin
from core.languages import CONTENT_LANGUAGES, SOURCE_LANGUAGE
from core.loading import Record, read_keyed_records, read_records, require_unique
from editorial.compiled import Compiled
from organisations.models import Organisation, OrganisationText
from places.lookup import PlaceLookup
from vocabulary.choices import Scheme
from vocabulary.lookup import ConceptLookup

DATA = Path(__file__).resolve().parent / "data"
_ROR_ADDRESS = "https://ror.org/"
_FIELDS = {
    "founded_year": "founded",
    "national_id": "organisation_number",
    "url": "website",
    "ror": "ror_id",
    "locality": "municipality",
    "source_key": "id",
    "source_language": "name_language",
}


def read_organisations(folder: Path = DATA) -> list[Record]:
    records = read_records(folder / "organisations.json")
    corrections = read_keyed_records(folder / "organisation_corrections.json")
    known = {record.get("id"): record for record in records}
    for key, correction in corrections.items():
        if key not in known:
            raise correction.error("id", f"there is no organisation “{key}”.")
        known[key].values |= correction.values
    require_unique(records, "ror_id", may_be_empty=True)
    require_unique(records, "organisation_number", may_be_empty=True)
    return records


def compiled_organisations(folder: Path = DATA) -> list[Compiled]:
    concepts, places = ConceptLookup(), PlaceLookup()
    return [_compiled(record, concepts, places) for record in read_organisations(folder)]


def _compiled(record: Record, concepts: ConceptLookup, places: PlaceLookup) -> Compiled:
    texts = _texts(record)
    closed_on = _day(record, "closed_on")
    organisation = Organisation(
        source_key=record.get("id"),
        original_language=texts[0].language,
        source_language=record.required("name_language"),
        type=concepts.one(record, "actor_type", Scheme.ACTOR_TYPE, is_needed=True),
        scope=record.get("scope"),
        national_id=record.get("organisation_number"),
        ror=record.get("ror_id").removeprefix(_ROR_ADDRESS),
        url=record.get("website"),
        url_was_checked="website" in record and record.get("website_checked", True),
        founded_year=record.number("founded"),
        is_closed=record.get("status") == "closed" or closed_on is not None,
        closed_on=closed_on,
        **places.of(record),
    )
    record.check(organisation, **_FIELDS)
    return Compiled(record, organisation, texts)


def _texts(record: Record) -> list[OrganisationText]:
    """The name in its own language first. A name in a language that the portal does not keep stands with English."""
    own, english = record.required("name_language"), SOURCE_LANGUAGE
    name, note = record.required("name"), record.get("note")
    names = {own: name} if own in CONTENT_LANGUAGES else {}
    if "name_en" in record or note or not names:
        names.setdefault(english, record.get("name_en", name))
    texts = [
        OrganisationText(
            language=language,
            origin=TextOrigin.COMPILED,
            name=words,
            short_name=record.get("short_name"),
            about=f"{note.rstrip('.')}." if note and language == english else "",
        )
        for language, words in names.items()
    ]
    for text in texts:
        record.check(text, about="note", language="name_language")
    return texts


def _day(record: Record, field: str) -> date | None:
    text = record.get(field)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise record.error(field, f"“{text}” is not a date.") from None
