"""What a search asks of the index, said in its keys. Other engines can read it as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_LONGEST_LEXEME = 2_046
"""Bytes; PostgreSQL takes no longer one."""


@dataclass(frozen=True)
class Alternative:
    """One way to meet a group: all keys stand in the document."""

    keys: tuple[str, ...]
    is_own: bool = True
    """The reader's own word; False for what the thesaurus or the parts of a compound add."""


@dataclass(frozen=True)
class Group:
    """One thing that was asked for, met by any of its alternatives, by a beginning or by a phrase."""

    text: str
    """As the reader wrote it."""
    alternatives: tuple[Alternative, ...] = ()
    prefix: str = ""
    """Beginning of lexemes; met by an alternative too, because endings fall off: "integration" is "integr" there."""
    phrase: tuple[tuple[str, ...], ...] = ()
    """Places that follow one another, each met by any of its lexemes."""


@dataclass(frozen=True)
class AlsoSearched:
    """What a word was widened to, for the reader to see."""

    text: str
    labels: tuple[tuple[str, str], ...]
    """((label, its language), …)"""


@dataclass(frozen=True)
class Expression:
    """Every group, and none of the excluded ones."""

    groups: tuple[Group, ...] = ()
    excluded: tuple[Group, ...] = ()
    also: tuple[AlsoSearched, ...] = field(default=(), compare=False)
    loose: tuple[Group, ...] = field(default=(), compare=False)
    """Any of which may do where all groups together find too little."""


def quoted(lexeme: str) -> str:
    """The only way of a lexeme into a tsquery; empty when PostgreSQL knows no such lexeme."""
    text = lexeme.replace("\0", "").encode(errors="ignore")[:_LONGEST_LEXEME].decode(errors="ignore")
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'" if text else ""


def all_of(parts: Iterable[str]) -> str:
    """Empty as soon as one part is: then nothing can hold them all."""
    parts = list(parts)
    return " & ".join(parts) if all(parts) else ""


def any_of(parts: Iterable[str]) -> str:
    there = [part for part in dict.fromkeys(parts) if part]
    return "(" + " | ".join(there) + ")" if there else ""


def tsquery_of(group: Group, *, own_only: bool = False) -> str:
    """Empty when nothing of the group is left."""
    if group.phrase:
        places = [any_of(quoted(lexeme) for lexeme in place) for place in group.phrase]
        return "(" + " <-> ".join(places) + ")" if all(places) else ""
    ways = [_tsquery_of_all(way.keys) for way in group.alternatives if way.is_own or not own_only]
    beginning = quoted(group.prefix)
    return any_of([f"{beginning}:*" if beginning else "", *ways])


def _tsquery_of_all(keys: tuple[str, ...]) -> str:
    together = all_of(quoted(key) for key in keys)
    return f"({together})" if len(keys) > 1 and together else together


def tsquery(expression: Expression) -> str:
    """Everything together; empty when nothing was asked."""
    wanted = [tsquery_of(group) for group in expression.groups]
    unwanted = [f"!{text}" for group in expression.excluded if (text := tsquery_of(group))]
    return all_of([*filter(None, wanted), *unwanted])
