"""What the places of an item are called as values to filter by, and how a card names them."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from places.display import place_line
from places.sizes import size_of

_NORDIC_FROM = 3
"""From so many Nordic countries on, an item counts as Nordic."""


def place_facets(places: Iterable) -> dict[str, list[str]]:
    """`places` have country, region and municipality: assignments, or an organisation itself."""
    places = [place for place in places if place.country_id]
    nordic = {place.country_id for place in places if place.country.is_nordic}
    countries = sorted(nordic)
    if len(nordic) >= _NORDIC_FROM:
        countries.append("nordic")
    if any(not place.country.is_nordic for place in places):
        countries.append("other")
    municipalities = [place.municipality for place in places if place.municipality_id]
    return {
        "country": countries,
        "region": sorted({place.region_id for place in places if place.region_id}),
        "municipality": sorted({f"{place.country_id}-{place.code}" for place in municipalities}),
        "size": sorted({size for place in municipalities if (size := size_of(place))}),
    }


def place_names(places: Iterable, language: str) -> list[str]:
    """Every name of these places for readers of `language`, narrowest first; words to be found by."""
    names = []
    for place in places:
        for part in (place.municipality, place.region, place.country):
            names += [part.name_in(language)[0]] if part else []
        names += [place.locality] if place.locality else []
    return list(dict.fromkeys(names))


def place_facts(places: Iterable, language: str) -> list[str]:
    """Where it is and how many live there, in the active language; empty when no place is known."""
    lines = [place_line(place.country, place.region, place.municipality, place.locality, language) for place in places]
    if not lines or not lines[0].text:
        return []
    text, others = lines[0].text, len(lines) - 1
    if others:
        text = ngettext("%(place)s and %(count)s more place", "%(place)s and %(count)s more places", others) % {
            "place": text,
            "count": others,
        }
    return [part for part in (text, lines[0].size) if part]
