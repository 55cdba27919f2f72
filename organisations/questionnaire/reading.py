"""From the rows of an organisation back to answers."""

from organisations.choices import RelationKind
from organisations.lookup import written
from organisations.models import Organisation
from submissions.answers import Answers
from submissions.parts import part_answers

ASKED_RELATIONS = (RelationKind.PART_OF, RelationKind.MEMBER_OF)


def answers_of(organisation: Organisation, language: str) -> Answers:
    facts = {
        "type": organisation.type.identifier,
        "country": organisation.country_id,
        "place": organisation.municipality.name if organisation.municipality else organisation.locality,
        "region": organisation.region_id,
        **{name: getattr(organisation, name) for name in ("scope", "founded_year", "url", "email", "phone")},
        **{name: getattr(organisation, name) for name in ("national_id", "ror")},
    }
    answers = {name: [str(value)] if value else [] for name, value in facts.items()}
    return {
        **answers,
        **_names(organisation, language),
        "themes": _concepts(organisation, "theme"),
        "groups": _concepts(organisation, "target_group"),
        "can_offer": list(organisation.can_offer),
        "looking_for": list(organisation.looking_for),
        **part_answers("relation", _relations(organisation)),
    }


def _names(organisation: Organisation, language: str) -> Answers:
    texts = {text.language: text for text in organisation.texts.order_by("language")}
    own = texts.pop(language, None)
    others = [{"language": code, "name": text.name, "short_name": text.short_name} for code, text in texts.items()]
    words = {name: getattr(own, name, "") for name in ("name", "short_name", "about")}
    return {name: [value] if value else [] for name, value in words.items()} | part_answers("other_name", others)


def _concepts(organisation: Organisation, role: str) -> list[str]:
    return list(organisation.concepts.filter(role=role).values_list("concept__identifier", flat=True))


def _relations(organisation: Organisation) -> list[dict[str, str]]:
    """Only to public organisations: the names of others are not shown, and their rows stay as they are."""
    rows = asked_relations(organisation).prefetch_related("to_organisation__texts")
    return [{"kind": row.kind, "organisation": written(row.to_organisation)} for row in rows]


def asked_relations(organisation: Organisation):
    public = Organisation.objects.public()
    rows = organisation.relations.filter(kind__in=ASKED_RELATIONS, to_organisation__in=public)
    return rows.select_related("to_organisation").order_by("kind", "pk")
