"""The one home of the rows that answers about an organisation make."""

from organisations.models import Organisation, OrganisationRelation
from organisations.questionnaire.reading import asked_relations
from submissions.rows import note_writer, write_concepts, write_facts, write_text
from submissions.telling import Told

_COLUMNS = ("scope", "founded_year", "url", "email", "phone", "national_id", "ror", "can_offer", "looking_for")


def write_rows(organisation: Organisation, told: Told, *, language: str, by) -> None:
    """Runs in the transaction of the caller. Writes nothing when nothing differs."""
    is_new = organisation._state.adding
    changes = [
        write_facts(organisation, _facts(organisation, told.facts), language=language, by=by),
        _write_texts(organisation, told, language),
        write_concepts(organisation, "theme", told.facts["themes"]),
        write_concepts(organisation, "target_group", told.facts["groups"]),
        _write_relations(organisation, told.parts["relation"]),
    ]
    if any(changes) and not is_new:
        note_writer(organisation, by)


def _facts(organisation: Organisation, told: dict) -> dict:
    facts = {name: told[name] for name in _COLUMNS} | told["where"]
    facts["type_id"] = told["type"].pk
    if told["url"] != organisation.url:
        facts["url_was_checked"] = False
    return facts


def _write_texts(organisation: Organisation, told: Told, language: str) -> bool:
    changed = write_text(organisation, language, {name: told.facts[name] for name in ("name", "short_name", "about")})
    others = {row["language"]: row for row in told.parts["other_name"]}
    for code, row in others.items():
        changed |= write_text(organisation, code, {name: row[name] for name in ("name", "short_name")})
    gone = organisation.texts.exclude(language__in={language, *others})
    return bool(gone.delete()[0]) or changed


def _write_relations(organisation: Organisation, rows: list[dict]) -> bool:
    """Periods of relations that stay are kept."""
    wanted = {(row["kind"], row["organisation"].pk) for row in rows}
    stored = {(row.kind, row.to_organisation_id): row for row in asked_relations(organisation)}
    for key in stored.keys() - wanted:
        stored[key].delete()
    for kind, key in sorted(wanted - stored.keys()):
        relation = OrganisationRelation(kind=kind, from_organisation=organisation, to_organisation_id=key)
        relation.clean()
        relation.save()
    return wanted != stored.keys()
