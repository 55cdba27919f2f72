"""Every public page in every interface language, with its sister pages, as search engines want to read it."""

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.db.models import Count, Max
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from core.languages import INTERFACE_LANGUAGES, SOURCE_LANGUAGE
from core.models import Generation
from places.display import country_address
from places.models import Country, Region
from portal.geography import place_address
from portal.topics import FACET_OF_SCHEME
from search.models import SearchDocument
from vocabulary.models import Concept

LARGEST = 10_000
"""Addresses in one file; more of them are split, each language for itself."""
_PAGES = ("home", "themes", "map", "places", "about", "share", "privacy", "accessibility")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True)
class Entry:
    """One page: its address per language, and when it last changed where that is known."""

    addresses: dict[str, str]
    changed_on: datetime.date | None = None


class Sitemap:
    """Reads each table once, however many items there are."""

    def __init__(self, base: str):
        self._base = base
        self._entries = [*_fixed_pages(), *_themes(), *_places(), *_items()]

    def file(self, part: str) -> str | None:
        """All of it; with more than one file may hold, their index or one `part`; None for a part there is not."""
        if not part:
            return self._index() if self._needs_index() else self._whole()
        return self._part(part) if part in self.parts() else None

    def parts(self) -> list[str]:
        numbers = range(1, -(-len(self._entries) // LARGEST) + 1)
        return [f"{language}-{number}" for language in INTERFACE_LANGUAGES for number in numbers]

    def _needs_index(self) -> bool:
        return len(self._entries) * len(INTERFACE_LANGUAGES) > LARGEST

    def _index(self) -> str:
        address = self._base + reverse("sitemap")
        links = (f"<sitemap><loc>{escape(address)}?part={part}</loc></sitemap>\n" for part in self.parts())
        return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(links)}</sitemapindex>\n"

    def _whole(self) -> str:
        return self._written((entry, code) for entry in self._entries for code in INTERFACE_LANGUAGES)

    def _part(self, name: str) -> str:
        language, _dash, number = name.partition("-")
        start = (int(number) - 1) * LARGEST
        return self._written((entry, language) for entry in self._entries[start : start + LARGEST])

    def _written(self, pairs: Iterator[tuple[Entry, str]]) -> str:
        urls = "".join(self._url(entry, language) for entry, language in pairs)
        return f'{_HEAD}<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{urls}</urlset>\n'

    def _url(self, entry: Entry, language: str) -> str:
        changed = f"<lastmod>{entry.changed_on:%Y-%m-%d}</lastmod>" if entry.changed_on else ""
        sisters = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{self._base}{escape(address)}"/>'
            for code, address in (*entry.addresses.items(), ("x-default", entry.addresses[SOURCE_LANGUAGE]))
        )
        return f"<url><loc>{self._base}{escape(entry.addresses[language])}</loc>{changed}{sisters}</url>\n"


def sitemap_etag(request: HttpRequest) -> str:
    """Changes with anything that the sitemap is made of; two statements instead of all of it."""
    generations = list(Generation.objects.order_by("area").values_list("area", "number"))
    documents = SearchDocument.objects.aggregate(Count("id"), Max("id"), Max("published_on"), Max("confirmed_on"))
    known = (request.get_host(), request.META.get("QUERY_STRING", ""), _PAGES, generations, documents)
    return f'"{hashlib.sha256(repr(known).encode()).hexdigest()[:32]}"'


def _fixed_pages() -> list[Entry]:
    return _by_language(lambda: [reverse(f"portal:{page}") for page in _PAGES])


def _themes() -> list[Entry]:
    concepts = Concept.objects.current().filter(scheme__in=FACET_OF_SCHEME)
    identifiers = list(concepts.order_by("scheme", "identifier").values_list("identifier", flat=True))
    return _by_language(lambda: [reverse("portal:theme", kwargs={"identifier": one}) for one in identifiers])


def _places() -> list[Entry]:
    countries = list(Country.objects.filter(is_nordic=True))
    regions = [
        region for region in Region.objects.without_outlines().with_country() if region.code != region.country_id
    ]
    return _by_language(lambda: [*map(country_address, countries), *map(place_address, regions)])


def _by_language(addresses_now: Callable[[], list[str]]) -> list[Entry]:
    """`addresses_now()` gives the same pages in the active language."""
    columns = {}
    for code in INTERFACE_LANGUAGES:
        with translation.override(code):
            columns[code] = addresses_now()
    rows = zip(*columns.values(), strict=True)
    return [Entry(dict(zip(columns, row, strict=True))) for row in rows]


def _items() -> Iterator[Entry]:
    rows = SearchDocument.objects.order_by("id").values_list("cards", "published_on", "confirmed_on")
    for cards, published_on, confirmed_on in rows.iterator():
        addresses = {code: cards[code]["url"] for code in INTERFACE_LANGUAGES}
        yield Entry(addresses, max(filter(None, (published_on, confirmed_on))))
