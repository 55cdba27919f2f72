"""What an organisation hands over to be found. The item comes from `for_indexing()`."""

from django.utils import translation

from core.languages import CONTENT_LANGUAGES, INTERFACE_LANGUAGES
from core.reading import Reading
from organisations.choices import OrganisationScope
from organisations.models import Organisation
from places.facets import place_facets, place_facts, place_names
from search.document import Card, Document, IndexedText, NamedValue
from vocabulary.words import label_words


def document(organisation: Organisation) -> Document:
    return Document(
        kind=organisation.kind,
        item_id=organisation.pk,
        short_id=organisation.short_id,
        texts=tuple(_texts(organisation)),
        facets=_facets(organisation),
        cards={language: _card(organisation, language) for language in INTERFACE_LANGUAGES},
        published_on=organisation.published_at.date(),
        confirmed_on=organisation.last_confirmed_on,
        is_running=not organisation.is_closed,
        as_value=NamedValue(
            "owner",
            organisation.short_id,
            {text.language: text.name for text in organisation.texts.all()},
            organisation.original_language,
        ),
    )


def _texts(organisation: Organisation):
    rows = {text.language: text for text in organisation.texts.all()}
    words = label_words([organisation.type, *(said.concept for said in organisation.concepts.all())])
    for language in CONTENT_LANGUAGES:
        text = rows.get(language)
        labels = [*words[language], *place_names([organisation], language)]
        yield IndexedText(
            language=language,
            title=" ".join(filter(None, (text.name, text.short_name))) if text else "",
            summary=text.about if text else "",
            labels=", ".join(labels),
        )


def _facets(organisation: Organisation) -> dict[str, list[str]]:
    places = place_facets([organisation])
    if not _is_local(organisation):
        places["size"] = []
    said = [(row.role, row.concept.identifier) for row in organisation.concepts.all()]
    return {
        "kind": [organisation.kind],
        "theme": [identifier for role, identifier in said if role == "theme"],
        "group": [identifier for role, identifier in said if role == "target_group"],
        "actor": [organisation.type.identifier],
        "lang": sorted({text.language for text in organisation.texts.all()}),
        **places,
    }


def _is_local(organisation: Organisation) -> bool:
    """How many live at its seat says something about a municipality and nothing about a ministry."""
    return organisation.scope == OrganisationScope.LOCAL


def _card(organisation: Organisation, language: str) -> Card:
    reading = Reading(organisation, language)
    name, about = reading.told("name"), reading.told("about")
    with translation.override(language):
        return Card(
            title=name.text,
            title_language=name.language,
            url=organisation.get_absolute_url(),
            one_liner=about.text if about else "",
            one_liner_language=about.language if about else "",
            label=organisation.type.label_in(language).text,
            facts=_facts(organisation, language),
        )


def _facts(organisation: Organisation, language: str) -> tuple:
    place_and_size = place_facts([organisation], language)
    told = place_and_size if _is_local(organisation) else place_and_size[:1]
    return tuple((fact, language) for fact in told)
