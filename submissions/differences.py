"""What differs between two texts, word by word, in a time that long texts cannot stretch."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

SAME, REMOVED, ADDED = "same", "removed", "added"
Change = Literal["same", "removed", "added"]
_TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*")
_BUDGET = 2_000_000
"""Comparisons of words that one difference may cost; what is left over is shown as replaced in one piece."""
_Match = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    text: str
    change: Change = SAME


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order: what is the same, what has gone, what is new."""
    old, new = _TOKEN.findall(before.strip()), _TOKEN.findall(after.strip())
    matches = _matches([token.strip() for token in old], [token.strip() for token in new])
    return tuple(_joined(_pieces(old, new, matches)))


def _pieces(old: list[str], new: list[str], matches: list[_Match]) -> Iterator[Piece]:
    at_old = at_new = 0
    for in_old, in_new in [*matches, (len(old), len(new))]:
        if 0 < at_old < in_old and _ends_in_space(old[at_old - 1]) and not _ends_in_space(new[at_new - 1]):
            yield Piece(" ")  # or what has gone would run into the word before it
        yield from (Piece(token, REMOVED) for token in old[at_old:in_old])
        yield from (Piece(token, ADDED) for token in new[at_new:in_new])
        yield from (Piece(token) for token in new[in_new : in_new + 1])
        at_old, at_new = in_old + 1, in_new + 1


def _ends_in_space(token: str) -> bool:
    return token[-1:].isspace()


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    text, change = "", SAME
    for piece in pieces:
        if piece.change != change and text:
            yield Piece(text, change)
            text = ""
        text, change = text + piece.text, piece.change
    if text:
        yield Piece(text, change)


def _matches(old: Sequence[str], new: Sequence[str]) -> list[_Match]:
    """Places of the same words in both, rising in both: first words that stand once in each, then what is between."""
    found: list[_Match] = []
    budget = _BUDGET
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        part = _trimmed(old, new, waiting.pop(), found)
        anchors = _anchors(old, new, part)
        if anchors:
            waiting += _between(part, anchors)
            found += anchors
        elif (cost := _cost(old, new, part)) and cost <= budget:
            budget -= cost
            found += _thorough(old, new, part)
    return sorted(found)


def _trimmed(old, new, part, found: list[_Match]):
    """The part without the words that both begin and end with, which are found."""
    a, a_end, b, b_end = part
    while a < a_end and b < b_end and old[a] == new[b]:
        found.append((a, b))
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        found.append((a_end, b_end))
    return a, a_end, b, b_end


def _anchors(old, new, part) -> list[_Match]:
    a, a_end, b, b_end = part
    once_in_new = {word for word, times in Counter(new[b:b_end]).items() if times == 1}
    once = {word for word, times in Counter(old[a:a_end]).items() if times == 1} & once_in_new
    place = {new[at]: at for at in range(b, b_end) if new[at] in once}
    return _rising([(at, place[old[at]]) for at in range(a, a_end) if old[at] in once])


def _rising(pairs: list[_Match]) -> list[_Match]:
    """The longest run of pairs that rises in both places (they rise in the first already)."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        height = bisect_left(ends, place)
        before.append(tops[height - 1] if height else -1)
        ends[height : height + 1] = [place]
        tops[height : height + 1] = [index]
    run, index = [], tops[-1] if tops else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _between(part, anchors: list[_Match]):
    a, a_end, b, b_end = part
    for in_old, in_new in [*anchors, (a_end, b_end)]:
        if a < in_old and b < in_new:
            yield a, in_old, b, in_new
        a, b = in_old + 1, in_new + 1


def _cost(old, new, part) -> int:
    """The most that comparing everything with everything can take; 0 when nothing is the same."""
    a, a_end, b, b_end = part
    times = Counter(new[b:b_end])
    return sum(times[word] for word in old[a:a_end]) * min(a_end - a, b_end - b)


def _thorough(old, new, part) -> list[_Match]:
    a, a_end, b, b_end = part
    blocks = SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False).get_matching_blocks()
    return [(a + block.a + step, b + block.b + step) for block in blocks for step in range(block.size)]
