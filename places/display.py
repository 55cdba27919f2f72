"""How pages name where something is."""

from dataclasses import dataclass

from django.db.models.functions import JSONObject

from core.addresses import address
from core.everyday import population
from core.reading import Phrase
from places.models import Country, Municipality, NamedPlace, Region

COUNTRY_COLUMNS = {
    "is_nordic": "country__is_nordic",
    "code": "country__code",
    "name": "country__name",
    "names": "country__names",
    "languages": "country__languages",
}
PLACE_COLUMNS = {
    "locality": "locality",
    "country": JSONObject(**COUNTRY_COLUMNS),
    "region": JSONObject(
        code="region__code", name="region__name", names="region__names", languages="region__languages"
    ),
    "municipality": JSONObject(
        name="municipality__name",
        names="municipality__names",
        languages="municipality__languages",
        population="municipality__population",
    ),
}
"""Columns of a `PlaceAssignment` for `with_rows`; each row is read with `place_from_row`."""


@dataclass(frozen=True)
class PlaceLine:
    """A place with its names from the nearest to the country, each with its language and address."""

    names: tuple[Phrase, ...]
    size: str
    """How many people live there; empty for what is no municipality."""
    country_code: str

    @property
    def text(self) -> str:
        return ", ".join(name.text for name in self.names)


def place_from_row(row: dict, language: str) -> PlaceLine:
    country = Country(**row["country"]) if row["country"]["code"] else None
    region = Region(**row["region"]) if row["region"]["code"] else None
    municipality = Municipality(**row["municipality"]) if row["municipality"]["name"] else None
    return place_line(country, region, municipality, row["locality"], language)


def place_line(
    country: Country | None, region: Region | None, municipality: Municipality | None, locality: str, language: str
) -> PlaceLine:
    region_url = region_address(country, region) if country and region else ""
    names = []
    if municipality:
        names.append(_name(municipality, language, region_url))
    elif locality:
        names.append(Phrase(locality, country.languages[0] if country and country.languages else "", region_url))
    elif region and region.name != country.name:
        names.append(_name(region, language, region_url))
    if country:
        names.append(_name(country, language, country_address(country)))
    return PlaceLine(
        names=tuple(names),
        size=population(municipality.population) if municipality else "",
        country_code=country.code if country else "",
    )


def country_address(country: Country) -> str:
    """Only places in the Nordic region have pages."""
    if not country.is_nordic:
        return ""
    return address("portal:country", country=country.code.lower())


def region_address(country: Country, region: Region) -> str:
    return address("portal:region", country=country.code.lower(), region=region.code.lower())


def country_name(row: dict, language: str) -> Phrase:
    """From a row of `COUNTRY_COLUMNS`."""
    return _name(Country(**row), language, "")


def _name(place: NamedPlace, language: str, url: str) -> Phrase:
    return Phrase(*place.name_in(language), url)
