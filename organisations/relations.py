"""What belongs to what has a top: nothing is a part of itself, not even by way of others."""

from collections.abc import Hashable, Iterable
from graphlib import CycleError, TopologicalSorter


def find_circle(belongs: Iterable[tuple[Hashable, Hashable]]) -> list:
    """The members of one circle among the pairs (part, whole); empty when there is none."""
    sorter = TopologicalSorter()
    for part, whole in belongs:
        sorter.add(part, whole)
    try:
        sorter.prepare()
    except CycleError as error:
        return error.args[1]
    return []
