"""Places and organisations by the beginnings of their names, in any language and without accents."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.db.models.fields.json import KeyTransform
from django.utils.translation import get_language

from places.models import Country, Municipality, Region
from search.expression import all_of, quoted
from search.models import FacetValue, SearchDocument
from search.query import title_of
from search.suggestion_words import bare_words

SHORTEST, LONGEST = 2, 80
MOST = 8
_MOST_WORDS = 6
_MOST_CHOSEN = 20
_PLACE_FACETS = ("country", "region", "municipality")

_PLACES = """
    SELECT facet, value, label, above, text, language FROM (
        SELECT DISTINCT ON (value.id) value.facet, value.value, (value.labels -> %(reader)s)::json AS label,
            json_build_array(broader.labels -> %(reader)s, top.labels -> %(reader)s) AS above, name.text, name.language,
            lower(name.text) = %(typed)s AS is_whole, name.words[1] LIKE %(first)s AS is_first,
            name.text = value.labels -> %(reader)s ->> 0 AS is_label
        FROM search_valuename name
        JOIN search_facetvalue value ON value.id = name.value_id
        LEFT JOIN search_facetvalue broader ON broader.id = value.broader_id
        LEFT JOIN search_facetvalue top ON top.id = broader.broader_id
        WHERE array_to_tsvector(name.words) @@ %(wanted)s::tsquery AND NOT name.is_hidden
            AND value.facet IN ('country', 'region', 'municipality')
        ORDER BY value.id, is_whole DESC, is_label DESC, is_first DESC, name.text
    ) found
    ORDER BY is_whole DESC, is_first DESC, facet = 'municipality', length(text), facet, value
    LIMIT %(most)s
"""
_ORGANISATIONS = """
    SELECT item_id, (cards -> %(reader)s)::json FROM (
        SELECT id FROM search_searchdocument
        WHERE kind = 'organisation' AND array_to_tsvector(title_words) @@ %(wanted)s::tsquery LIMIT %(looked_at)s
    ) begun JOIN search_searchdocument USING (id)
    ORDER BY position(%(typed)s IN lower(cards -> %(reader)s ->> 'title')) <> 1,
        length(cards -> %(reader)s ->> 'title'), id
    LIMIT %(most)s
"""
_LOOKED_AT = 200


@dataclass(frozen=True)
class Named:
    """Something to choose. Languages are those of the names; empty: that of the page."""

    value: str
    """As forms send it: `municipality:FI-444`, `region:SE-M`, `country:DK`, or the id of an organisation."""
    name: str
    language: str
    detail: str = ""
    """Where it lies, in the language of the page."""
    other_name: str = ""
    """The name that was typed, where it is another one."""
    other_language: str = ""


def places_named(typed: str, *, most: int = MOST) -> list[Named]:
    """Municipalities, regions and countries with a name of which every typed word begins a word."""
    parameters = _parameters(typed, most)
    if not parameters:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, parameters)
        rows = cursor.fetchall()
    return [*(_place(*row) for row in rows), *_other_countries(typed)][:most]


def organisations_named(typed: str, *, most: int = MOST) -> list[Named]:
    """Listed organisations, by any of their names in any language."""
    parameters = _parameters(typed, most)
    if not parameters:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ORGANISATIONS, parameters)
        rows = cursor.fetchall()
    return [_organisation(item_id, card) for item_id, card in rows]


# --- What was chosen --------------------------------------------------------------------------------------------------


def places_chosen(values: Iterable[str]) -> list[Named]:
    """To show again what a form has sent, in its order; what is no place of ours falls away."""
    values = list(dict.fromkeys(values))[:_MOST_CHOSEN]
    rows = FacetValue.objects.named(_pair(value) for value in values if _is_place(value)).with_broader()
    found = {f"{row.facet}:{row.value}": _place_of_row(row) for row in rows}
    codes = [value.removeprefix("country:") for value in values if value.startswith("country:") and value not in found]
    for country in Country.objects.filter(code__in=codes) if codes else ():
        found[f"country:{country.code}"] = Named(f"country:{country.code}", *country.name_in(get_language()))
    return [found[value] for value in values if value in found]


def assignments(values: Iterable[str]) -> list[dict[str, Country | Region | Municipality | None]]:
    """country, region and municipality of each chosen place, as a `PlaceAssignment` stores them."""
    pairs = [_pair(value) for value in list(dict.fromkeys(values))[:_MOST_CHOSEN]]
    known = {facet: {code for said, code in pairs if said == facet} for facet in _PLACE_FACETS}
    wanted = Q(pk__in=[])
    for country, _dash, number in (code.partition("-") for code in known["municipality"]):
        wanted |= Q(country_id=country, code=number)
    rows = {("municipality", f"{row.country_id}-{row.code}"): row for row in Municipality.objects.filter(wanted)}
    codes = known["region"] | {row.region_id for row in rows.values()}
    rows |= {("region", row.code): row for row in Region.objects.filter(code__in=codes)}
    codes = known["country"] | {row.country_id for row in rows.values()}
    rows |= {("country", row.code): row for row in Country.objects.filter(code__in=codes)}
    return [_assignment(rows[pair], rows) for pair in pairs if pair in rows]


def _assignment(place: Country | Region | Municipality, rows: dict) -> dict:
    region = rows["region", place.region_id] if isinstance(place, Municipality) else place
    country = rows["country", region.country_id] if isinstance(region, Region) else region
    return {
        "country": country,
        "region": region if isinstance(region, Region) else None,
        "municipality": place if isinstance(place, Municipality) else None,
    }


def organisations_chosen(item_ids: Iterable[str]) -> list[Named]:
    """To show again what a form has sent; only listed ones are named."""
    wanted = [key for item_id in list(item_ids)[:_MOST_CHOSEN] if (key := as_uuid(item_id))]
    rows = SearchDocument.objects.filter(kind="organisation", item_id__in=wanted)
    return [_organisation(*row) for row in rows.values_list("item_id", KeyTransform(get_language(), "cards"))]


def as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _pair(value: str) -> tuple[str, str]:
    facet, _colon, code = value.partition(":")
    return facet, code


def _is_place(value: str) -> bool:
    return _pair(value)[0] in _PLACE_FACETS


def _place_of_row(row: FacetValue) -> Named:
    broader = row.broader
    above = [part.labels.get(get_language()) for part in (broader, broader and broader.broader) if part]
    name, language = title_of(row.facet, row.value, row.labels.get(get_language()))
    return _place(row.facet, row.value, [name, language], above, name, language)


# --- What is asked and answered ---------------------------------------------------------------------------------------


def _parameters(typed: str, most: int) -> dict:
    """Empty where too little or too much was typed."""
    words = bare_words(typed)[:_MOST_WORDS] if len(typed) <= LONGEST else []
    if len("".join(words)) < SHORTEST:
        return {}
    return {
        "reader": get_language(),
        "typed": typed.strip().lower(),
        "wanted": all_of(f"{quoted(word)}:*" for word in words),
        "first": f"{words[0]}%",
        "most": most,
        "looked_at": _LOOKED_AT,
    }


def _place(facet: str, value: str, label: list, above: list, text: str, language: str) -> Named:
    name, name_language = title_of(facet, value, label)
    around = dict.fromkeys(part[0] for part in above if part and part[0] != name)
    is_told = text.casefold() == name.casefold()
    return Named(
        value=f"{facet}:{value}",
        name=name,
        language=name_language,
        detail=", ".join(around),
        other_name="" if is_told else text,
        other_language="" if is_told else language,
    )


def _other_countries(typed: str) -> list[Named]:
    """Few: those of the world from which or with which somebody works."""
    words = bare_words(typed)
    found = []
    for country in Country.objects.filter(is_nordic=False):
        names = [(country.name, country.languages[0] if country.languages else "en"), *_names(country)]
        if any(all(any(part.startswith(word) for part in bare_words(name)) for word in words) for name, _code in names):
            found.append(Named(f"country:{country.code}", *country.name_in(get_language())))
    return found


def _names(country: Country) -> list[tuple[str, str]]:
    return [(name, code) for code, name in country.names.items()]


def _organisation(item_id, card: dict) -> Named:
    where = ", ".join(text for text, _language in card["facts"][:1])
    return Named(str(item_id), card["title"], card["title_language"], where)
