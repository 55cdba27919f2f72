"""What a work hands over to be found. The item comes from `for_indexing()`."""

from django.utils import translation
from django.utils.translation import gettext

from core.languages import CONTENT_LANGUAGES, INTERFACE_LANGUAGES
from core.reading import Reading
from places.facets import place_facets, place_names
from research.choices import ConceptRole, ContributorRole, CslType, OpenAccess
from research.models import ResearchItem
from search.document import Card, Document, IndexedText
from vocabulary.words import label_words

_FACET_OF_ROLE = {
    ConceptRole.THEME: "theme",
    ConceptRole.TARGET_GROUP: "group",
    ConceptRole.METHOD: "method",
    ConceptRole.STUDY_DESIGN: "design",
    ConceptRole.OUTCOME: "outcome",
}
_OPEN = {OpenAccess.GOLD, OpenAccess.GREEN, OpenAccess.HYBRID, OpenAccess.BRONZE}


def document(work: ResearchItem) -> Document:
    main = (row.concept.identifier for row in work.concepts.all() if row.role == ConceptRole.THEME and row.is_main)
    return Document(
        kind=work.kind,
        item_id=work.pk,
        short_id=work.short_id,
        texts=tuple(_texts(work)),
        facets=_facets(work),
        cards={language: _card(work, language) for language in INTERFACE_LANGUAGES},
        published_on=work.published_at.date(),
        confirmed_on=work.last_confirmed_on,
        evidence=work.evidence_level or 0,
        main_theme=next(main, ""),
    )


def _texts(work: ResearchItem):
    """The work's own title stands with its own language, or with the original one where we have no word analysis."""
    rows = {text.language: text for text in work.texts.all()}
    words = label_words(row.concept for row in work.concepts.all())
    home = work.language if work.language in CONTENT_LANGUAGES else work.original_language
    for language in CONTENT_LANGUAGES:
        text = rows.get(language)
        own = language == home
        titles = [work.title if own else "", text.title if text else ""]
        yield IndexedText(
            language=language,
            title=" ".join(filter(None, titles)),
            one_liner=text.key_message if text else "",
            summary=text.plain_summary if text else "",
            body=_body(work) if own else "",
            labels=", ".join([*words[language], *place_names(work.places.all(), language)]),
        )


def _body(work: ResearchItem) -> str:
    names = [str(name) for name in work.contributions.all()]
    numbers = [identifier.value for identifier in work.identifiers.all()]
    parts = (", ".join(names), work.container_title, work.collection_title, ", ".join(work.keywords), work.abstract)
    return "\n\n".join(filter(None, (*parts, " ".join(numbers))))


def _facets(work: ResearchItem) -> dict[str, list[str]]:
    said = list(work.concepts.all())
    return {
        **{
            facet: [row.concept.identifier for row in said if row.role == role]
            for role, facet in _FACET_OF_ROLE.items()
        },
        **place_facets(work.places.all()),
        "kind": [work.kind],
        "owner": [work.owner.short_id] if work.owner and work.owner.is_public else [],
        "evidence": [str(work.evidence_level)] if work.evidence_level else [],
        "lang": [work.language.split("-")[0]],
        "oa": ["open"] if work.open_access in _OPEN else [],
    }


def _card(work: ResearchItem, language: str) -> Card:
    message = Reading(work, language).told("key_message")
    with translation.override(language):
        return Card(
            title=work.title,
            title_language=work.language,
            url=work.get_absolute_url(),
            one_liner=message.text if message else "",
            one_liner_language=message.language if message else "",
            label=str(CslType(work.csl_type).label),
            facts=tuple(_facts(work, language)),
        )


def _facts(work: ResearchItem, language: str):
    """Who · when · where it was published."""
    if who := _authors(work):
        yield who, language
    if work.issued:
        yield str(work.issued.year), language
    if work.container_title:
        yield work.container_title, work.language


def _authors(work: ResearchItem) -> str:
    everyone = list(work.contributions.all())
    names = [name.literal or name.family for name in everyone if name.role == ContributorRole.AUTHOR]
    names = names or [name.literal or name.family for name in everyone]
    if len(names) > 2:
        return gettext("%(name)s and others") % {"name": names[0]}
    if len(names) == 2:
        return gettext("%(first)s and %(second)s") % {"first": names[0], "second": names[1]}
    return "".join(names)
