from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from core import jsonld
from core.reading import Phrase
from vocabulary.models import Concept


def website_data(absolute: Callable[[str], str]) -> dict:
    """schema.org: the portal, who publishes it, and how to search it."""
    home = absolute(reverse("portal:home"))
    template = f"{absolute(reverse('portal:search'))}?q={{words}}"
    return jsonld.graph(
        {
            "@type": ["WebSite", "DataCatalog"],
            "@id": f"{home}#portal",
            "url": home,
            "name": str(settings.SITE_NAME),
            "alternateName": str(settings.SITE_TAGLINE),
            "inLanguage": get_language(),
            "license": jsonld.LICENCES["CC-BY-4.0"],
            "publisher": {
                "@type": "Organization",
                "name": "Nordic Welfare Centre",
                "url": "https://nordicwelfare.org/",
            },
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": template},
                "query-input": "required name=words",
            },
        }
    )


def concept_data(
    concept: Concept,
    name: Phrase,
    definition: Phrase | None,
    breadcrumbs: list[dict],
    absolute: Callable[[str], str],
) -> dict:
    """schema.org: the concept as a term of the thesaurus, and the way up."""
    address = absolute(reverse("portal:theme", kwargs={"identifier": concept.identifier}))
    term = {
        "@type": "DefinedTerm",
        "@id": f"{address}#concept",
        "url": address,
        "name": name.text,
        "description": definition.text if definition else "",
        "termCode": concept.identifier,
        "inLanguage": name.language,
        "inDefinedTermSet": absolute(reverse("portal:themes")),
    }
    return jsonld.graph(term, jsonld.breadcrumb_list(breadcrumbs, absolute))
