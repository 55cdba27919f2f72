"""Places and organisations by the beginnings of their names, in any language and without accents."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from places.models import Country
from search.expression import all_of, quoted
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
