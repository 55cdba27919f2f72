"""The text under a hit: the best passage, with the words marked that it was found by.

The lexemes of the few texts shown are worked out anew; a word is marked in whatever form, compound or language it
stands, as long as it is what the search asked for. Everything is escaped before a mark is set.
"""

import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import chain
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
_REMEMBERED = 512
"""Texts with their keys: about 3 MB."""
_ENDS_OF_SENTENCES = frozenset(".!?:\n•")

Span = tuple[int, int, int]
"""(first word, last word, number of the group that is met there)"""


@dataclass(frozen=True)
class Snippet:
    text: SafeString
    language: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text with the keys of its words, packed so that a process can remember many."""

    text: str
    keys: str
    """A line for each word, every key between two spaces."""
    starts: array
    ends: array
    mentions: tuple[tuple[int, int, tuple[str, ...]], ...]
    """((first word, last word, keys of the concept that they name), …)"""

    @classmethod
    def of(cls, text: str, language: str, thesaurus: Thesaurus | None) -> "Analysed":
        text = unicodedata.normalize("NFC", text)
        language = language if language in BY_CODE else "en"
        tokens = analyser.tokens(text, language)
        mentions = thesaurus.named_in(tokens, text, language) if thesaurus else []
        return cls(
            text,
            "\n".join(f" {token.lexeme} {' '.join(token.parts)} " for token in tokens),
            array("I", (token.start for token in tokens)),
            array("I", (token.end for token in tokens)),
            tuple((mention.first, mention.last, mention.concept.keys) for mention in mentions),
        )

    def __len__(self) -> int:
        return len(self.starts)

    def words_with(self, beginning: str) -> Iterator[int]:
        """Numbers of the words that have a key with this beginning; a key that ends with a space is a whole one."""
        number, counted, found = 0, 0, self.keys.find(" " + beginning)
        while found >= 0:
            number += self.keys.count("\n", counted, found)
            yield number
            counted, found = found, self.keys.find(" " + beginning, found + 1)


class _Memory:
    """Texts that were shown before: the same few are shown to many."""

    latest: ClassVar["_Memory"]

    def __init__(self, thesaurus: Thesaurus | None = None):
        self.thesaurus = thesaurus
        self.analysed = lru_cache(maxsize=_REMEMBERED)(self._analysed)

    @classmethod
    def of(cls, thesaurus: Thesaurus | None) -> "_Memory":
        """Labels that have changed are looked for anew; where none are wanted, those of others do no harm."""
        if thesaurus is not None and cls.latest.thesaurus is not thesaurus:
            cls.latest = cls(thesaurus)
        return cls.latest

    def _analysed(self, text: str, language: str) -> Analysed:
        return Analysed.of(text, language, self.thesaurus)


_Memory.latest = _Memory()


@dataclass
class Marker:
    """Made once for each search."""

    expression: Expression
    thesaurus: Thesaurus | None = None
    """Finds concepts in texts, so that they are marked in other languages than that of the search."""
    _ways: list[tuple[int, tuple[str, ...]]] = field(init=False, repr=False)
    """(number of the group, keys that are all wanted)"""
    _words: frozenset[str] = field(init=False, repr=False)
    _concepts: frozenset[str] = field(init=False, repr=False)
    _memory: _Memory = field(init=False, repr=False)

    def __post_init__(self):
        self._ways = [
            (number, way.keys) for number, group in enumerate(self.expression.groups) for way in group.alternatives
        ]
        keys = frozenset(chain.from_iterable(keys for _number, keys in self._ways))
        self._concepts = frozenset(key for key in keys if key.startswith("@")) if self.thesaurus else frozenset()
        self._words = frozenset(key for key in keys if key[:1].isalnum())
        self._memory = _Memory.of(self.thesaurus)

    def mark(self, text: str, language: str) -> SafeString | str:
        """The whole text with its hits marked; empty when there is none."""
        analysed = self._memory.analysed(text, language)
        spans = self._spans(analysed)
        return _marked(analysed, spans, 0, len(analysed.text)) if spans else ""

    def best(self, passages: Mapping[str, str], order: Iterable[str]) -> Snippet | None:
        """Some thirty words around most hits, from the first passage that has one; `order` names languages."""
        for language in dict.fromkeys((*order, *passages)):
            if language in passages:
                analysed = self._memory.analysed(passages[language], language)
                if spans := self._spans(analysed):
                    return Snippet(_shortened(analysed, spans), language)
        return None

    def _spans(self, analysed: Analysed) -> list[Span]:
        """Where the text holds what was asked for. A way of several keys counts when all of them are there."""
        places = self._places(analysed)
        spans = {
            (first, last, number)
            for number, keys in self._ways
            if all(key in places for key in keys)
            for key in keys
            for first, last in places[key]
        }
        for number, group in enumerate(self.expression.groups):
            spans.update((first, last, number) for first, last in _places_of(group, analysed))
        return sorted(spans)

    def _places(self, analysed: Analysed) -> dict[str, list[tuple[int, int]]]:
        """{key: [(first word, last word), …]} of the keys that were asked for."""
        places = {key: found for key in self._words if (found := [(n, n) for n in analysed.words_with(f"{key} ")])}
        if self._concepts:
            for first, last, keys in analysed.mentions:
                for key in self._concepts.intersection(keys):
                    places.setdefault(key, []).append((first, last))
        return places


def _places_of(group: Group, analysed: Analysed) -> Iterator[tuple[int, int]]:
    """Of beginnings and phrases."""
    if group.prefix:
        yield from ((number, number) for number in analysed.words_with(group.prefix))
    if group.phrase:
        sets = [{number for key in place for number in analysed.words_with(f"{key} ")} for place in group.phrase]
        for first in sets[0]:
            if all(first + step in numbers for step, numbers in enumerate(sets)):
                yield first, first + len(sets) - 1


def _shortened(analysed: Analysed, spans: list[Span]) -> SafeString:
    text, length = analysed.text, len(analysed)
    if length <= MOST_WORDS:
        return _marked(analysed, spans, 0, len(text))
    first = min(_beginning(analysed, _densest(spans)), length - MOST_WORDS)
    last = first + MOST_WORDS - 1
    start = analysed.starts[first] if first else 0
    end = analysed.ends[last] if last + 1 < length else len(text)
    shown = [span for span in spans if first <= span[0] and span[1] <= last]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + _marked(analysed, shown, start, end) + after)  # noqa: S308 - marked text is safe


def _densest(spans: list[Span]) -> int:
    """Word of the hit after which most different things stand close together, then most hits."""

    def near(first: int) -> tuple[int, int]:
        close = [span[2] for span in spans if first <= span[0] and span[1] < first + MOST_WORDS - _WORDS_BEFORE]
        return len(set(close)), len(close)

    return max(dict.fromkeys(span[0] for span in spans), key=near)


def _beginning(analysed: Analysed, hit: int) -> int:
    """The sentence of the hit where it begins close enough, else a few words earlier."""
    for number in range(hit, max(0, hit - _WORDS_BEFORE), -1):
        between = analysed.text[analysed.ends[number - 1] : analysed.starts[number]]
        if not _ENDS_OF_SENTENCES.isdisjoint(between):
            return number
    return max(0, hit - _WORDS_BEFORE // 2) if hit > _WORDS_BEFORE else 0


def _marked(analysed: Analysed, spans: list[Span], start: int, end: int) -> SafeString:
    """From `start` to `end`. Hits that overlap are marked as one."""
    text, pieces, done, place = analysed.text, [], start, 0
    while place < len(spans):
        first, last, _number = spans[place]
        while (place := place + 1) < len(spans) and spans[place][0] <= last:
            last = max(last, spans[place][1])
        since, until = analysed.starts[first], analysed.ends[last]
        pieces += [escape(text[done:since]), f"<mark>{escape(text[since:until])}</mark>"]
        done = until
    return mark_safe("".join(pieces) + escape(text[done:end]))  # noqa: S308 - each part is escaped
