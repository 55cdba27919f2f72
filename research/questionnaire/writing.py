"""The one home of the rows that answers about a work make."""

from core.syncing import replace_children
from research.choices import ConceptRole
from research.models import Contribution, Identifier, ResearchItem, ResearchPlace
from research.questionnaire.reading import ASKED_IDENTIFIERS, ROLES, SAME_NAMES
from submissions.rows import note_writer, write_concepts, write_facts, write_text
from submissions.telling import Told

_WORDS = {
    "title": "translated_title",
    "key_message": "key_message",
    "plain_summary": "plain_summary",
    "population": "population",
}
"""{column: input}"""


def write_rows(work: ResearchItem, told: Told, *, language: str, by) -> None:
    """Runs in the transaction of the caller. Writes nothing when nothing differs."""
    is_new = work._state.adding
    changes = [
        write_facts(work, _facts(work, told.facts), language=language, by=by),
        write_text(work, language, {column: told.facts[name] for column, name in _WORDS.items()}),
        write_concepts(work, ConceptRole.THEME, told.facts["themes"], has_main=True),
        *(write_concepts(work, role, told.facts[name]) for name, role in ROLES.items()),
        _write_identifiers(work, told.facts),
        _write_countries(work, told.facts["studied_countries"]),
        replace_children(list(work.contributions.all()), _contributions(work, told.parts["author"])),
    ]
    if any(changes) and not is_new:
        note_writer(work, by)


def _facts(work: ResearchItem, told: dict) -> dict:
    facts = {name: told[name] for name in SAME_NAMES}
    facts |= {"language": told["work_language"], "peer_reviewed": told["peer_reviewed"]}
    facts["is_place_bound"] = not told["no_place"]
    if work._state.adding:
        facts["source_language"] = told["work_language"]
    return facts


def _write_identifiers(work: ResearchItem, told: dict) -> bool:
    """Those of other schemes stay."""
    stored = {(row.scheme, row.value): row for row in work.identifiers.filter(scheme__in=ASKED_IDENTIFIERS)}
    wanted = {(scheme.value, value) for scheme in ASKED_IDENTIFIERS for value in told[scheme.value]}
    for key in stored.keys() - wanted:
        stored[key].delete()
    for scheme, value in sorted(wanted - stored.keys()):
        Identifier.objects.create(item=work, scheme=scheme, value=value)
    return wanted != stored.keys()


def _write_countries(work: ResearchItem, codes: list[str]) -> bool:
    """Regions and municipalities of countries that stay are kept."""
    stored = list(work.places.values_list("country_id", flat=True))
    if set(stored) == set(codes):
        return False
    work.places.exclude(country__in=codes).delete()
    position = max(work.places.values_list("position", flat=True), default=-1)
    for code in codes:
        if code not in stored:
            position += 1
            ResearchPlace.objects.create(item=work, country_id=code, position=position)
    return True


def _contributions(work: ResearchItem, rows: list[dict]) -> list[Contribution]:
    unseen = {
        (row.role, str(row)): row.organisation
        for row in work.contributions.select_related("organisation")
        if row.organisation and not row.organisation.is_public
    }
    made: list[Contribution] = []
    for row in rows:
        contribution = Contribution(
            item=work,
            role=row["role"],
            family=row["family"],
            given=row["given"],
            literal=row["body"],
            orcid=row["orcid"],
            position=sum(each.role == row["role"] for each in made),
        )
        contribution.organisation = row["organisation"] or unseen.get((row["role"], str(contribution)))
        made.append(contribution)
    return made
