"""The text under a hit: the best part of a passage, with the words marked that it was found by.

A word is marked in whatever form, compound or language it stands, as long as it is what the search asked for: the
places were written with the passage. Everything is escaped before a mark is set.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search import analyser
from search.expression import Expression, Group
from search.passages import Passage, Span

MOST_WORDS = 30
"""Words of a passage that are shown."""
_WORDS_BEFORE = 8
"""So far back from the first hit a passage may begin, to begin with a sentence."""
_ATTEMPTS = 3
"""Places of a passage that are looked at, when something stands there and not all that is needed with it."""
_ENDS_OF_SENTENCES = frozenset(".!?:\n•")


@dataclass(frozen=True)
class Snippet:
    text: SafeString
    language: str


@dataclass
class _Hits:
    """What was asked for, in one passage."""

    ways: list[tuple[list[Span], ...]] = field(default_factory=list)
    """For each way to meet a group the places of its keys, all of which must be there."""
    alone: list[Span] = field(default_factory=list)
    likely: list[tuple[int, int]] = field(default_factory=list)
    """[(word, number of the group that it may meet)]"""

    def within(self, first: int, end: int) -> list[Span]:
        """Those of the words from `first` to before `end`."""

        def inside(spans: Iterable[Span]) -> list[Span]:
            return [span for span in spans if first <= span[0] and span[1] < end]

        found = set(inside(self.alone))
        for way in self.ways:
            parts = [inside(spans) for spans in way]
            if all(parts):
                found.update(*parts)
        return sorted(found)


class Marker:
    """Made once for each search."""

    def __init__(self, expression: Expression):
        self._groups = expression.groups

    def beginning(self, passage: Passage, length: int) -> SafeString | str:
        """The first `length` characters with their hits marked; empty when there is none."""
        hits = self._hits(passage)
        if not hits.likely:
            return ""
        words = list(analyser.places(passage.text))
        end = sum(place[1] <= length for place in words)
        spans = hits.within(0, end)
        return _marked(passage.text, words, spans, 0, length) if spans else ""

    def best(self, passages: Mapping[str, Passage], order: Iterable[str]) -> Snippet | None:
        """Some thirty words around most hits, from the first passage that has one; `order` names languages."""
        for language in dict.fromkeys((*order, *passages)):
            if language in passages and (text := self._excerpt(passages[language])):
                return Snippet(text, language)
        return None

    def _excerpt(self, passage: Passage) -> SafeString | str:
        hits = self._hits(passage)
        if not hits.likely:
            return ""
        text, words = passage.text, list(analyser.places(passage.text))
        for hit in _places_to_look(hits.likely):
            first = max(0, min(_beginning(text, words, hit), len(words) - MOST_WORDS))
            end = min(first + MOST_WORDS, len(words))
            if spans := hits.within(first, end):
                start = words[first][0] if first else 0
                stop = words[end - 1][1] if end < len(words) else len(text)
                pieces = (
                    "… " if first else "",
                    _marked(text, words, spans, start, stop),
                    " …" if end < len(words) else "",
                )
                return mark_safe("".join(pieces))  # noqa: S308 - marked text is safe
        return ""

    def _hits(self, passage: Passage) -> _Hits:
        hits = _Hits()
        for number, group in enumerate(self._groups):
            ways = [tuple(passage.spans(key) for key in way.keys) for way in group.alternatives]
            alone = list(_alone(group, passage))
            hits.ways += ways
            hits.alone += alone
            hits.likely += [(span[0], number) for way in ways for spans in way for span in spans]
            hits.likely += [(span[0], number) for span in alone]
        return hits


def _alone(group: Group, passage: Passage) -> Iterator[Span]:
    """Beginnings and phrases."""
    if group.prefix:
        yield from passage.spans_beginning(group.prefix)
    if group.phrase:
        sets = [{first for key in place for first, _last in passage.spans(key)} for place in group.phrase]
        for first in sets[0]:
            if all(first + step in numbers for step, numbers in enumerate(sets)):
                yield first, first + len(sets) - 1


def _places_to_look(likely: list[tuple[int, int]]) -> Iterator[int]:
    for _attempt in range(_ATTEMPTS):
        if likely:
            hit = _densest(likely)
            yield hit
            likely = [(word, group) for word, group in likely if abs(word - hit) >= MOST_WORDS]


def _densest(likely: list[tuple[int, int]]) -> int:
    """The word after which most different things stand close together, then most of them."""

    def near(first: int) -> tuple[int, int]:
        close = {word: group for word, group in likely if 0 <= word - first < MOST_WORDS - _WORDS_BEFORE}
        return len(set(close.values())), len(close)

    return max(sorted({word for word, _group in likely}), key=near)


def _beginning(text: str, words: Sequence[Span], hit: int) -> int:
    """The sentence of the hit where it begins close enough, else a few words earlier."""
    for number in range(hit, max(0, hit - _WORDS_BEFORE), -1):
        between = text[words[number - 1][1] : words[number][0]]
        if not _ENDS_OF_SENTENCES.isdisjoint(between):
            return number
    return max(0, hit - _WORDS_BEFORE // 2) if hit > _WORDS_BEFORE else 0


def _marked(text: str, words: Sequence[Span], spans: list[Span], start: int, stop: int) -> SafeString:
    """From `start` to `stop`; hits that overlap are marked as one."""
    pieces, done, place = [], start, 0
    while place < len(spans):
        first, last = spans[place]
        while (place := place + 1) < len(spans) and spans[place][0] <= last:
            last = max(last, spans[place][1])
        begins, ends = words[first][0], words[last][1]
        pieces += [escape(text[done:begins]), f"<mark>{escape(text[begins:ends])}</mark>"]
        done = ends
    return mark_safe("".join(pieces) + escape(text[done:stop]))  # noqa: S308 - each part is escaped
