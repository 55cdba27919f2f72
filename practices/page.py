"""What the page of a practice shows, for one reader, in the order of the page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.citation import item_citation
from core.everyday import period
from core.item_views import list_address
from core.reading import Fact, LanguageNote, Phrase, Reading
from organisations.names import names_of
from places.display import PlaceLine, place_from_row
from practices import facts, sections
from practices.choices import EVIDENCE_FLAG_SENTENCES, EVIDENCE_LEVELS, ConceptRole, EvidenceScope
from practices.models import Practice
from vocabulary.labels import Labels


class PracticeSource:
    """Everything the parts of the page are made from: the item, its words, labels and names. Two statements."""

    def __init__(self, item: Practice, language: str, *, original: bool):
        self.item = item
        self.language = language
        self.reading = Reading(item, language, original=original)
        self.told = self.reading.told
        self.told_of_part = self.reading.told_of_part
        self.labels = Labels(language, _concept_ids(item), _language_codes(item))
        self.label = self.labels.of
        self.language_name = self.labels.of_language
        self.organisations = names_of(_organisation_ids(item), language)
        self.places = [place_from_row(row, language) for row in item.places_rows]


def _concept_ids(item: Practice) -> list[int]:
    told = [row[key] for row in item.results_rows for key in ("outcome", "method", "group")]
    own = [item.scale_id, item.maturity_id, item.participant_duration_id, item.cost_band_id]
    return [key for key in (*own, *told, *(row["concept_id"] for row in item.concepts_rows)) if key]


def _language_codes(item: Practice) -> list[str]:
    spoken = [code for row in item.contactpoints_rows for code in row["languages"]]
    written = [row["language"] for row in item.attachments_rows]
    codes = [text.language for text in item.texts.all()]
    return [code for code in (item.original_language, item.source_language, *codes, *spoken, *written) if code]


def _organisation_ids(item: Practice) -> list:
    funders = [key for row in item.costs_rows for key in row["funders"]]
    return [item.owner_id, *(row["organisation_id"] for row in item.partners_rows), *funders]


@dataclass(frozen=True)
class Evidence:
    """How sure one can be that it works; `level` 0 while nobody has judged."""

    level: int
    name: str
    sentence: str
    is_borrowed: bool
    flags: tuple[str, ...]
    reason: Phrase | None


@dataclass(frozen=True)
class PracticePage:
    item: Practice
    title: Phrase
    one_liner: Phrase
    summary: Phrase | None
    label: str
    places: list[PlaceLine]
    years: str
    evidence: Evidence
    facts: list[Fact]
    what_we_do: sections.Section
    blocks: list[sections.Block]
    results: sections.Section
    result_lines: list[sections.ResultLine]
    what_it_takes: sections.Section
    resources: list[sections.ResourceLine]
    costs: list[sections.CostLine]
    lessons: sections.Section
    can_we_do_it: sections.Section
    legal: list[sections.LegalLine]
    materials: list[sections.Material]
    owner: Phrase | None
    runners: list[Phrase]
    target_groups: tuple[Phrase, ...]
    contacts: list[sections.ContactLine]
    can_be_asked: bool
    themes: tuple[Phrase, ...]
    original_language: Phrase
    source_language: Phrase | None
    language_note: LanguageNote
    foreign_languages: list[Phrase]
    citation: str


def practice_page(item: Practice, language: str, address: str, *, original: bool = False) -> PracticePage:
    """`item` comes from `for_page()`; `address` is that of the page with its host."""
    source = PracticeSource(item, language, original=original)
    told = _told_parts(source)
    runners = facts.runners(source)
    note = source.reading.note()
    return PracticePage(
        item=item,
        label=_label(item),
        places=source.places,
        years=period(item.started, item.ended, item.is_running),
        owner=source.organisations.get(str(item.owner_id)),
        runners=runners,
        target_groups=facts.concepts(source, ConceptRole.TARGET_GROUP),
        themes=facts.concepts(source, ConceptRole.THEME),
        original_language=source.language_name(item.original_language),
        source_language=source.language_name(item.source_language) if item.source_language else None,
        language_note=note,
        foreign_languages=[source.language_name(code) for code in note.foreign],
        citation=item_citation(
            by="" if item.is_compiled else ", ".join(phrase.text for phrase in runners[:1]),
            year=item.published_at.year,
            title=told["title"].text,
            address=address,
        ),
        **told,
    )


def _told_parts(source: PracticeSource) -> dict:
    material = sections.materials(source)
    blocks = sections.blocks(source, material)
    result_lines = sections.results(source, material)
    resources, costs, legal = sections.resources(source), sections.costs(source), sections.legal(source)
    return {
        "title": source.told("title"),
        "one_liner": source.told("one_liner"),
        "summary": source.told("summary"),
        "facts": facts.fact_box(source),
        "blocks": blocks,
        "what_we_do": sections.what_we_do(source, blocks),
        "result_lines": result_lines,
        "results": sections.results_section(source, result_lines),
        "resources": resources,
        "costs": costs,
        "what_it_takes": sections.what_it_takes(source, resources, costs),
        "lessons": sections.lessons(source),
        "legal": legal,
        "can_we_do_it": sections.can_we_do_it(source, legal),
        "materials": list(material.values()),
        "contacts": sections.contacts(source),
        "can_be_asked": sections.can_be_asked(source),
        "evidence": _evidence(source),
    }


def _label(item: Practice) -> str:
    return item.get_source_display() if item.is_compiled else item.get_quality_label_display()


def _evidence(source: PracticeSource) -> Evidence:
    item = source.item
    name, sentence = EVIDENCE_LEVELS.get(item.evidence_level, ("", _("Nobody has judged the evidence yet.")))
    return Evidence(
        level=item.evidence_level or 0,
        name=name,
        sentence=sentence,
        is_borrowed=item.evidence_scope == EvidenceScope.SAME_METHOD,
        flags=tuple(EVIDENCE_FLAG_SENTENCES[flag] for flag in item.evidence_flags),
        reason=source.reading.told("evidence_reason", is_of_the_item=False),
    )


def breadcrumbs() -> list[dict]:
    return [
        {"label": _("Home"), "url": reverse("portal:home")},
        {"label": _("Practices"), "url": list_address(Practice.kind)},
    ]
