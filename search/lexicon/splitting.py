"""Compounds to parts: the cheapest way to read a word as known words one after another."""

from collections.abc import Callable
from dataclasses import dataclass

from search.lexicon.rules import Rules

_SHORTEST_WORD = 6
_LONGEST_WORD = 40
_SHORTEST_STEM = 3
_MOST_COST = 5
"""For each part of a word that the lexicon knows whole: it needs better reasons to be a compound."""
_MOST_FIRST_PARTS = 3
_SHORTEST_KNOWN = 5
_SHORTEST_REST = 4
_EACH_PART = 10
_NAME = 5
_CHANGED = 2
_INFLECTED = 5
_SHORTEST_INFLECTED = 6
"""A base form may end in a word that is inflected by itself: mottagande, of motta; but -ens and -ra are endings."""
_BY_LENGTH = {2: 5, 3: 5, 4: 3, 5: 1}

Lookup = Callable[[str], tuple[str, bool] | None]


@dataclass(frozen=True, slots=True)
class Split:
    parts: tuple[str, ...]
    """Base forms."""
    head_start: int
    """Where the last part begins in the word."""
    cost: int


class Splitter:
    """Splits words of one language."""

    def __init__(self, look_up: Lookup, rules: Rules):
        self._look_up = look_up
        self._rules = rules

    def split(self, word: str, is_base: bool) -> Split | None:
        """`is_base`: the word is a base form, so its last part should be one too."""
        if not self._may_be_compound(word):
            return None
        seen: dict = {}
        best = None
        for start in range(2, len(word) - 1):
            head = self._head(word[start:], is_base)
            if head is None or (best and head[0] + _EACH_PART >= best.cost):
                continue
            first = self._first_parts(word[:start], _MOST_FIRST_PARTS, seen)
            if first and (best is None or first[0] + head[0] < best.cost):
                best = Split((*first[1], head[1]), start, first[0] + head[0])
        if best and is_base and best.cost > _EACH_PART * (len(best.parts) - 1) + _MOST_COST * len(best.parts):
            return None
        return best

    def _may_be_compound(self, word: str) -> bool:
        is_simple = word in self._rules.simple or not word.isalpha()
        return _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and not is_simple

    def part(self, word: str) -> Split | None:
        """The longest known part at the beginning or end of a word that cannot be split whole."""
        if not self._may_be_compound(word):
            return None
        for length in range(len(word) - _SHORTEST_REST, _SHORTEST_KNOWN - 1, -1):
            start = len(word) - length
            if head := self._head(word[start:], is_base=False):
                return Split((word[:start], head[1]), start, head[0])
            rest = word[length:]
            if rest not in self._rules.never["last"] and (first := self._first_part(word[:length], {})):
                return Split((first[1], rest), length, first[0])
        return None

    def _head(self, surface: str, is_base: bool) -> tuple[int, str] | None:
        if surface in self._rules.never["last"] or not self._is_long_enough(surface, "last"):
            return None
        found = self._look_up(surface)
        if found is None or found[1]:
            return None
        if not is_base or found[0] == surface or surface in self._rules.bases:
            return _by_length(surface), found[0]
        return (_INFLECTED, found[0]) if len(surface) >= _SHORTEST_INFLECTED else None

    def _first_parts(self, surface: str, most: int, seen: dict) -> tuple[int, tuple[str, ...]] | None:
        """(cost, base forms) of what stands before the head."""
        if (surface, most) in seen:
            return seen[surface, most]
        single = self._first_part(surface, seen)
        best = (single[0] + _EACH_PART, (single[1],)) if single else None
        if most > 1 and best is None:
            for start in range(2, len(surface) - 1):
                last = self._first_part(surface[start:], seen)
                rest = last and self._first_parts(surface[:start], most - 1, seen)
                if rest and (best is None or rest[0] + last[0] + _EACH_PART < best[0]):
                    best = (rest[0] + last[0] + _EACH_PART, (*rest[1], last[1]))
        seen[surface, most] = best
        return best

    def _first_part(self, surface: str, seen: dict) -> tuple[int, str] | None:
        if surface not in seen:
            seen[surface] = min(self._readings(surface), default=None)
        return seen[surface]

    def _readings(self, surface: str):
        """(cost, base form) of each word that `surface` may stand for before another part."""
        never = self._rules.never["first"]
        if surface in never:
            return
        found = self._look_up(surface)
        if found and (found[0] == surface or surface in self._rules.bases) and self._is_long_enough(surface, "first"):
            yield _cost_of_first(surface, found[1]), found[0]
        for link in self._rules.links:
            base = link.base(surface)
            if not base or base in never or len(surface) < _SHORTEST_STEM or not self._is_long_enough(base, "first"):
                continue
            if known := self._look_up(base):
                is_kept = link.base_ending == link.ending
                stem = base if is_kept else min(base, surface.removesuffix(link.ending), key=len)
                yield _cost_of_first(stem, known[1]) + _CHANGED * (link.ending != "s"), known[0]

    def _is_long_enough(self, word: str, place: str) -> bool:
        return len(word) >= 4 or word in self._rules.short[place]


def _cost_of_first(word: str, is_name: bool) -> int:
    return _by_length(word) + _NAME * is_name


def _by_length(word: str) -> int:
    return _BY_LENGTH.get(len(word), 0)
