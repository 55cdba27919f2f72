"""The text under a hit: the best passage, with the words marked that it was found by.

The lexemes of the few texts shown are worked out anew; a word is marked in whatever form, compound or language it
stands, as long as it is what the search asked for. Everything is escaped before a mark is set.
"""

import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import ClassVar

from django.utils.safestring import SafeString, mark_safe

from core.languages import BY_CODE
from search import analyser
from search.expression import Expression, Group
from search.thesaurus import Thesaurus

MOST_WORDS = 30
"""Words of a passage that are shown."""
_WORDS_BEFORE = 8
"""So far back from the first hit a passage may begin, to begin with a sentence."""
_REMEMBERED = 256
"""Texts with their keys: about 5 MB."""
_ATTEMPTS = 3
"""Places of a passage that are looked at, when words look like hits and are none."""
_ENDS_OF_SENTENCES = frozenset(".!?:\n•")

Span = tuple[int, int]
"""(first word, last word)"""


@dataclass(frozen=True)
class Snippet:
    text: SafeString
    language: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text with the places of its words and of everything that they are found by."""

    text: str
    language: str
    words: dict[str, tuple[int, ...]]
    """{key: numbers of the words that have it}"""
    starts: array
    ends: array

    @classmethod
    def of(cls, text: str, language: str) -> "Analysed":
        text = unicodedata.normalize("NFC", text)
        tokens = analyser.tokens(text, language)
        words: dict[str, tuple[int, ...]] = {}
        for number, token in enumerate(tokens):
            for key in (token.lexeme, *token.parts):
                words[key] = (*words.get(key, ()), number)
        starts, ends = ([token.start for token in tokens], [token.end for token in tokens])
        return cls(text, language, words, array("I", starts), array("I", ends))

    def __len__(self) -> int:
        return len(self.starts)

    def beginning_with(self, beginning: str) -> set[int]:
        return {number for key, numbers in self.words.items() if key.startswith(beginning) for number in numbers}

    def with_any(self, keys: Iterable[str]) -> set[int]:
        return {number for key in keys for number in self.words.get(key, ())}


class _Memory:
    """Texts that were shown before: the same few are shown to many."""

    latest: ClassVar["_Memory"]

    def __init__(self, thesaurus: Thesaurus | None = None):
        self.thesaurus = thesaurus
        self.analysed = lru_cache(maxsize=_REMEMBERED)(Analysed.of)
        self.mentions = lru_cache(maxsize=_REMEMBERED)(self._mentions)

    @classmethod
    def of(cls, thesaurus: Thesaurus | None) -> "_Memory":
        """Labels that have changed are looked for anew; where none are wanted, those of others do no harm."""
        if thesaurus is not None and cls.latest.thesaurus is not thesaurus:
            cls.latest = cls(thesaurus)
        return cls.latest

    def _mentions(self, text: str, language: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """((first word, last word, keys of the concept that they name), …)"""
        mentions = self.thesaurus.named_in(analyser.tokens(text, language), text, language)
        return tuple((mention.first, mention.last, mention.concept.keys) for mention in mentions)


_Memory.latest = _Memory()


class Marker:
    """Made once for each search; the thesaurus finds concepts in texts of other languages than that of the search."""

    def __init__(self, expression: Expression, thesaurus: Thesaurus | None = None):
        self._groups = expression.groups
        self._ways = [way.keys for group in self._groups for way in group.alternatives]
        keys = {key for keys in self._ways for key in keys}
        self._lexemes = {key for key in keys if key[:1].isalnum()}
        self._concepts = {key for key in keys if key.startswith("@")} if thesaurus else set()
        self._memory = _Memory.of(thesaurus)

    def mark(self, text: str, language: str) -> SafeString | str:
        """The whole text with its hits marked; empty when there is none."""
        analysed = self._memory.analysed(text, _known(language))
        spans = self._spans(analysed)
        return _marked(analysed, spans) if spans else ""

    def best(self, passages: Mapping[str, str], order: Iterable[str]) -> Snippet | None:
        """Some thirty words around most hits, from the first passage that has one; `order` names languages."""
        for language in dict.fromkeys((*order, *passages)):
            if language in passages and (text := self._excerpt(passages[language], language)):
                return Snippet(text, language)
        return None

    def _excerpt(self, text: str, language: str) -> SafeString | str:
        analysed = self._memory.analysed(text, _known(language))
        for hit in self._likely_hits(analysed):
            start, end = _window(analysed, hit)
            if marked := self.mark(analysed.text[start:end], language):
                pieces = ("… " if start else "", marked, " …" if end < len(analysed.text) else "")
                return mark_safe("".join(pieces))  # noqa: S308 - marked text is safe
        return ""

    def _likely_hits(self, analysed: Analysed) -> Iterator[int]:
        """Words around which to look: where words stand, else where a concept is named first."""
        likely = self._words_sought(analysed)
        for _attempt in range(_ATTEMPTS):
            if likely:
                hit = _densest(likely)
                yield hit
                likely = [(word, group) for word, group in likely if abs(word - hit) >= MOST_WORDS]
        if self._concepts:
            for first in range(0, len(analysed), MOST_WORDS):
                end = analysed.ends[min(first + MOST_WORDS, len(analysed)) - 1]
                part = self._memory.analysed(analysed.text[analysed.starts[first] : end], analysed.language)
                if spans := self._spans(part):
                    yield first + spans[0][0]

    def _words_sought(self, analysed: Analysed) -> list[tuple[int, int]]:
        """[(word, number of the group that it may meet)]"""
        found = []
        for number, group in enumerate(self._groups):
            keys = {key for way in group.alternatives for key in way.keys}.union(*group.phrase[:1])
            words = analysed.with_any(keys & analysed.words.keys())
            if group.prefix:
                words |= analysed.beginning_with(group.prefix)
            found += [(word, number) for word in words]
        return found

    def _spans(self, analysed: Analysed) -> list[Span]:
        """Where the text holds what was asked for. A way of several keys counts when all of them are there."""
        places = self._places(analysed)
        spans = {
            (first, last)
            for keys in self._ways
            if all(key in places for key in keys)
            for key in keys
            for first, last in places[key]
        }
        return sorted(spans.union(*(_places_of(group, analysed) for group in self._groups)))

    def _places(self, analysed: Analysed) -> dict[str, list[Span]]:
        there = self._lexemes & analysed.words.keys()
        places = {key: [(number, number) for number in analysed.words[key]] for key in there}
        if self._concepts:
            for first, last, keys in self._memory.mentions(analysed.text, analysed.language):
                for key in self._concepts.intersection(keys):
                    places.setdefault(key, []).append((first, last))
        return places


def _known(language: str) -> str:
    return language if language in BY_CODE else "en"


def _places_of(group: Group, analysed: Analysed) -> Iterator[Span]:
    """Of beginnings and phrases."""
    if group.prefix:
        yield from ((number, number) for number in analysed.beginning_with(group.prefix))
    if group.phrase:
        sets = [analysed.with_any(place) for place in group.phrase]
        for first in sets[0]:
            if all(first + step in numbers for step, numbers in enumerate(sets)):
                yield first, first + len(sets) - 1


def _densest(likely: list[tuple[int, int]]) -> int:
    """The word after which most different things stand close together, then most of them."""

    def near(first: int) -> tuple[int, int]:
        close = {word: group for word, group in likely if 0 <= word - first < MOST_WORDS - _WORDS_BEFORE}
        return len(set(close.values())), len(close)

    return max(sorted({word for word, _group in likely}), key=near)


def _window(analysed: Analysed, hit: int) -> tuple[int, int]:
    """Where the text that is shown around a hit starts and ends."""
    length = len(analysed)
    first = max(0, min(_beginning(analysed, hit), length - MOST_WORDS))
    start = analysed.starts[first] if first else 0
    end = analysed.ends[first + MOST_WORDS - 1] if first + MOST_WORDS < length else len(analysed.text)
    return start, end


def _beginning(analysed: Analysed, hit: int) -> int:
    """The sentence of the hit where it begins close enough, else a few words earlier."""
    for number in range(hit, max(0, hit - _WORDS_BEFORE), -1):
        between = analysed.text[analysed.ends[number - 1] : analysed.starts[number]]
        if not _ENDS_OF_SENTENCES.isdisjoint(between):
            return number
    return max(0, hit - _WORDS_BEFORE // 2) if hit > _WORDS_BEFORE else 0


def _marked(analysed: Analysed, spans: list[Span]) -> SafeString:
    """Hits that overlap are marked as one."""
    text, pieces, done, place = analysed.text, [], 0, 0
    while place < len(spans):
        first, last = spans[place]
        while (place := place + 1) < len(spans) and spans[place][0] <= last:
            last = max(last, spans[place][1])
        start, end = analysed.starts[first], analysed.ends[last]
        pieces += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
        done = end
    return mark_safe("".join(pieces) + escape(text[done:]))  # noqa: S308 - each part is escaped
