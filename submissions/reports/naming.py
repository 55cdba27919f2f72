"""Places and listed organisations that a text calls by their names."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from places.models import Country
from search import analyser
from search.expression import any_of, quoted
from search.models import ValueName
from search.suggestion_words import bare_words
from submissions.reports.flowing import begins_sentence

_FACETS = ("municipality", "region", "country")
"""Where one name is that of several, the nearest counts."""
_MOST_WORDS = 4
_SHORTEST_BENT, _MOST_ENDING, _MOST_CHANGED = 4, 6, 2
_SHORTEST_ALONE = 6
"""Shorter names may be common words where a sentence begins with them."""
_BEFORE_PLACES = {"region", "kommun", "kommune", "municipality", "county", "län", "fylke"}
_SHORTEST_ORGANISATION = 5
_MOST_ASKED, _MOST_LOOKED_AT = 400, 1_000
_ORGANISATIONS = """
    SELECT item_id, (SELECT jsonb_agg(DISTINCT jsonb_build_array(card -> 'title', card -> 'title_language'))
                     FROM jsonb_each(cards) AS each(code, card))::json
    FROM search_searchdocument
    WHERE kind = 'organisation' AND array_to_tsvector(title_words) @@ %s::tsquery
    ORDER BY id LIMIT %s
"""


@dataclass(frozen=True)
class Naming:
    """Something that a page calls by its name."""

    value: str
    """`municipality:FI-444`, or the id of an organisation."""
    name: str
    """As it is called officially, or listed."""
    language: str
    page: int
    start: int
    end: int


# --- Places -----------------------------------------------------------------------------------------------------------


def places_in(pages: Sequence[str], language: str) -> list[Naming]:
    """In the running text of each page. A name of several places means that in a country of the language, or none."""
    known = _names_of_places(language)
    near = {country.code for country in Country.objects.all() if language in country.languages}
    found = [one for number, page in enumerate(pages, 1) for one in _places_on(page, number, known, language, near)]
    certain = {one.value for one, is_certain in found if is_certain}
    return _without_wider([one for one, _is_certain in found if one.value in certain])


def _names_of_places(language: str) -> dict[tuple[str, ...], list[tuple[str, str, str]]]:
    """{lexemes: [(value, name, its language)]}"""
    rows = ValueName.objects.filter(value__facet__in=_FACETS, is_hidden=False, value__is_choice=True)
    known = defaultdict(list)
    for facet, value, text, code in rows.values_list("value__facet", "value__value", "text", "language"):
        lexemes = tuple(token.lexeme for token in analyser.tokens(text, language))
        if 0 < len(lexemes) <= _MOST_WORDS and len(text) > 1:
            known[lexemes].append((f"{facet}:{value}", text, code))
    return known


def _places_on(page: str, number: int, known: dict, language: str, near: set[str]) -> Iterator[tuple[Naming, bool]]:
    """With whether it is certain that the word is a name here."""
    tokens, at = analyser.tokens(page, language), 0
    while at < len(tokens):
        length, found = _place_at(page, tokens, at, known, near)
        if found:
            start, end = tokens[at].start, tokens[at + length - 1].end
            is_certain = length > 1 or len(found[1]) >= _SHORTEST_ALONE or not begins_sentence(page, start)
            yield Naming(*found, number, start, end), is_certain
        at += length


def _place_at(page: str, tokens: list, at: int, known: dict, near: set[str]) -> tuple[int, tuple | None]:
    start = tokens[at].start
    if not page[start].isupper() or _is_surname(page, tokens, at):
        return 1, None
    for length in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        part = tokens[at : at + length]
        options = known.get(tuple(token.lexeme for token in part), ())
        found = _one_place([each for each in options if _is_spelled(each[1], page[start : part[-1].end])], near)
        if found:
            return length, found
    return 1, None


def _is_surname(page: str, tokens: list, at: int) -> bool:
    """Behind a first name: Anna Lund."""
    if at == 0 or page[tokens[at - 1].end : tokens[at].start] != " ":
        return False
    before = page[tokens[at - 1].start : tokens[at - 1].end]
    return len(before) > 2 and before[0].isupper() and before.casefold() not in _BEFORE_PLACES


def _is_spelled(name: str, written: str) -> bool:
    """The name itself or a form of it: Lohjalla, Sundsvalls."""
    if written == name:
        return True
    if len(name) < _SHORTEST_BENT or len(written) > len(name) + _MOST_ENDING:
        return False
    return written.casefold().startswith(name.casefold()[: max(3, len(name) - _MOST_CHANGED)])


def _one_place(options: list[tuple[str, str, str]], near: set[str]) -> tuple[str, str, str] | None:
    for facet in _FACETS:
        of_facet = {value: (value, name, code) for value, name, code in options if value.startswith(f"{facet}:")}
        if len(of_facet) > 1:
            of_facet = {value: each for value, each in of_facet.items() if country_of(value) in near}
        if of_facet:
            return next(iter(of_facet.values())) if len(of_facet) == 1 else None
    return None


def country_of(value: str) -> str:
    return value.partition(":")[2][:2]


def _without_wider(found: list[Naming]) -> list[Naming]:
    """A country goes without saying where places in it are named."""
    within = {country_of(one.value) for one in found if not one.value.startswith("country:")}
    return [one for one in found if not (one.value.startswith("country:") and country_of(one.value) in within)]


# --- Organisations ----------------------------------------------------------------------------------------------------


def organisations_in(pages: Sequence[str]) -> list[Naming]:
    found, text = [], "\n".join(pages).casefold()
    for item_id, names in _organisations_like(pages):
        for listed, language in names:
            name = unicodedata.normalize("NFC", listed)
            if len(name) >= _SHORTEST_ORGANISATION and name.casefold() in text:
                found += _called(str(item_id), name, language or "", pages)
    return found


def _organisations_like(pages: Sequence[str]) -> list[tuple]:
    """Those that share a word with what the text writes with a capital letter, the most frequent words first."""
    capital = Counter(word for page in pages for word in analyser.split(page) if word[0].isupper() and len(word) > 2)
    asked = bare_words(" ".join(word for word, _times in capital.most_common(_MOST_ASKED)))
    wanted = any_of(quoted(word) for word in asked)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ORGANISATIONS, [wanted, _MOST_LOOKED_AT])
        return cursor.fetchall()


def _called(value: str, name: str, language: str, pages: Sequence[str]) -> Iterator[Naming]:
    """A name of one word is told from the word by its capital letter."""
    flags = re.IGNORECASE if " " in name else 0
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)
    for number, page in enumerate(pages, 1):
        for match in pattern.finditer(page):
            yield Naming(value, name, language, number, *match.span())
