"""The text under a hit: the best passage, with the words marked that it was found by.

The lexemes of the few texts shown are worked out anew; a word is marked in whatever form, compound or language it
stands, as long as it is what the search asked for. Everything is escaped before a mark is set.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.languages import BY_CODE
from search import analyser
from search.analyser import Token
from search.expression import Expression, Group
from search.thesaurus import Thesaurus

MOST_WORDS = 30
"""Words of a passage that are shown."""
_WORDS_BEFORE = 8
"""So far back from the first hit a passage may begin, to begin with a sentence."""
_ENDS_OF_SENTENCES = frozenset(".!?:\n•")

Span = tuple[int, int, int]
"""(first token, last token, number of the group that is met there)"""


@dataclass(frozen=True)
class Snippet:
    text: SafeString
    language: str


@dataclass
class Marker:
    """Made once for each search."""

    expression: Expression
    thesaurus: Thesaurus | None = None
    """Finds concepts in texts, so that they are marked in other languages than that of the search."""
    _ways: list[tuple[int, tuple[str, ...]]] = field(init=False, repr=False)
    """(number of the group, keys that are all wanted)"""
    _keys: frozenset[str] = field(init=False, repr=False)
    _beginnings: tuple[tuple[int, str], ...] = field(init=False, repr=False)
    _phrases: list[tuple[int, tuple[tuple[str, ...], ...]]] = field(init=False, repr=False)
    _asks_for_concepts: bool = field(init=False, repr=False)

    def __post_init__(self):
        groups: list[tuple[int, Group]] = list(enumerate(self.expression.groups))
        self._ways = [(number, way.keys) for number, group in groups for way in group.alternatives]
        self._keys = frozenset(chain.from_iterable(keys for _number, keys in self._ways))
        self._beginnings = tuple((number, group.prefix) for number, group in groups if group.prefix)
        self._phrases = [(number, group.phrase) for number, group in groups if group.phrase]
        self._asks_for_concepts = any(key.startswith("@") for key in self._keys)

    def snippet(
        self, one_liner: str, language: str, passages: Mapping[str, str], order: Iterable[str]
    ) -> Snippet | None:
        """The one-liner where it has a hit, else the best passage; `order` says which languages are read first."""
        if marked := self.mark(one_liner, language):
            return Snippet(marked, language)
        return self.best(passages, order)

    def mark(self, text: str, language: str) -> SafeString | str:
        """The whole text with its hits marked; empty when there is none."""
        text = unicodedata.normalize("NFC", text)
        tokens = _tokens(text, language)
        spans = self._spans(text, tokens, language)
        return _marked(text, tokens, spans, 0, len(text)) if spans else ""

    def best(self, passages: Mapping[str, str], order: Iterable[str]) -> Snippet | None:
        """Some thirty words around most hits, from the first passage that has one."""
        for language in dict.fromkeys((*order, *passages)):
            text = unicodedata.normalize("NFC", passages.get(language, ""))
            tokens = _tokens(text, language)
            if spans := self._spans(text, tokens, language):
                return Snippet(_shortened(text, tokens, spans), language)
        return None

    def _spans(self, text: str, tokens: Sequence[Token], language: str) -> list[Span]:
        """Where the text holds what was asked for. A way of several keys counts when all of them are there."""
        places = self._places(text, tokens, language)
        spans = set(self._spans_of_phrases(tokens))
        for number, keys in self._ways:
            if all(key in places for key in keys):
                spans.update((first, last, number) for key in keys for first, last in places[key])
        for number, beginning in self._beginnings:
            spans.update((place, place, number) for place, token in enumerate(tokens) if _begins(token, beginning))
        return sorted(spans)

    def _places(self, text: str, tokens: Sequence[Token], language: str) -> dict[str, list[tuple[int, int]]]:
        """{key: [(first token, last token), …]} of the keys that were asked for."""
        places: dict[str, list[tuple[int, int]]] = {}
        keys = self._keys
        for number, token in enumerate(tokens):
            if token.lexeme in keys:
                places.setdefault(token.lexeme, []).append((number, number))
            for part in token.parts:
                if part in keys:
                    places.setdefault(part, []).append((number, number))
        if self._asks_for_concepts and self.thesaurus:
            for mention in self.thesaurus.named_in(tokens, text, language):
                for key in keys.intersection(mention.concept.keys):
                    places.setdefault(key, []).append((mention.first, mention.last))
        return places

    def _spans_of_phrases(self, tokens: Sequence[Token]) -> Iterable[Span]:
        for number, phrase in self._phrases:
            for first in range(len(tokens) - len(phrase) + 1):
                following = tokens[first : first + len(phrase)]
                if all(_is_one_of(token, lexemes) for token, lexemes in zip(following, phrase, strict=True)):
                    yield first, first + len(phrase) - 1, number


def _tokens(text: str, language: str) -> Sequence[Token]:
    return analyser.tokens(text, language if language in BY_CODE else "en")


def _begins(token: Token, beginning: str) -> bool:
    return token.lexeme.startswith(beginning) or any(part.startswith(beginning) for part in token.parts)


def _is_one_of(token: Token, lexemes: tuple[str, ...]) -> bool:
    return token.lexeme in lexemes or any(part in lexemes for part in token.parts)


def _shortened(text: str, tokens: Sequence[Token], spans: list[Span]) -> SafeString:
    if len(tokens) <= MOST_WORDS:
        return _marked(text, tokens, spans, 0, len(text))
    first = min(_beginning(text, tokens, _densest(spans)), len(tokens) - MOST_WORDS)
    last = first + MOST_WORDS - 1
    start = tokens[first].start if first else 0
    end = tokens[last].end if last + 1 < len(tokens) else len(text)
    shown = [span for span in spans if first <= span[0] and span[1] <= last]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + _marked(text, tokens, shown, start, end) + after)  # noqa: S308 - marked text is safe


def _densest(spans: list[Span]) -> int:
    """Token of the hit after which most different things stand close together, then most hits."""

    def near(first: int) -> tuple[int, int]:
        close = [span[2] for span in spans if first <= span[0] and span[1] < first + MOST_WORDS - _WORDS_BEFORE]
        return len(set(close)), len(close)

    return max((span[0] for span in spans), key=near)


def _beginning(text: str, tokens: Sequence[Token], hit: int) -> int:
    """The sentence of the hit where it begins close enough, else a few words earlier."""
    for number in range(hit, max(0, hit - _WORDS_BEFORE), -1):
        if not _ENDS_OF_SENTENCES.isdisjoint(text[tokens[number - 1].end : tokens[number].start]):
            return number
    return max(0, hit - _WORDS_BEFORE // 2) if hit > _WORDS_BEFORE else 0


def _marked(text: str, tokens: Sequence[Token], spans: list[Span], start: int, end: int) -> SafeString:
    """From `start` to `end`. Hits that overlap are marked as one."""
    pieces, done, place = [], start, 0
    while place < len(spans):
        first, last, _number = spans[place]
        while (place := place + 1) < len(spans) and spans[place][0] <= last:
            last = max(last, spans[place][1])
        since, until = tokens[first].start, tokens[last].end
        pieces += [escape(text[done:since]), f"<mark>{escape(text[since:until])}</mark>"]
        done = until
    return mark_safe("".join(pieces) + escape(text[done:end]))  # noqa: S308 - each part is escaped
