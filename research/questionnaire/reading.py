"""From the rows of a work back to answers."""

from organisations.lookup import written as written_organisation
from research.choices import ConceptRole, IdentifierScheme
from research.identifiers import written
from research.models import ResearchItem
from research.questionnaire.summary import apart
from submissions.answers import Answers
from submissions.parts import part_answers

SAME_NAMES = (
    *("csl_type", "title", "url", "funding", "container_title", "issued", "volume", "issue", "page", "publisher"),
    *("publisher_place", "edition", "collection_title", "series_number", "sample_size", "data_started", "data_ended"),
    *("open_access", "oa_url", "pdf_url"),
)
"""Inputs that are called like their columns."""
ASKED_IDENTIFIERS = (IdentifierScheme.DOI, IdentifierScheme.ISBN, IdentifierScheme.ISSN)
ROLES = {
    "groups": ConceptRole.TARGET_GROUP,
    "study_designs": ConceptRole.STUDY_DESIGN,
    "methods": ConceptRole.METHOD,
    "outcomes": ConceptRole.OUTCOME,
}
"""{input: role}; themes have two inputs."""


def answers_of(work: ResearchItem, language: str) -> Answers:
    facts = {name: getattr(work, name) for name in SAME_NAMES}
    facts |= {"work_language": work.language, "peer_reviewed": {True: "yes", False: "no"}.get(work.peer_reviewed)}
    facts |= _words(work, language) | _identifiers(work)
    answers = {name: [] if value in (None, "") else [str(value)] for name, value in facts.items()}
    return {
        **answers,
        **_concepts(work),
        "studied_countries": list(dict.fromkeys(work.places.values_list("country_id", flat=True))),
        "no_place": [] if work.is_place_bound else ["on"],
        **part_answers("author", _names(work)),
    }


def _words(work: ResearchItem, language: str) -> dict[str, str]:
    text = work.texts.filter(language=language).first()
    return {
        "translated_title": text.title if text else "",
        "key_message": text.key_message if text else "",
        "population": text.population if text else "",
        **apart(text.plain_summary if text else ""),
    }


def _identifiers(work: ResearchItem) -> dict[str, str]:
    found: dict[str, list[str]] = {scheme: [] for scheme in ASKED_IDENTIFIERS}
    for scheme, value in work.identifiers.filter(scheme__in=ASKED_IDENTIFIERS).values_list("scheme", "value"):
        found[scheme].append(written(scheme, value))
    between = {IdentifierScheme.DOI: " "}
    return {str(scheme): between.get(scheme, ", ").join(values) for scheme, values in found.items()}


def _concepts(work: ResearchItem) -> Answers:
    rows = work.concepts.order_by("-is_main", "position").values_list("role", "concept__identifier")
    said: dict[str, list[str]] = {}
    for role, identifier in rows:
        said.setdefault(role, []).append(identifier)
    themes = said.get(ConceptRole.THEME, [])
    return {
        "main_theme": themes[:1],
        "other_themes": themes[1:],
        **{name: said.get(role, []) for name, role in ROLES.items()},
    }


def _names(work: ResearchItem) -> list[dict[str, str]]:
    """Organisations that are not public are not named; their rows keep them."""
    rows = work.contributions.select_related("organisation").prefetch_related("organisation__texts")
    return [
        {
            "role": row.role,
            **{name: getattr(row, name) for name in ("family", "given", "orcid")},
            "body": row.literal,
            "organisation": (
                written_organisation(row.organisation) if row.organisation and row.organisation.is_public else ""
            ),
        }
        for row in rows
    ]
