"""What a document is found by: its keys, as PostgreSQL writes a tsvector.

The keys are told apart by how they begin: a word by a letter or digit, `^` a word in a title, `~` a word that stands
often, `@` a concept (`^@` in a title, or the main theme), `#` a value to filter by, `!` the month of the last
confirmation and its day, `*` every document, and `*1` to `*3` how much speaks for it (see `prior`).
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from search import analyser, prior, thesaurus
from search.document import Document, IndexedText
from search.facets import BY_KEY
from search.misspelling import forms_in
from search.models import EVERY_DOCUMENT, FacetValue
from search.passages import Passage, passage_of
from search.thesaurus import Thesaurus
from search.topics import key_of

_PLACES_PER_LANGUAGE = 1600
"""PostgreSQL counts positions up to 16 383; ten languages share them."""
_PLACES_PER_LEXEME = 255
_PLACE_OF_CONCEPTS = 16_383
_OFTEN = 4
"""A word that stands so many times in one language version is what the item is about."""
_BETWEEN_LABELS = ", "
_LABELS_REMEMBERED = 8192
_WEIGHTS = "ABCD"
_SPECIAL = "#@!*"


@dataclass(frozen=True)
class IndexedRow:
    vector: str
    rank_vector: str
    keys: frozenset[str]
    """Concepts, values, month, day and `*`: what bitmaps are always kept for."""
    words: frozenset[str]
    """All the other keys: those of them that are tracked have bitmaps too."""
    forms: list[str]
    passages: dict[str, Passage]


@dataclass
class _Found:
    """What the texts of a document say, gathered over its languages."""

    places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """{lexeme: [(place, weight), …]}"""
    ranked: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    concepts: dict[str, str] = field(default_factory=dict)
    """{key of a concept: best weight}"""
    marks: set[str] = field(default_factory=set)
    """Keys that are there or not, and have no place."""
    passages: dict[str, Passage] = field(default_factory=dict)


def indexed(document: Document, values: list[FacetValue], known: Thesaurus | None = None) -> IndexedRow:
    """`values` are those of the document and the broader ones. Without `known` labels the current ones are read."""
    known = known or thesaurus.current()
    found = _Found()
    for number, text in enumerate(document.texts):
        _read(found, text, number * _PLACES_PER_LANGUAGE, known)
    _tag(found, document, known)
    _mark(found, document, values)
    concepts = {key: [(_PLACE_OF_CONCEPTS, weight)] for key, weight in found.concepts.items()}
    everything = found.places | concepts | dict.fromkeys(found.marks, ())
    special = frozenset(key for key in everything if key[0] in _SPECIAL)
    return IndexedRow(
        vector=_written(everything),
        rank_vector=_written(found.ranked | concepts),
        keys=special,
        words=frozenset(everything.keys() - special),
        forms=_forms(document),
        passages=found.passages,
    )


# --- Texts ------------------------------------------------------------------------------------------------------------


def _read(found: _Found, text: IndexedText, offset: int, known: Thesaurus) -> None:
    for label in text.labels.split(_BETWEEN_LABELS):
        for lexeme in _lexemes_of_label(label, text.language):
            found.places.setdefault(lexeme, [])
    whole, ends = _joined((text.title, text.one_liner, text.summary, text.body))
    tokens = analyser.tokens(whole, text.language)
    if not tokens:
        return
    _place(found, tokens, ends, offset)
    mentions = known.named_in(tokens, whole, text.language)
    if passage := passage_of(whole, ends[0], tokens, mentions):
        found.passages[text.language] = passage
    for mention in mentions:
        is_in_title = tokens[mention.first].start < ends[0]
        weight = "D" if mention.is_inner else "A" if is_in_title else "C"
        _say(found, mention.concept.key, weight, mention.concept.broader)
        if is_in_title and not mention.is_inner:
            found.marks.add(f"^{mention.concept.key}")


@lru_cache(maxsize=_LABELS_REMEMBERED)
def _lexemes_of_label(label: str, language: str) -> tuple[str, ...]:
    """The same labels are said of many documents."""
    return tuple(
        {lexeme: None for token in analyser.tokens(label, language) for lexeme in (token.lexeme, *token.parts)}
    )


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _joined(fields: tuple[str, ...]) -> tuple[str, list[int]]:
    """The fields as one text, and where each of them ends in it."""
    whole, ends = "", []
    for text in map(_normal, fields):
        whole += text
        ends.append(len(whole))
        whole += "\n"
    return whole, ends


def _place(found: _Found, tokens: list[analyser.Token], ends: list[int], offset: int) -> None:
    all_keys: list[str] = []
    places, ranked, beyond = found.places, found.ranked, offset + _PLACES_PER_LANGUAGE
    number, end = 0, ends[0]
    for position, (start, _end, lexeme, parts) in enumerate(tokens, offset + 1):
        while start >= end:
            number += 1
            end = ends[number]
        # The body weighs as much as the summary, but it is too long to rank by.
        weight = _WEIGHTS[min(number, 2)]
        for key in (lexeme, *parts):
            all_keys.append(key)
            if number == 0:
                found.marks.add(f"^{key}")
            place = places.setdefault(key, [])
            if position < beyond:
                _put(place, position, weight)
                if number < 3:
                    _put(ranked.setdefault(key, []), position, weight)
            weight = "D"
    found.marks.update(f"~{key}" for key, times in Counter(all_keys).items() if times >= _OFTEN)


def _put(places: list[tuple[int, str]], position: int, weight: str) -> None:
    if len(places) < _PLACES_PER_LEXEME and not (places and places[-1][0] == position):
        places.append((position, weight))


# --- Concepts and values ----------------------------------------------------------------------------------------------


def _say(found: _Found, key: str, weight: str, broader: tuple[str, ...]) -> None:
    found.concepts[key] = min(weight, found.concepts.get(key, weight))
    for above in broader:
        found.concepts.setdefault(above, "D")


def _tag(found: _Found, document: Document, known: Thesaurus) -> None:
    for key in _tagged(document):
        topic = known.topics.get(key)
        _say(found, key, "B", topic.broader if topic else ())
    if document.main_theme:
        main = key_of(BY_KEY["theme"].scheme, document.main_theme)
        topic = known.topics.get(main)
        _say(found, main, "A", topic.broader if topic else ())
        found.marks.add(f"^{main}")


def _tagged(document: Document) -> Iterator[str]:
    for name, values in document.facets.items():
        facet = BY_KEY[name]
        if facet.scheme and facet.names_topic:
            for value in values:
                yield key_of(facet.scheme, f"{facet.prefix}{value}")


def _mark(found: _Found, document: Document, values: list[FacetValue]) -> None:
    found.marks.add(EVERY_DOCUMENT)
    for value in values:
        found.marks.add(f"#{value.facet}:{value.value}")
        for lexeme in value.lexemes:
            found.places.setdefault(lexeme, [])
    if document.confirmed_on:
        found.marks.update([f"!{document.confirmed_on:%Y-%m}", f"!{document.confirmed_on:%d}"])
    found.marks.update(prior.steps(document))


# --- As PostgreSQL writes it ------------------------------------------------------------------------------------------


def _written(keys: dict) -> str:
    return " ".join([_entry(key, keys[key]) for key in sorted(keys, key=str.encode)])


def _entry(key: str, places) -> str:
    quoted = key.replace("\\", "\\\\").replace("'", "''") if "'" in key or "\\" in key else key
    if not places:
        return f"'{quoted}'"
    # D is the weight that PostgreSQL does not write.
    told = ",".join([f"{place}{weight}" if weight != "D" else str(place) for place, weight in places])
    return f"'{quoted}':{told}"


# --- Words ------------------------------------------------------------------------------------------------------------


def _forms(document: Document) -> list[str]:
    """Words as they are written, for those who misspell them."""
    forms = {
        f"{text.language}:{word}"
        for text in document.texts
        for part in (text.title, text.one_liner, text.summary)
        for word in forms_in(part)
    }
    return sorted(forms)
