"""What the author of an item has told the editors beside its text; the rooms above, which ask for it, tell."""

from collections.abc import Callable, Iterable

from core.models import Item
from core.reading import Phrase

_tell: list[Callable[[Item], Iterable[list[Phrase]]]] = []


def told_by(function: Callable[[Item], Iterable[list[Phrase]]]) -> None:
    """`function` gives sentences in phrases, as each may be in a language of its own or lead somewhere."""
    if function not in _tell:
        _tell.append(function)


def asides_of(item: Item) -> list[list[Phrase]]:
    return [aside for tell in _tell for aside in tell(item)]
