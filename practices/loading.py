"""Reads the starter practices: our words, the tags said of them, and the organisations behind them."""

from pathlib import Path

from core.choices import Source, TextOrigin
from core.languages import SOURCE_LANGUAGE
from core.loading import Record, read_json, read_records
from editorial.compiled import Compiled
from organisations.models import Organisation
from places.lookup import PlaceLookup
from practices.choices import ConceptRole, PartnerRole
from practices.models import Partner, Practice, PracticeConcept, PracticePlace, PracticeText
from vocabulary.choices import Scheme
from vocabulary.lookup import ConceptLookup, assignments

DATA = Path(__file__).resolve().parent / "data"
_WORDS = {
    "title": "title",
    "summary": "summary",
    "what_we_do": "body",
    "results_summary": "results",
    "transfer_conditions": "transferability",
    "obstacles": "challenges",
    "funding": "funding",
}
"""{field of the text: field of the file}"""
_MOST_CONCEPTS = 3
_FACTS = {
    "started": "start_year",
    "ended": "end_year",
    "website": "contact_url",
    "source_key": "id",
    "source_language": "original_language",
    "original_language": "language",
}


class Sources:
    """The three files and everything that their records point at."""

    def __init__(self, folder: Path):
        self.practices = read_records(folder / "practices.json")
        self.tags = {record.get("id"): record for record in read_records(folder / "practice_tags.json")}
        self.partners = _partners(folder / "practice_organisations.json", {row.get("id") for row in self.practices})
        compiled = Organisation.objects.filter(source=Source.COMPILED)
        self.organisations = {organisation.source_key: organisation for organisation in compiled}
        self.concepts = ConceptLookup()
        self.places = PlaceLookup()


def compiled_practices(folder: Path = DATA) -> list[Compiled]:
    sources = Sources(folder)
    return [_compiled(record, sources) for record in sources.practices]


def _partners(path: Path, practices: set[str]) -> dict[str, list[Record]]:
    partners: dict[str, list[Record]] = {}
    for number, values in enumerate(read_json(path), 1):
        record = Record(path, f"record {number}", values)
        record.row = f"record {number} ({record.get('practice', '?')})"
        record.one_of("practice", dict.fromkeys(practices))
        partners.setdefault(record.get("practice"), []).append(record)
    return partners


def _compiled(record: Record, sources: Sources) -> Compiled:
    tags = record.one_of("id", sources.tags)
    practice = _practice(record, tags, sources)
    return Compiled(
        record=record,
        item=practice,
        texts=_texts(record, tags),
        parts={
            "concepts": _concepts(tags, sources.concepts),
            "places": _places(record, tags, sources.places),
            "partners": _partner_rows(record, sources),
        },
    )


def _practice(record: Record, tags: Record, sources: Sources) -> Practice:
    concepts = sources.concepts
    practice = Practice(
        source_key=record.get("id"),
        source_urls=record.listed("source_urls"),
        original_language=record.required("language"),
        source_language=record.required("original_language"),
        owner=_owner(record, sources),
        scale=concepts.one(tags, "level", Scheme.OTHER),
        maturity=concepts.one(tags, "maturity", Scheme.OTHER),
        cost_band=concepts.one(tags, "cost_band", Scheme.COST),
        participant_duration=concepts.one(tags, "duration", Scheme.DURATION),
        started=_year(record, "start_year"),
        ended=_year(record, "end_year"),
        is_running=tags.get("is_running", None),
        website=record.get("contact_url"),
        evidence_level=tags.number("evidence_level"),
        evidence_scope=tags.get("evidence_scope"),
        evidence_flags=tags.listed("evidence_flags"),
        open_to_questions=False,  # nobody has been asked
    )
    _check_practice(record, tags, practice)
    return practice


def _check_practice(record: Record, tags: Record, practice: Practice) -> None:
    if practice.ended and practice.started and practice.ended < practice.started:
        raise record.error("end_year", "it ends before it starts.")
    tags.check(practice, only=("is_running", "evidence_level", "evidence_scope", "evidence_flags"))
    record.check(practice, **_FACTS)


def _year(record: Record, field: str) -> str | None:
    year = record.number(field)
    return str(year) if year else None


def _texts(record: Record, tags: Record) -> list[PracticeText]:
    """Our own words, and their English translation where they are in another language."""
    own = PracticeText(
        language=record.get("language"),
        origin=TextOrigin.COMPILED,
        one_liner=tags.required("one_liner"),
        target_group_note="; ".join(record.listed("target_groups")),
        **{field: record.get(source) for field, source in _WORDS.items()},
    )
    tags.check(own, only=("one_liner",))
    record.check(own, target_group_note="target_groups", **_WORDS)
    if own.language == SOURCE_LANGUAGE:
        own.evidence_reason = tags.get("evidence_reason")
        tags.check(own, only=("evidence_reason",))
        return [own]
    return [own, _english(tags)]


def _english(tags: Record) -> PracticeText:
    """No translator has put a name to these words, so they claim no more than that a machine could have made them."""
    words = tags.inner("en")
    english = PracticeText(
        language=SOURCE_LANGUAGE,
        origin=TextOrigin.MACHINE,
        title=words.required("title"),
        one_liner=words.required("one_liner"),
        summary=words.required("summary"),
        evidence_reason=tags.get("evidence_reason"),
    )
    words.check(english)
    return english


def _concepts(tags: Record, concepts: ConceptLookup) -> list[PracticeConcept]:
    rows = []
    for role, field, scheme in (
        (ConceptRole.THEME, "themes", Scheme.THEME),
        (ConceptRole.TARGET_GROUP, "target_groups", Scheme.TARGET_GROUP),
        (ConceptRole.METHOD, "methods", Scheme.METHOD),
        (ConceptRole.SETTING, "setting", Scheme.OTHER),
    ):
        said = concepts.several(tags, field, scheme)
        if len(said) > _MOST_CONCEPTS:
            raise tags.error(field, f"{len(said)} are named, at most {_MOST_CONCEPTS} may be.")
        has_main = role in (ConceptRole.THEME, ConceptRole.TARGET_GROUP)
        rows += assignments(PracticeConcept, role, said, first_is_main=has_main)
    return rows


def _places(record: Record, tags: Record, places: PlaceLookup) -> list[PracticePlace]:
    more = [Record(tags.path, tags.row, values) for values in tags.listed("more_places", of=dict)]
    rows = [PracticePlace(position=position, **places.of(place)) for position, place in enumerate([record, *more])]
    for row in rows:
        record.check(row, locality="municipality")
    return rows


def _owner(record: Record, sources: Sources) -> Organisation | None:
    owners = [row for row in sources.partners.get(record.get("id"), []) if row.get("role") == "owner"]
    if len(owners) > 1:
        raise owners[1].error("role", "a practice has one owner; the others are partners.")
    return owners[0].one_of("organisation", sources.organisations) if owners and "organisation" in owners[0] else None


def _partner_rows(record: Record, sources: Sources) -> list[Partner]:
    """Everyone beside an owner that has a record of its own."""
    rows = []
    for entry in sources.partners.get(record.get("id"), []):
        is_owner = entry.get("role") == "owner"
        if is_owner and "organisation" in entry:
            continue
        partner = Partner(
            organisation=entry.one_of("organisation", sources.organisations) if "organisation" in entry else None,
            name=entry.required("name"),
            role=entry.get("partner_role", PartnerRole.PARTNER),
            is_owner=is_owner,
            position=len(rows),
        )
        entry.check(partner, role="partner_role")
        rows.append(partner)
    return rows
