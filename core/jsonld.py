"""Pieces of schema.org data that all kinds of page share."""

from core.reading import Phrase

CONTEXT = "https://schema.org"
LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def without_empties(data):
    """The same data without properties that say nothing; 0 and False say something."""
    if isinstance(data, dict):
        kept = {key: without_empties(value) for key, value in data.items()}
        kept = {key: value for key, value in kept.items() if not _is_empty(value)}
        return kept if kept.keys() - {"@type"} else {}
    if isinstance(data, list | tuple):
        kept = [without_empties(value) for value in data]
        return [value for value in kept if not _is_empty(value)]
    return data


def _is_empty(value) -> bool:
    return value is None or value in ("", [], {})


def graph(*nodes: dict) -> dict:
    return {"@context": CONTEXT, "@graph": without_empties(list(nodes))}


def breadcrumb_list(breadcrumbs: list[dict], absolute) -> dict:
    """`absolute(path)` gives an address with its host."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": str(crumb["label"]), "item": absolute(crumb["url"])}
            for number, crumb in enumerate(breadcrumbs, start=1)
        ],
    }


def defined_term(phrase: Phrase, absolute) -> dict:
    return {"@type": "DefinedTerm", "name": phrase.text, "url": absolute(phrase.url) if phrase.url else ""}


def organisation(phrase: Phrase, absolute, kind: str = "Organization") -> dict:
    return {"@type": kind, "name": phrase.text, "url": absolute(phrase.url) if phrase.url else ""}


def web_page(item, address: str, name: Phrase, description: Phrase | None, **more) -> dict:
    """The page itself, which has a language, dates and sources; what it is about is its `mainEntity`."""
    return {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": name.text,
        "description": description.text if description else "",
        "inLanguage": name.language,
        "datePublished": item.published_at.date().isoformat(),
        "dateModified": item.updated_at.date().isoformat(),
        "lastReviewed": item.last_confirmed_on.isoformat() if item.last_confirmed_on else "",
        "license": LICENCES.get(item.licence, ""),
        "isBasedOn": item.source_urls,
        "mainEntity": {"@id": f"{address}#{item.kind}"},
        **more,
    }
