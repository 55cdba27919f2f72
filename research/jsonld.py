from collections.abc import Callable

from core import jsonld
from research.choices import ContributorRole, CslType
from research.citation import pages
from research.identifiers import written
from research.names import full_name, with_role
from research.page import ResearchPage

_TYPES = {
    CslType.ARTICLE_JOURNAL: "ScholarlyArticle",
    CslType.PAPER_CONFERENCE: "ScholarlyArticle",
    CslType.ARTICLE: "Article",
    CslType.ARTICLE_MAGAZINE: "Article",
    CslType.ENTRY_ENCYCLOPEDIA: "Article",
    CslType.ARTICLE_NEWSPAPER: "NewsArticle",
    CslType.BOOK: "Book",
    CslType.CHAPTER: "Chapter",
    CslType.REPORT: "Report",
    CslType.THESIS: "Thesis",
    CslType.DATASET: "Dataset",
    CslType.WEBPAGE: "WebPage",
    CslType.LEGISLATION: "Legislation",
    CslType.POST_WEBLOG: "BlogPosting",
    CslType.MOTION_PICTURE: "Movie",
}


def research_data(page: ResearchPage, address: str, breadcrumbs: list[dict], absolute: Callable[[str], str]) -> dict:
    """schema.org: the page, the work, the way up."""
    about = [jsonld.defined_term(theme, absolute) for theme in page.themes]
    description = page.key_message or page.plain_summary
    return jsonld.graph(
        jsonld.web_page(page.item, address, page.title, description, about=about),
        _work(page, address),
        jsonld.breadcrumb_list(breadcrumbs, absolute),
    )


def _work(page: ResearchPage, address: str) -> dict:
    item = page.item
    return {
        "@type": _TYPES.get(item.csl_type, "CreativeWork"),
        "@id": f"{address}#{item.kind}",
        "name": page.title.text,
        "alternateName": page.translated_title.text if page.translated_title else "",
        "author": _people(item, ContributorRole.AUTHOR),
        "editor": [] if item.container_title else _people(item, ContributorRole.EDITOR),
        "translator": _people(item, ContributorRole.TRANSLATOR),
        "datePublished": str(item.issued or ""),
        "inLanguage": item.language,
        "isPartOf": _container(item),
        "pagination": pages(item.page),
        "bookEdition": item.edition if item.csl_type == CslType.BOOK else "",
        "publisher": {"@type": "Organization", "name": item.publisher},
        "identifier": [
            {"@type": "PropertyValue", "propertyID": row["scheme"], "value": row["value"]}
            for row in item.identifiers_rows
            if row["scheme"] != "issn"
        ],
        "sameAs": [value.url for fact in page.identifiers for value in fact.values if value.url],
        "url": page.read_address,
        "abstract": item.abstract if item.abstract_public else "",
        "keywords": item.keywords,
        "isAccessibleForFree": page.is_free,
        "spatialCoverage": [{"@type": "Place", "name": place.text} for place in page.places],
    }


def _people(item, role: ContributorRole) -> list[dict]:
    return [_person(row) for row in with_role(item.contributions_rows, role) if full_name(row)]


def _person(row: dict) -> dict:
    if row["literal"]:
        return {"@type": "Organization", "name": row["literal"]}
    return {
        "@type": "Person",
        "name": full_name(row),
        "familyName": row["family"],
        "givenName": row["given"],
        "sameAs": f"https://orcid.org/{row['orcid']}" if row["orcid"] else "",
    }


def _container(item) -> dict:
    if item.csl_type != CslType.ARTICLE_JOURNAL:
        kind = "Book" if item.csl_type == CslType.CHAPTER else "CreativeWork"
        return {"@type": kind, "name": item.container_title, "editor": _people(item, ContributorRole.EDITOR)}
    issn = [written("issn", row["value"]) for row in item.identifiers_rows if row["scheme"] == "issn"]
    journal = {"@type": "Periodical", "name": item.container_title, "issn": issn}
    volume = (
        {"@type": "PublicationVolume", "volumeNumber": item.volume, "isPartOf": journal} if item.volume else journal
    )
    return {"@type": "PublicationIssue", "issueNumber": item.issue, "isPartOf": volume} if item.issue else volume
