"""What a practice hands over to be found. The item comes from `for_indexing()`."""

from django.utils import translation

from core.choices import Source
from core.everyday import period
from core.languages import CONTENT_LANGUAGES, INTERFACE_LANGUAGES
from core.reading import Reading
from places.facets import place_facets, place_facts, place_names
from practices.choices import ConceptRole, QualityLabel
from practices.models import ContactPoint, Practice, PracticeText
from search.document import Card, Document, IndexedText
from vocabulary.words import label_words

_FACET_OF_ROLE = {
    ConceptRole.THEME: "theme",
    ConceptRole.TARGET_GROUP: "group",
    ConceptRole.METHOD: "method",
    ConceptRole.SETTING: "setting",
}
_FACET_OF_FIELD = {"scale": "scale", "maturity": "maturity", "participant_duration": "duration"}
_QUALITY = {QualityLabel.SHARED: 1, QualityLabel.GOOD: 2, QualityLabel.BEST: 3}
_COST_UNKNOWN = "cost-x"
_BODY_FIELDS = (
    *("problem", "goal", "what_we_do", "results_summary", "lessons", "obstacles", "participation", "equality"),
    *("risks_and_ethics", "transfer_conditions", "must_keep", "can_adapt", "smallest_start", "funding"),
    *("continuation", "end_reason", "target_group_note"),
)
_WORDS_OF_PEOPLE = ContactPoint.word_fields
"""Never searched: what people do is said on the page alone, while they agree to it."""


def document(practice: Practice) -> Document:
    return Document(
        kind=practice.kind,
        item_id=practice.pk,
        short_id=practice.short_id,
        texts=tuple(_texts(practice)),
        facets=_facets(practice),
        cards={language: _card(practice, language) for language in INTERFACE_LANGUAGES},
        published_on=practice.published_at.date(),
        confirmed_on=practice.last_confirmed_on,
        quality=_QUALITY.get(practice.quality_label, 0),
        evidence=practice.evidence_level or 0,
        is_running=practice.is_running is not False,
        main_theme=next((row.concept.identifier for row in _said(practice, ConceptRole.THEME) if row.is_main), ""),
    )


def _said(practice: Practice, role: str) -> list:
    return [row for row in practice.concepts.all() if row.role == role]


def _organisations(practice: Practice) -> list:
    """Those that the page names too: an organisation that is not public must not be found by its name."""
    mentioned = [practice.owner, *(partner.organisation for partner in practice.partners.all())]
    return [organisation for organisation in mentioned if organisation and organisation.is_public]


def _texts(practice: Practice):
    rows = {text.language: text for text in practice.texts.all()}
    concepts = [row.concept for row in practice.concepts.all()]
    concepts += [concept for field in _FACET_OF_FIELD if (concept := getattr(practice, field))]
    words = label_words(concepts)
    for language in CONTENT_LANGUAGES:
        labels = [*words[language], *place_names(practice.places.all(), language)]
        if language == practice.original_language:
            labels += _names_of_organisations(practice)
        text = rows.get(language)
        yield IndexedText(
            language=language,
            title=text.title if text else "",
            one_liner=text.one_liner if text else "",
            summary=text.summary if text else "",
            body=_body(text) if text else "",
            labels=", ".join(labels),
        )


def _names_of_organisations(practice: Practice) -> list[str]:
    """Names are no words of a language: they are found whichever one is read."""
    names = [name for row in practice.partners.all() if (name := row.name)]
    for organisation in _organisations(practice):
        for text in organisation.texts.all():
            names += filter(None, (text.name, text.short_name))
    return list(dict.fromkeys(names))


def _body(text: PracticeText) -> str:
    parts = [getattr(text, field) for field in _BODY_FIELDS]
    parts += [
        words for part in text.part_words.values() for name, words in part.items() if name not in _WORDS_OF_PEOPLE
    ]
    return "\n\n".join(filter(None, parts))


def _facets(practice: Practice) -> dict[str, list[str]]:
    facets = {
        facet: [row.concept.identifier for row in _said(practice, role)] for role, facet in _FACET_OF_ROLE.items()
    }
    for field, facet in _FACET_OF_FIELD.items():
        concept = getattr(practice, field)
        facets[facet] = [concept.identifier] if concept else []
    contact = {"questions": practice.open_to_questions, "visits": practice.open_to_visits}
    return {
        **facets,
        **place_facets(practice.places.all()),
        "kind": [practice.kind],
        "actor": sorted({organisation.type.identifier for organisation in _organisations(practice)}),
        "owner": [practice.owner.short_id] if practice.owner and practice.owner.is_public else [],
        "cost": [practice.cost_band.identifier if practice.cost_band else _COST_UNKNOWN],
        "outcome": sorted({result.outcome.identifier for result in practice.results.all()}),
        "evidence": [str(practice.evidence_level)] if practice.evidence_level else [],
        "flag": list(practice.evidence_flags),
        "lang": sorted({text.language for text in practice.texts.all()}),
        "contact": [value for value, is_open in contact.items() if is_open],
    }


def _card(practice: Practice, language: str) -> Card:
    reading = Reading(practice, language)
    title, one_liner = reading.told("title"), reading.told("one_liner")
    with translation.override(language):
        return Card(
            title=title.text,
            title_language=title.language,
            url=practice.get_absolute_url(),
            one_liner=one_liner.text,
            one_liner_language=one_liner.language,
            label=_label(practice),
            facts=tuple(_facts(practice, language)),
        )


def _label(practice: Practice) -> str:
    if practice.quality_label:
        return practice.get_quality_label_display()
    return str(Source.COMPILED.label) if practice.is_compiled else ""


def _facts(practice: Practice, language: str):
    """Place and size · years · cost; what nobody has told takes no room on a card."""
    for fact in place_facts(practice.places.all(), language):
        yield fact, language
    if years := period(practice.started, practice.ended, practice.is_running):
        yield years, language
    if practice.cost_band and practice.cost_band.identifier != _COST_UNKNOWN:
        label = practice.cost_band.label_in(language)
        yield label.text, label.language
