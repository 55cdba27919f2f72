"""What an item says, question by question, for the editor who decides about it: nothing is left out or made nicer.

The questions stand in a room above; it registers how they are told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.models import Item
from core.reading import Phrase


@dataclass(frozen=True)
class Told:
    label: str
    values: tuple[Phrase, ...]


@dataclass(frozen=True)
class Repeated:
    """A part that is told in rows, such as costs."""

    title: str
    rows: list[list[Told]]


@dataclass(frozen=True)
class Answered:
    """One question of the form, and what was answered."""

    name: str
    title: str
    told: list[Told]
    parts: list[Repeated]
    asked: list = field(default_factory=list)
    """Changes that editors have asked for here, with what the author says to each."""


@dataclass(frozen=True)
class Translated:
    """The words of one more language."""

    language: Phrase
    told: list[Told]


@dataclass(frozen=True)
class Content:
    questions: list[Answered]
    translations: list[Translated]


Teller = Callable[[Item], Content]
_tellers: list[Teller] = []


def content_teller(function: Teller) -> Teller:
    """Registers how items are told."""
    _tellers.append(function)
    return function


def content_of(item: Item) -> Content:
    [tell] = _tellers
    return tell(item)
