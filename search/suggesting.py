"""What somebody who has begun to type may be looking for: concepts, titles, organisations and places."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest

from django.db import connections

from search.bitmaps import COUNTED_FACETS
from search.expression import all_of, quoted
from search.query import title_of
from search.suggestion_words import bare_words

CONCEPT, TITLE, ORGANISATION, PLACE = "concept", "title", "organisation", "place"
KINDS = (CONCEPT, TITLE, ORGANISATION, PLACE)
"""In the order in which they are shown."""
SHORTEST = 2
LONGEST = 80
_SHORTEST_FOR_TITLES = 3
"""Half of all titles hold a word with some beginning of two letters."""
_MOST_WORDS = 6
_CANDIDATES = 24
_LOOKED_AT = 2_000
_PLACES = ("country", "region", "municipality")

_NAMES = """
    SELECT facet, value, label, text, language, is_hidden FROM (
        SELECT DISTINCT ON (value.id) value.facet, value.value, (value.labels -> %(reader)s)::json AS label,
            name.text, name.language, name.is_hidden,
            name.text = value.labels -> %(reader)s ->> 0 AS is_label,
            name.language = %(reader)s AS is_own, name.words[1] LIKE %(first)s AS is_first
        FROM search_valuename name JOIN search_facetvalue value ON value.id = name.value_id
        WHERE array_to_tsvector(name.words) @@ %(wanted)s::tsquery
        ORDER BY value.id, is_hidden, is_label DESC, is_own DESC, is_first DESC, name.text
    ) found
    ORDER BY is_hidden, facet = 'municipality', is_label DESC, is_own DESC, is_first DESC, length(text), facet, value
    LIMIT %(candidates)s
"""
# The cards are read of the few that are left: each is large.
_TITLES = """
    WITH begun AS MATERIALIZED (
        SELECT id, kind, quality, evidence, is_running, confirmed_on FROM search_searchdocument
        WHERE array_to_tsvector(title_words) @@ %(wanted)s::tsquery LIMIT %(looked_at)s
    ), best AS MATERIALIZED (
        SELECT id, row_number() OVER (PARTITION BY kind = 'organisation' ORDER BY
            quality DESC, evidence DESC, is_running DESC, confirmed_on DESC NULLS LAST, id) AS place
        FROM begun
    )
    SELECT kind, short_id, (cards -> %(reader)s)::json FROM best JOIN search_searchdocument USING (id)
    WHERE place <= %(candidates)s ORDER BY place, id
"""
_COUNT_BY_BITMAP = "SELECT key, sum(bit_count(bits)) FROM search_bitmap WHERE key = ANY(%s) GROUP BY key"
_COUNT_BY_VALUE = """
    SELECT '#' || facet || ':' || value, (SELECT count(*) FROM search_searchdocument WHERE facets @> ARRAY[row.id::int])
    FROM search_facetvalue row WHERE (facet, value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
"""


@dataclass(frozen=True)
class Suggestion:
    kind: str
    text: str
    language: str
    """Empty: that of the page."""
    count: int = 0
    """Items that choosing it shows; for an organisation, items that it runs."""
    url: str = ""
    """Of the item itself; empty where a filter is what is suggested."""
    facet: str = ""
    value: str = ""
    detail: str = ""
    """Another name that was typed, or what kind of item it is."""
    detail_language: str = ""


def suggest(beginning: str, language: str, limit: int = 8, using: str = "default") -> list[Suggestion]:
    """Every word typed begins a word of what is suggested, in any language; accents may be missing."""
    words = bare_words(beginning[:LONGEST])[:_MOST_WORDS]
    if len("".join(words)) < SHORTEST:
        return []
    parameters = {
        "reader": language,
        "wanted": all_of(f"{quoted(word)}:*" for word in words),
        "first": f"{words[0]}%",
        "candidates": _CANDIDATES,
        "looked_at": _LOOKED_AT,
    }
    with connections[using].cursor() as cursor:
        named = _named(cursor, parameters, language)
        titled = _titled(cursor, parameters) if max(map(len, words)) >= _SHORTEST_FOR_TITLES else []
    by_kind = {kind: [one for one in (*named, *titled) if one.kind == kind] for kind in KINDS}
    return _shared_out(by_kind.values(), limit)


def _named(cursor, parameters: dict, language: str) -> list[Suggestion]:
    """Concepts and places that listed items carry."""
    cursor.execute(_NAMES, parameters)
    rows = cursor.fetchall()
    counts = _counts(cursor, {(facet, value) for facet, value, *_ in rows})
    found: dict[tuple, Suggestion] = {}
    for facet, value, label, name, name_language, is_hidden in rows:
        count = counts.get((facet, value), 0)
        text, text_language = title_of(facet, value, label)
        is_told = is_hidden or name.casefold() == text.casefold()
        one = Suggestion(
            kind=PLACE if facet in _PLACES else CONCEPT,
            text=text,
            language=text_language,
            count=count,
            facet=facet,
            value=value,
            detail="" if is_told else name,
            detail_language="" if is_told else name_language,
        )
        if count and ((key := (one.kind, text)) not in found or found[key].count < count):
            found[key] = one
    return list(found.values())


def _counts(cursor, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """{(facet, value): number of listed items that carry it}."""
    keys = {f"#{facet}:{value}": (facet, value) for facet, value in wanted}
    with_bitmap = [key for key, (facet, _) in keys.items() if facet in COUNTED_FACETS]
    without = [pair for key, pair in keys.items() if key not in with_bitmap]
    rows = []
    if with_bitmap:
        cursor.execute(_COUNT_BY_BITMAP, [with_bitmap])
        rows += cursor.fetchall()
    if without:
        cursor.execute(_COUNT_BY_VALUE, [list(column) for column in zip(*without, strict=True)])
        rows += cursor.fetchall()
    return {keys[key]: int(number) for key, number in rows}


def _titled(cursor, parameters: dict) -> list[Suggestion]:
    cursor.execute(_TITLES, parameters)
    rows = cursor.fetchall()
    first = parameters["first"].rstrip("%")
    rows.sort(key=lambda row: not " ".join(bare_words(row[2]["title"])).startswith(first))
    owners = {("owner", short_id) for kind, short_id, _ in rows if kind == "organisation"}
    counts = _counts(cursor, owners)
    return [_title(kind, card, counts.get(("owner", short_id), 0)) for kind, short_id, card in rows]


def _title(kind: str, card: dict, count: int) -> Suggestion:
    return Suggestion(
        kind=ORGANISATION if kind == "organisation" else TITLE,
        text=card["title"],
        language=card["title_language"],
        count=count,
        url=card["url"],
        detail=card["label"],
    )


def _shared_out(groups: Iterable[list[Suggestion]], limit: int) -> list[Suggestion]:
    """One of each kind in turn until there are enough; then the kinds one after another."""
    in_turn = [one for one in chain.from_iterable(zip_longest(*groups)) if one][:limit]
    return sorted(in_turn, key=lambda one: KINDS.index(one.kind))
