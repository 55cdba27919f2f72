"""The text under a hit: the best part of a passage, with the words marked that it was found by.

A word is marked in whatever form, compound or language it stands, as long as it is what the search asked for: the
places were written with the passage. Everything is escaped before a mark is set.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.expression import Expression, Group
from search.passages import Passage, Span

LENGTH = 200
"""About so many characters of a passage are shown."""
_BEFORE = 60
"""So far back from the first hit an excerpt may begin, to begin with a sentence."""
_ATTEMPTS = 3
"""Places of a passage that are looked at, when something stands there and not all that is needed with it."""
_ENDS_OF_SENTENCES = ".!?:\n•"


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
    """[(place, number of the group that may be met there)]"""

    def within(self, start: int, end: int) -> list[Span]:
        def inside(spans: Iterable[Span]) -> list[Span]:
            return [span for span in spans if start <= span[0] and span[1] <= end]

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
        self._keys = {key for group in self._groups for way in group.alternatives for key in way.keys}

    def best(self, passages: Mapping[str, Passage], order: Iterable[str], line: str = "") -> Snippet | None:
        """The first passage in the order of these languages that holds a hit.

        A `line` is shown whole where the passage begins with it and the hit stands in it, else an excerpt is.
        """
        for language in dict.fromkeys((*order, *passages)):
            if passage := passages.get(language):
                hits = self._hits(passage)
                if text := _line(passage.text, hits, line) or _excerpt(passage.text, hits):
                    return Snippet(text, language)
        return None

    def _hits(self, passage: Passage) -> _Hits:
        hits = _Hits()
        found = {key: spans for key in self._keys if (spans := passage.spans(key))}
        for number, group in enumerate(self._groups):
            ways = [
                tuple(found[key] for key in way.keys)
                for way in group.alternatives
                if all(key in found for key in way.keys)
            ]
            alone = list(_alone(group, passage))
            hits.ways += ways
            hits.alone += alone
            hits.likely += [(span[0], number) for way in ways for spans in way for span in spans]
            hits.likely += [(span[0], number) for span in alone]
        hits.likely.sort()
        return hits


def _alone(group: Group, passage: Passage) -> Iterator[Span]:
    """Beginnings and phrases."""
    if group.prefix:
        yield from passage.spans_beginning(group.prefix)
    if group.phrase:
        chains = [(span, span) for key in group.phrase[0] for span in passage.spans(key)]
        for place in group.phrase[1:]:
            following = [span for key in place for span in passage.spans(key)]
            chains = [
                (first, after)
                for first, last in chains
                for after in following
                if last[1] <= after[0] and not any(map(str.isalnum, passage.text[last[1] : after[0]]))
            ]
        yield from ((first[0], last[1]) for first, last in chains)


def _line(text: str, hits: _Hits, line: str) -> SafeString | str:
    if not line or not text.startswith(line):
        return ""
    spans = hits.within(0, len(line))
    return _marked(line, spans, 0, len(line)) if spans else ""


def _excerpt(text: str, hits: _Hits) -> SafeString | str:
    for hit in _places_to_look(hits.likely):
        start, end = _window(text, hit)
        if spans := hits.within(start, end):
            pieces = ("… " if start else "", _marked(text, spans, start, end), " …" if end < len(text) else "")
            return mark_safe("".join(pieces))  # noqa: S308 - marked text is safe
    return ""


def _places_to_look(likely: list[tuple[int, int]]) -> Iterator[int]:
    for _attempt in range(_ATTEMPTS):
        if likely:
            hit = _densest(likely)
            yield hit
            likely = [(place, group) for place, group in likely if abs(place - hit) >= LENGTH]


def _densest(likely: list[tuple[int, int]]) -> int:
    """The place after which most different things stand close together, then most of them."""
    best, found, end, near = (0, 0), likely[0][0], 0, Counter()
    for first, (place, group) in enumerate(likely):
        while end < len(likely) and likely[end][0] - place < LENGTH - _BEFORE:
            near[likely[end][1]] += 1
            end += 1
        if (number := (len(near), end - first)) > best:
            best, found = number, place
        near[group] -= 1
        if not near[group]:
            del near[group]
    return found


def _window(text: str, hit: int) -> tuple[int, int]:
    """Where the part around a hit begins, with its sentence if that is near, and where it ends."""
    start = min(_start(text, hit), max(len(text) - LENGTH, 0))
    if start and not text[start - 1].isspace():
        start = text.find(" ", start, hit) + 1 or start
    end = len(text) if start + LENGTH >= len(text) else start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", hit, end), text.rfind("\n", hit, end)) if " " in text[hit:end] else end
    return start, end


def _start(text: str, hit: int) -> int:
    before = text[max(hit - _BEFORE, 0) : hit]
    ends = max(before.rfind(mark) for mark in _ENDS_OF_SENTENCES)
    if ends >= 0:
        return hit - len(before[ends + 1 :].lstrip())
    return 0 if hit <= _BEFORE else hit - _BEFORE // 2


def _marked(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    """From `start` to `end`; hits that overlap are marked as one."""
    pieces, done, place = [], start, 0
    while place < len(spans):
        begins, ends = spans[place]
        while (place := place + 1) < len(spans) and spans[place][0] < ends:
            ends = max(ends, spans[place][1])
        pieces += [escape(text[done:begins]), f"<mark>{escape(text[begins:ends])}</mark>"]
        done = ends
    return mark_safe("".join(pieces) + escape(text[done:end]))  # noqa: S308 - each part is escaped
