"""What the page of a work shows, for one reader, in the order of the page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.choices import PUBLIC_STATUSES
from core.everyday import period
from core.item_views import list_address
from core.reading import Fact, LanguageNote, Phrase, Reading
from core.slugs import address_slug
from organisations.names import names_of
from places.display import PlaceLine, place_from_row
from research.bibliography import bibliography
from research.choices import ConceptRole, ContributorRole, IdentifierScheme, OpenAccess, RelationKind, RetractionStatus
from research.citation import address as address_of_work
from research.citation import reference
from research.identifiers import resolver_url, written
from research.models import ResearchItem
from research.names import full_name, with_role
from vocabulary.labels import Labels

_FACET_OF_ROLE = {
    ConceptRole.TARGET_GROUP: "group",
    ConceptRole.METHOD: "method",
    ConceptRole.STUDY_DESIGN: "design",
    ConceptRole.OUTCOME: "outcome",
}
_WARNINGS = {
    RetractionStatus.RETRACTED: gettext_lazy("This work has been retracted. Do not rest anything on it."),
    RetractionStatus.CONCERN: gettext_lazy("The publisher has expressed concern about this work."),
    RetractionStatus.CORRECTED: gettext_lazy("This work has been corrected since it was published."),
}
_INVERSE = {
    RelationKind.INCLUDED_IN: gettext_lazy("Includes"),
    RelationKind.PART_OF: gettext_lazy("Has the part"),
    RelationKind.VERSION_OF: gettext_lazy("Other version"),
}


class WorkSource:
    """The item with its words, labels and names: two statements."""

    def __init__(self, item: ResearchItem, language: str, *, original: bool):
        self.item = item
        self.language = language
        self.reading = Reading(item, language, original=original)
        codes = (item.language, item.original_language, *(text.language for text in item.texts.all()))
        self.labels = Labels(language, [row["concept_id"] for row in item.concepts_rows], codes)
        self.organisations = names_of([row["organisation_id"] for row in item.contributions_rows], language)
        self.places = [place_from_row(row, language) for row in item.places_rows]

    def concepts(self, role: str) -> tuple[Phrase, ...]:
        rows = (row for row in self.item.concepts_rows if row["role"] == role)
        found = (self.labels.of(row["concept_id"], _address(role, row["identifier"])) for row in rows)
        return tuple(phrase for phrase in found if phrase)


def _address(role: str, identifier: str) -> str:
    if role == ConceptRole.THEME:
        return reverse("portal:theme", kwargs={"identifier": identifier})
    query = {"kind": ResearchItem.kind, _FACET_OF_ROLE[role]: identifier}
    return f"{reverse('portal:search')}?{urlencode(query)}"


@dataclass(frozen=True)
class OtherWork:
    relation: str
    title: Phrase


@dataclass(frozen=True)
class ResearchPage:
    item: ResearchItem
    title: Phrase
    translated_title: Phrase | None
    label: str
    authors: list[Phrase]
    translators: list[Phrase]
    year: str
    warning: str
    read_address: str
    is_free: bool | None
    key_message: Phrase | None
    plain_summary: Phrase | None
    bibliography: list[Fact]
    study: list[Fact]
    themes: tuple[Phrase, ...]
    identifiers: list[Fact]
    places: list[PlaceLine]
    other_works: list[OtherWork]
    original_language: Phrase
    language_note: LanguageNote
    foreign_languages: list[Phrase]
    citation: str


def research_page(item: ResearchItem, language: str, *, original: bool = False) -> ResearchPage:
    """`item` comes from `for_page()`."""
    source = WorkSource(item, language, original=original)
    told = {
        "key_message": source.reading.told("key_message"),
        "plain_summary": source.reading.told("plain_summary"),
        "study": _study(source),
    }
    note = source.reading.note()
    return ResearchPage(
        item=item,
        title=Phrase(item.title, item.language),
        translated_title=_translated_title(source),
        label=item.get_csl_type_display(),
        authors=contributors(source, ContributorRole.AUTHOR),
        translators=contributors(source, ContributorRole.TRANSLATOR),
        year=str(item.issued.year) if item.issued else "",
        warning=_WARNINGS.get(item.retraction_status, ""),
        read_address=_read_address(item),
        is_free=_is_free(item.open_access),
        bibliography=bibliography(item, source.labels.of_language(item.language)),
        themes=source.concepts(ConceptRole.THEME),
        identifiers=_identifiers(item),
        places=source.places,
        other_works=_other_works(item),
        original_language=source.labels.of_language(item.original_language),
        language_note=note,
        foreign_languages=[source.labels.of_language(code) for code in note.foreign],
        citation=reference(item),
        **told,
    )


def _translated_title(source: WorkSource) -> Phrase | None:
    """Only in the reader's own language: the original title stands above it anyway."""
    title = source.reading.told("title", is_of_the_item=False)
    is_news = title and title.language == source.language and title.text != source.item.title
    return title if is_news else None


def contributors(source: WorkSource, role: ContributorRole) -> list[Phrase]:
    found = []
    for row in with_role(source.item.contributions_rows, role):
        organisation = source.organisations.get(row["organisation_id"] or "")
        if name := full_name(row):
            url = organisation.url if organisation and row["literal"] else ""
            found.append(Phrase(name, "", url or _orcid_address(row["orcid"])))
        elif organisation:
            found.append(organisation)
    return found


def _orcid_address(orcid: str) -> str:
    return f"https://orcid.org/{orcid}" if orcid else ""


def _read_address(item: ResearchItem) -> str:
    """Where it can be read freely, else the DOI, else its own address; the sources only tell about it."""
    return item.oa_url or address_of_work(item)


def _is_free(open_access: str) -> bool | None:
    if open_access == OpenAccess.UNKNOWN:
        return None
    return open_access != OpenAccess.CLOSED


def _study(source: WorkSource) -> list[Fact]:
    """What kind of study; the first two rows always stand there, and the third unless it has no place."""
    item = source.item
    size = number_format(item.sample_size, force_grouping=True) if item.sample_size else ""
    told_when_known = [
        Fact(_("Who was studied"), _phrases(source.reading.told("population"))),
        Fact(_("How many took part"), _phrases(size and Phrase(size))),
        Fact(_("Years of the data"), _phrases(_text(period(item.data_started, item.data_ended, None)))),
        Fact(_("Outcomes"), source.concepts(ConceptRole.OUTCOME)),
        Fact(_("Groups"), source.concepts(ConceptRole.TARGET_GROUP)),
        Fact(_("Type of work"), source.concepts(ConceptRole.METHOD)),
        Fact(_("Reviewed by other researchers"), _phrases(_text(_yes_or_no(item.peer_reviewed)))),
        Fact(_("Paid by"), _phrases(item.funding and Phrase(item.funding, item.language))),
        Fact(_("Keywords"), tuple(Phrase(word, "") for word in item.keywords)),
    ]
    return [
        Fact(_("Study design"), source.concepts(ConceptRole.STUDY_DESIGN)),
        Fact(_("Countries studied"), _countries(source)),
        Fact(_("Open access"), _phrases(_open_access(item))),
        *(fact for fact in told_when_known if fact.values),
    ]


def _phrases(*phrases) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if phrase)


def _text(text: str) -> Phrase | None:
    return Phrase(text) if text else None


def _yes_or_no(value: bool | None) -> str:
    if value is None:
        return ""
    return pgettext("peer reviewed", "Yes") if value else pgettext("peer reviewed", "No")


def _open_access(item: ResearchItem) -> Phrase | None:
    return None if item.open_access == OpenAccess.UNKNOWN else Phrase(item.get_open_access_display())


def _countries(source: WorkSource) -> tuple[Phrase, ...]:
    if not source.item.is_place_bound:
        return (Phrase(_("not bound to a place")),)
    return tuple(dict.fromkeys(name for place in source.places for name in place.names))


def _identifiers(item: ResearchItem) -> list[Fact]:
    return [
        Fact(
            IdentifierScheme(row["scheme"]).label,
            (Phrase(written(row["scheme"], row["value"]), "", resolver_url(row["scheme"], row["value"])),),
        )
        for row in item.identifiers_rows
    ]


def _other_works(item: ResearchItem) -> list[OtherWork]:
    forward = ((RelationKind(row["kind"]).label, row["work"]) for row in item.relations_rows)
    backward = ((_INVERSE[row["kind"]], row["work"]) for row in item.reverse_relations_rows)
    return [
        OtherWork(relation, _title_of(work))
        for relation, work in (*forward, *backward)
        if work["status"] in PUBLIC_STATUSES
    ]


def _title_of(work: dict) -> Phrase:
    slug = address_slug(work["title"], work["short_id"])
    return Phrase(work["title"], work["language"], reverse("research:detail", kwargs={"slug": slug}))


def breadcrumbs() -> list[dict]:
    return [
        {"label": _("Home"), "url": reverse("portal:home")},
        {"label": _("Research"), "url": list_address(ResearchItem.kind)},
    ]
