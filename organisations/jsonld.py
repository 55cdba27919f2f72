from collections.abc import Callable

from core import jsonld
from organisations.choices import RelationKind
from organisations.page import OrganisationPage
from organisations.schema_types import schema_type


def organisation_data(
    page: OrganisationPage, address: str, breadcrumbs: list[dict], absolute: Callable[[str], str]
) -> dict:
    """schema.org: the page, the organisation, the way up."""
    return jsonld.graph(
        jsonld.web_page(page.item, address, page.name, page.about),
        _organisation(page, address, absolute),
        jsonld.breadcrumb_list(breadcrumbs, absolute),
    )


def _organisation(page: OrganisationPage, address: str, absolute) -> dict:
    item = page.item
    return {
        "@type": schema_type(item.type.identifier),
        "@id": f"{address}#{item.kind}",
        "name": page.name.text,
        "alternateName": [
            *([page.short_name.text] if page.short_name else []),
            *(value.text for fact in page.other_names for value in fact.values),
        ],
        "description": page.about.text if page.about else "",
        "url": item.url,
        "sameAs": f"https://ror.org/{item.ror}" if item.ror else "",
        "foundingDate": str(item.founded_year or ""),
        "dissolutionDate": item.closed_on.isoformat() if item.closed_on else "",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": page.place.names[0].text if len(page.place.names) > 1 else "",
            "addressCountry": page.place.country_code,
        },
        "parentOrganization": _related(page, RelationKind.PART_OF, absolute),
        "memberOf": _related(page, RelationKind.MEMBER_OF, absolute),
        "knowsAbout": [jsonld.defined_term(theme, absolute) for theme in page.themes],
    }


def _related(page: OrganisationPage, kind: RelationKind, absolute) -> list[dict]:
    return [jsonld.organisation(one.organisation, absolute) for one in page.relatives if one.relation == kind.label]
