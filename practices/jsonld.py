from collections.abc import Callable

from core import jsonld
from organisations.schema_types import GOVERNMENT_ORGANISATION, schema_type
from practices.page import PracticePage


def practice_data(page: PracticePage, address: str, breadcrumbs: list[dict], absolute: Callable[[str], str]) -> dict:
    """schema.org: the page, the practice as a project (a service of a public body too), the way up."""
    about = [jsonld.defined_term(theme, absolute) for theme in page.themes]
    return jsonld.graph(
        jsonld.web_page(page.item, address, page.title, page.one_liner, about=about),
        _project(page, address, absolute),
        jsonld.breadcrumb_list(breadcrumbs, absolute),
    )


def _project(page: PracticePage, address: str, absolute) -> dict:
    item = page.item
    owner = page.owner
    owner_type = schema_type(item.owner.type.identifier) if owner else "Organization"
    is_service = owner_type == GOVERNMENT_ORGANISATION
    types = {owner: owner_type}
    runners = [jsonld.organisation(phrase, absolute, types.get(phrase, "Organization")) for phrase in page.runners]
    return {
        "@type": ["Project", "GovernmentService"] if is_service else "Project",
        "@id": f"{address}#{item.kind}",
        "name": page.title.text,
        "description": (page.summary or page.one_liner).text,
        "url": item.website,
        "identifier": str(item.pk),
        "foundingDate": str(item.started or ""),
        "dissolutionDate": str(item.ended or ""),
        "areaServed": [{"@type": "Place", "name": place.text} for place in page.places],
        "parentOrganization": runners,
        "serviceOperator": runners if is_service else [],
        "audience": [{"@type": "Audience", "audienceType": phrase.text} for phrase in page.target_groups],
    }
