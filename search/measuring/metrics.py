"""How well an ordered list of finds answers a question."""

from collections.abc import Collection, Iterable, Sequence
from statistics import fmean

DEPTH = 10
"""So many finds are looked at: what readers see without scrolling on."""


def recall(found: Sequence[str], relevant: Collection[str]) -> float:
    """Share of what is relevant that stands among the first finds."""
    return len(set(found[:DEPTH]) & set(relevant)) / len(relevant)


def precision(found: Sequence[str], relevant: Collection[str]) -> float:
    """Share of the first finds that is relevant; 0 where nothing was found."""
    first = found[:DEPTH]
    return len(set(first) & set(relevant)) / len(first) if first else 0.0


def reciprocal_rank(found: Sequence[str], relevant: Collection[str]) -> float:
    """1 when the first find is relevant, ½ when it is the second …"""
    places = (place for place, find in enumerate(found[:DEPTH], 1) if find in relevant)
    return 1 / next(places, float("inf"))


def mean(numbers: Iterable[float]) -> float:
    return round(fmean(numbers), 4)
