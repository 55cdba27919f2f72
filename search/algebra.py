"""Sets of documents as SQL over bitmaps: what a search asks for, put together from keys by and, or and without.

A set is an expression over the columns of `found`, which has one row for each block; '' is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.bitmaps import EMPTY, is_kept
from search.expression import Alternative, Expression, Group, all_of, tsquery, tsquery_of
from search.models import BLOCK, EVERY_DOCUMENT

_SCANNED = " "
"""No key begins with a space, so what was read from the documents goes by such names among the bitmaps."""


def both(*sets: str) -> str:
    return f"({' & '.join(sets)})" if len(sets) > 1 else "".join(sets)


def either(*sets: str) -> str:
    return f"({' | '.join(sets)})" if len(sets) > 1 else "".join(sets)


def without(one: str, other: str) -> str:
    return f"({one} & ~{other})"


def array(texts: Iterable[str]) -> str:
    """As PostgreSQL writes an array: one constant is read faster than many."""
    return "{" + ",".join(['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in texts]) + "}"


@dataclass
class Found:
    """The columns of `found`, gathered while a search is put together."""

    tracked: frozenset[str]
    parameters: dict = field(default_factory=dict)
    _columns: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, None] = field(default_factory=dict)
    _scans: dict[str, str] = field(default_factory=dict)
    _names: dict = field(default_factory=dict)

    @property
    def every(self) -> str:
        return self.any_of([EVERY_DOCUMENT])

    def any_of(self, keys: Iterable[str]) -> str:
        definition = f"coalesce(bit_or(bits) FILTER (WHERE {self._is_one_of(tuple(keys))}), {EMPTY})"
        return self._columns.setdefault(definition, f"c{len(self._columns)}")

    def all_of(self, keys: Iterable[str]) -> str:
        return both(*(self.any_of([key]) for key in dict.fromkeys(keys)))

    def scan(self, condition: str, **parameters) -> str:
        """Key of the documents for which a condition is true, which are read one by one."""
        names = {name: self._parameter(value) for name, value in parameters.items()}
        return self._scans.setdefault(condition.format(**names), f"{_SCANNED}{len(self._scans)}")

    def saying(self, query: str) -> str:
        return self.scan("vector @@ {query}::tsquery", query=query)

    def is_kept(self, key: str) -> bool:
        return key.startswith(_SCANNED) or is_kept(key, self.tracked)

    def sql(self) -> str:
        """The rows of `found`."""
        self.parameters["keys"] = array(self._keys)
        rows = ["SELECT key, block, bits FROM search_bitmap WHERE key = ANY(%(keys)s::text[])"]
        rows += [
            f"SELECT '{name}', id / {BLOCK}, bit_or(set_bit({EMPTY}, id %% {BLOCK}, 1)) "  # noqa: S608 - made of constants
            f"FROM search_searchdocument WHERE {condition} GROUP BY 2"
            for condition, name in self._scans.items()
        ]
        columns = ", ".join(f"{definition} AS {name}" for definition, name in self._columns.items())
        return f"SELECT block, {columns} FROM ({' UNION ALL '.join(rows)}) AS row GROUP BY block"  # noqa: S608 - made of constants

    def _is_one_of(self, keys: tuple[str, ...]) -> str:
        self._keys |= dict.fromkeys(keys)
        if len(keys) == 1:
            return f"key = {self._parameter(keys[0])}"
        return f"key = ANY({self._parameter(array(keys))}::text[])"

    def _parameter(self, value) -> str:
        """Its place in the statement; the same for the same value."""
        name = self._names.setdefault(value, f"p{len(self._names)}")
        self.parameters[name] = value
        return f"%({name})s"


# --- Words ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """`words` is the set of the documents that say what was asked; `tiers` are the best of them, best first.

    Each tier holds the one before it.
    """

    words: str = ""
    tiers: tuple[str, ...] = ()


def said(found: Found, expression: Expression) -> Said:
    groups = [group for group in expression.groups if tsquery_of(group)]
    if any(_is_read(found, group) for group in groups):
        return _read_together(found, expression, groups)
    excluded = [any_group(found, group) for group in expression.excluded if tsquery_of(group)]
    words = both(*(any_group(found, group) for group in groups))
    for unwanted in excluded:
        words = without(words or found.every, unwanted)
    return Said(words, tuple(_tiers(found, groups)))


def _is_read(found: Found, group: Group) -> bool:
    """Whether no bitmap says anything of it: then it is rare, or its words must follow one another."""
    has_beginning = group.prefix and _with_beginning(found, group.prefix)
    return bool(group.phrase) or not (has_beginning or any(_is_kept(found, way) for way in group.alternatives))


def _is_kept(found: Found, way: Alternative) -> bool:
    return all(found.is_kept(key) for key in way.keys)


def _with_beginning(found: Found, beginning: str) -> list[str]:
    return [word for word in found.tracked if word.startswith(beginning)]


def _read_together(found: Found, expression: Expression, groups: list[Group]) -> Said:
    """The rarest part decides how much is read, so all of it is asked for at once."""
    words = found.any_of([found.saying(tsquery(expression))])
    titles = tsquery(Expression(tuple(part for group in groups for part in _in_title(group))))
    if not titles:
        return Said(words)
    return Said(words, (both(words, found.any_of([found.saying(titles)])),))


def _in_title(group: Group) -> list[Group]:
    if group.phrase:
        return [Group("", tuple(Alternative((f"^{lexeme}",)) for lexeme in place)) for place in group.phrase]
    ways = (Alternative(tuple(f"^{key}" for key in way.keys)) for way in group.alternatives if way.is_own)
    return [Group("", tuple(ways), prefix=group.prefix and f"^{group.prefix}")]


def any_group(found: Found, group: Group) -> str:
    if group.phrase:
        return found.any_of([found.saying(tsquery_of(group))])
    return either(*_any_beginning(found, group.prefix), *_any_way(found, group.alternatives))


def _any_beginning(found: Found, beginning: str) -> list[str]:
    if not beginning:
        return []
    known = _with_beginning(found, beginning)
    rest = [tsquery_of(Group("", prefix=beginning)), *(f"!{tsquery_of(_word(word))}" for word in known)]
    return [found.any_of([*known, found.saying(all_of(rest))])]


def _word(lexeme: str) -> Group:
    return Group("", (Alternative((lexeme,)),))


def _any_way(found: Found, ways: Iterable[Alternative]) -> list[str]:
    ways = tuple(ways)
    kept = [way for way in ways if _is_kept(found, way)]
    rest = tuple(way for way in ways if not _is_kept(found, way))
    singles = [way.keys[0] for way in kept if len(way.keys) == 1]
    if query := tsquery_of(Group("", rest)):
        singles.append(found.saying(query))
    sets = [found.any_of(singles)] if singles else []
    return sets + [found.all_of(way.keys) for way in kept if len(way.keys) > 1]


# --- The best first ---------------------------------------------------------------------------------------------------


def _tiers(found: Found, groups: list[Group]):
    """All own words in titles and often, in titles, in titles or often or as the topic of a title, anywhere."""
    if not groups:
        return
    titles = [_marked(found, group, "^") for group in groups]
    often = [_marked(found, group, "~") for group in groups]
    topics = [_topics(found, group) for group in groups]
    own = [_own(found, group) for group in groups]
    best = []
    if all(titles):
        best = [both(*titles)]
        if all(often):
            best.insert(0, both(*titles, *often))
    telling = [list(filter(None, marks)) for marks in zip(titles, often, topics, strict=True)]
    if all(telling):
        best.append(both(*(either(*marks) for marks in telling)))
    if all(own) and own != [any_group(found, group) for group in groups]:
        own_words = both(*own)
        best.append(either(*best[-1:], own_words))
    yield from best


def _marked(found: Found, group: Group, mark: str) -> str:
    """Documents that say one of the own words as marked; what is not kept is left out."""
    beginning = _with_beginning(found, group.prefix) if group.prefix else []
    own = [tuple(f"{mark}{key}" for key in way.keys) for way in group.alternatives if way.is_own]
    kept = [keys for keys in own if all(found.is_kept(key) for key in keys)]
    singles = [*(f"{mark}{word}" for word in beginning), *(keys[0] for keys in kept if len(keys) == 1)]
    sets = [found.any_of(singles)] if singles else []
    return either(*sets, *(found.all_of(keys) for keys in kept if len(keys) > 1))


def _topics(found: Found, group: Group) -> str:
    keys = [f"^{way.keys[0]}" for way in group.alternatives if len(way.keys) == 1 and way.keys[0].startswith("@")]
    return found.any_of(keys) if keys else ""


def _own(found: Found, group: Group) -> str:
    ways = (way for way in group.alternatives if way.is_own)
    return either(*_any_beginning(found, group.prefix), *_any_way(found, ways))
