"""The answers that would make the rows of a practice as they are."""

from core.languages import CONTENT_LANGUAGES, best_language
from organisations.models import OrganisationText
from practices.choices import PartnerRole
from practices.models import Practice, PracticeText
from practices.questionnaire.forms.base import NOT_KNOWN
from practices.questionnaire.forms.organising import organisation_key
from practices.questionnaire.forms.time import ENDED, RUNNING
from practices.questionnaire.parts import CONCEPT_FACTS, FACTS, MAIN, PARTS, ROLES, WORDS, PartKind
from submissions.answers import Answers

_RELATED = {"outcome", "method"}


def read(item: Practice, language: str) -> Answers:
    text = next((text for text in item.texts.all() if text.language == language), None) or PracticeText()
    names = _OrganisationNames(item, language)
    answers = {
        **{name: [getattr(text, name)] for name in WORDS},
        **_facts(item),
        **_concepts(item),
        **_places(item),
        **_runner(item, names),
        **_partners(names),
    }
    for kind in PARTS:
        answers |= _parts(item, kind, text)
    return {name: values for name, values in answers.items() if any(values)}


def _facts(item: Practice) -> Answers:
    found = {name: [_typed(getattr(item, name))] for name in FACTS}
    found["is_running"] = ["" if item.is_running is None else RUNNING if item.is_running else ENDED]
    found["no_questions"] = ["" if item.open_to_questions else "on"]
    found |= {name: [concept.identifier] for name in CONCEPT_FACTS if (concept := getattr(item, name))}
    return found | {name.replace("-", "_") + NOT_KNOWN: ["on"] for name in item.not_known}


def _typed(value) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _concepts(item: Practice) -> Answers:
    found: Answers = {}
    field_of = {role: field for field, role in ROLES.items()}
    for row in item.concepts.select_related("concept"):
        found.setdefault(field_of[row.role], []).append(row.concept.identifier)
        if row.is_main and row.role in MAIN:
            found[MAIN[row.role]] = [row.concept.identifier]
    return found


def _rows(prefix: str, rows: list[dict[str, list[str]]]) -> Answers:
    """Inputs of a repeated part, with the counters that browsers send along."""
    found = {f"{prefix}-TOTAL_FORMS": [str(len(rows))], f"{prefix}-INITIAL_FORMS": ["0"]}
    for number, row in enumerate(rows):
        found |= {f"{prefix}-{number}-{name}": values for name, values in row.items()}
    return found


def _places(item: Practice) -> Answers:
    rows = []
    for place in item.places.select_related("region", "municipality").defer("region__path"):
        row = {"country": [place.country_id], "name": [place.locality]}
        if place.municipality:
            row["name"] = [place.municipality.name]
            row["known"] = [f"municipality:{place.country_id}-{place.municipality.code}"]
        elif place.region:
            row["name"] = [place.locality or place.region.name]
            row["known"] = [f"region:{place.region_id}"]
        rows.append(row)
    return _rows("place", rows)


class _OrganisationNames:
    """Names of the organisations of one practice for readers of `language`, in one statement."""

    def __init__(self, item: Practice, language: str):
        self.partners = list(item.partners.all())
        ids = {item.owner_id, *(row.organisation_id for row in self.partners)} - {None}
        self._texts: dict = {}
        self._reader, self._original = language, item.original_language
        for text in OrganisationText.objects.filter(item__in=ids):
            self._texts.setdefault(text.item_id, {})[text.language] = text.name

    def of(self, organisation_id) -> str:
        texts = self._texts.get(organisation_id, {})
        return texts.get(best_language(texts, self._reader, self._original), "")


def _runner(item: Practice, names: _OrganisationNames) -> Answers:
    """Who is said to run it; else the owner."""
    partner = next((row for row in names.partners if row.is_owner), None)
    if partner:
        name, key = _name_and_key(partner, names)
    else:
        name = names.of(item.owner_id)
        key = organisation_key(item.owner_id, name)
    return {"owner_name": [name], "owner": [key]}


def _name_and_key(partner, names: _OrganisationNames) -> tuple[str, str]:
    name = partner.name or names.of(partner.organisation_id)
    return name, organisation_key(partner.organisation_id, name)


def _partners(names: _OrganisationNames) -> Answers:
    rows = []
    for partner in names.partners:
        if partner.is_owner:
            continue
        name, key = _name_and_key(partner, names)
        role = "" if partner.role == PartnerRole.PARTNER else partner.role
        rows.append({"partner_name": [name], "partner": [key], "role": [role]})
    return _rows("partner", rows)


def _parts(item: Practice, kind: PartKind, text: PracticeText) -> Answers:
    rows = []
    for part in kind.model._default_manager.filter(practice=item).select_related(*_RELATED & kind.facts.keys()):
        said = text.part_words.get(str(part.pk), {})
        row = {"id": [str(part.pk)], **{field: [said.get(field, "")] for field in kind.words}}
        for field, column in kind.facts.items():
            row[field] = _fact(part, kind, field, column)
        rows.append(row)
    return _rows(kind.prefix, rows)


def _fact(part, kind: PartKind, field: str, column: str) -> list[str]:
    if field in _RELATED:
        concept = getattr(part, field)
        return [concept.identifier] if concept else [""]
    value = getattr(part, column)
    if isinstance(value, list):
        return [code for code in value if code in CONTENT_LANGUAGES]
    is_default = field in kind.choices and value == part._meta.get_field(column).default
    return ["" if is_default else _typed(value)]
