"""Reads the starter works: bibliographic records as they came, with names, details and tags laid over them."""

from pathlib import Path

from core.languages import CONTENT_LANGUAGES, SOURCE_LANGUAGE
from core.loading import Record, read_json, read_keyed_records, read_records
from editorial.compiled import Compiled
from places.lookup import PlaceLookup
from research.choices import ConceptRole, ContributorRole, CslType, IdentifierScheme
from research.models import Contribution, Identifier, ResearchConcept, ResearchItem, ResearchPlace
from vocabulary.choices import Scheme
from vocabulary.lookup import ConceptLookup, assignments

DATA = Path(__file__).resolve().parent / "data"
_BIBLIOGRAPHY = ("inn_norway_csl.json", "manual_nordic_european_csl.json")
_VARIABLES = {
    "container_title": "container-title",
    "collection_title": "collection-title",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "series_number": "number",
    "edition": "edition",
    "url": "URL",
}
"""{field of the model: CSL variable}"""
_FIELDS = {**_VARIABLES, "csl_type": "type", "keywords": "keyword", "source_key": "id", "source_urls": "source"}
_IDENTIFIERS = {"DOI": IdentifierScheme.DOI, "ISBN": IdentifierScheme.ISBN, "ISSN": IdentifierScheme.ISSN}
_ONE_WORK_ONLY = {IdentifierScheme.DOI}


class Sources:
    """The files and everything that their records point at."""

    def __init__(self, folder: Path):
        self.works = [record for name in _BIBLIOGRAPHY for record in read_records(folder / name)]
        self.tags = {record.get("id"): record for record in read_records(folder / "research_tags.json")}
        self.details = read_keyed_records(folder / "research_details.json")
        self.names = _names(folder / "research_contributors.json")
        self.concepts = ConceptLookup()
        self.places = PlaceLookup()


def compiled_works(folder: Path = DATA) -> list[Compiled]:
    """Works on topic, each once."""
    sources = Sources(folder)
    compiled = []
    for record in sources.works:
        tags = record.one_of("id", sources.tags)
        if "on_topic" in tags and "same_work_as" not in tags and "left_out" not in tags:
            compiled.append(_compiled(record, tags, sources))
    _require_own_identifiers(compiled)
    return compiled


def _names(path: Path) -> dict[str, list[Record]]:
    listed = read_json(path)
    return {
        key: [Record(path, f"record {key}, name {number}", values) for number, values in enumerate(names, 1)]
        for key, names in listed.items()
    }


def _compiled(record: Record, tags: Record, sources: Sources) -> Compiled:
    raw = dict(record.values)
    if details := sources.details.get(record.get("id")):
        record = Record(record.path, record.row, record.values | details.values)
    return Compiled(
        record=record,
        item=_work(record, tags, raw),
        texts=[],
        parts={
            "concepts": _concepts(tags, sources.concepts),
            "places": _places(tags, sources.places),
            "contributions": _contributions(record, sources.names),
            "identifiers": _identifiers(record),
        },
    )


def _work(record: Record, tags: Record, raw: dict) -> ResearchItem:
    language = tags.required("language")
    work = ResearchItem(
        source_key=record.get("id"),
        source_urls=[record.get("source")] if "source" in record else [],
        original_language=language if language in CONTENT_LANGUAGES else SOURCE_LANGUAGE,
        source_language=language,
        csl_type=_type(record),
        title=tags.required("title"),
        language=language,
        issued=_issued(record),
        keywords=[word for part in record.get("keyword").split(",") if (word := part.strip())],
        raw=raw,
        **{field: str(record.get(variable)) for field, variable in _VARIABLES.items()},
    )
    tags.check(work, only=("title", "language"))
    record.check(work, **_FIELDS)
    return work


def _type(record: Record) -> str:
    """Types that the portal does not tell apart are documents."""
    told = record.required("type")
    return told if told in CslType.values else CslType.DOCUMENT.value


def _issued(record: Record) -> str | None:
    """The first of the date's parts, as EDTF: 2016-04."""
    if "issued" not in record:
        return None
    try:
        year, *rest = record.values["issued"]["date-parts"][0]
        return "-".join([f"{int(year):04d}", *(f"{int(part):02d}" for part in rest)])
    except (KeyError, IndexError, TypeError, ValueError):
        raise record.error("issued", "a date looks like {“date-parts”: [[2016, 4]]}.") from None


def _concepts(tags: Record, concepts: ConceptLookup) -> list[ResearchConcept]:
    design = concepts.one(tags, "study_design", Scheme.EVIDENCE)
    themes = concepts.several(tags, "themes", Scheme.THEME)
    if not themes:
        raise tags.error("themes", "a work on topic has a theme.")
    groups = concepts.several(tags, "target_groups", Scheme.TARGET_GROUP)
    return [
        *assignments(ResearchConcept, ConceptRole.THEME, themes, first_is_main=True),
        *assignments(ResearchConcept, ConceptRole.TARGET_GROUP, groups, first_is_main=True),
        *assignments(ResearchConcept, ConceptRole.STUDY_DESIGN, [design] if design else []),
    ]


def _places(tags: Record, places: PlaceLookup) -> list[ResearchPlace]:
    codes = enumerate(tags.listed("countries_studied"))
    return [
        ResearchPlace(country=places.country(tags, "countries_studied", code), position=position)
        for position, code in codes
    ]


def _contributions(record: Record, names: dict[str, list[Record]]) -> list[Contribution]:
    rows = []
    for entry in record.one_of("id", names):
        role = entry.get("role", ContributorRole.AUTHOR)
        contribution = Contribution(
            role=role,
            family=entry.get("family"),
            given=entry.get("given"),
            literal=entry.get("literal"),
            position=sum(row.role == role for row in rows),
        )
        if not (contribution.family or contribution.literal):
            raise entry.error("family", "a name is needed here.")
        entry.check(contribution)
        rows.append(contribution)
    return rows


def _identifiers(record: Record) -> list[Identifier]:
    rows = []
    for variable, scheme in _IDENTIFIERS.items():
        if variable in record:
            identifier = Identifier(scheme=scheme, value=record.get(variable))
            record.check(identifier, value=variable, __all__=variable)
            rows.append(identifier)
    return rows


def _require_own_identifiers(compiled: list[Compiled]) -> None:
    seen: dict[tuple[str, str], Record] = {}
    for entry in compiled:
        for identifier in entry.parts["identifiers"]:
            key = (identifier.scheme, identifier.value)
            if identifier.scheme in _ONE_WORK_ONLY and key in seen:
                raise entry.record.error(
                    identifier.scheme.upper(), f"“{identifier.value}” stands already in {seen[key].row}."
                )
            seen[key] = entry.record
