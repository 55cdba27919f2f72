"""What a search asks of the index, said in its keys. Other engines can read it as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field


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
    """Beginning of lexemes."""
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


def quoted(lexeme: str) -> str:
    """The only way of a lexeme into a tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'"


def all_of(parts: Iterable[str]) -> str:
    return " & ".join(parts)


def any_of(parts: Iterable[str]) -> str:
    return "(" + " | ".join(dict.fromkeys(parts)) + ")"


def tsquery_of(group: Group, *, own_only: bool = False) -> str:
    """Empty when nothing of the group is left."""
    if group.phrase:
        return "(" + " <-> ".join(any_of(quoted(lexeme) for lexeme in place) for place in group.phrase) + ")"
    if group.prefix:
        return f"{quoted(group.prefix)}:*"
    ways = [_tsquery_of_all(way.keys) for way in group.alternatives if way.is_own or not own_only]
    return any_of(ways) if ways else ""


def _tsquery_of_all(keys: tuple[str, ...]) -> str:
    return "(" + all_of(quoted(key) for key in keys) + ")" if len(keys) > 1 else quoted(keys[0])


def tsquery(expression: Expression) -> str:
    """Everything together; empty when nothing was asked."""
    wanted = [tsquery_of(group) for group in expression.groups]
    unwanted = [f"!{any_of([tsquery_of(group)])}" for group in expression.excluded]
    return all_of([*filter(None, wanted), *unwanted])
