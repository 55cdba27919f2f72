"""What people write into a search box, read with the few signs that they know: "phrase", -without, begin*, field:value.

Nothing is an error here: what is none of these is words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from search import analyser
from search.facets import BY_KEY

MOST_PARTS = 12
"""So many words, phrases and beginnings are searched for; what follows is left out."""
LONGEST_READ = 2_000
"""Letters that are looked at, whatever was sent."""
_MOST_WORDS_IN_PHRASE = 12
_SHORTEST_BEGINNING = 3
"""Letters before `*`: less would mean half of all words."""

# Marks without width stand inside words that were copied from a page; brackets and operators only divide words.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")
_SIGNS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"−": "-"} | dict.fromkeys("()[]{}<>&|!\\\0", " "))
_TOKEN = re.compile(
    r"""
    (?P<minus>(?<![^\s"])-(?!-))?
    (?P<body>
        (?:(?<![^\s"-])(?P<field>[A-Za-z]{2,20}):(?=[^\s"]|"[^"]+"))?
        (?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))
    )
    """,
    re.VERBOSE,
)
_JOINS = re.compile(r"[^\w\u0300-\u036f]|_")
# "vuxenutbildning och -fortbildning" leaves out the shared beginning of the second word and excludes nothing.
_BEFORE_ELLIPSIS = frozenset({"och", "og", "ja", "eller", "tai", "sekä", "eða", "and", "or", "å"})
_OPERATORS = frozenset({"AND", "OR", "NOT"})
"""What library catalogues understand. Every word is wanted anyway, so they ask for nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    """One word without any sign, as it was written."""
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another. A single word in quotation marks is meant as it stands, without its relatives."""

    words: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word with this beginning."""

    text: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of a facet by its identifier or one of its labels: whether there is one is not known here."""

    facet: str
    value: str
    excluded: bool = False

    def as_words(self) -> Iterator["Part"]:
        yield from _of_words(f"{self.facet} {self.value}", self.excluded)


Part = Word | Phrase | Prefix | FieldValue


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that was asked for, in the order in which it was written."""

    parts: tuple[Part, ...] = ()
    is_cut: bool = field(default=False, compare=False)
    """True when more was written than is searched for."""

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Written:
    """One thing as it stands in the text: several parts when it is several words."""

    text: str
    parts: tuple[Part, ...]


def parse(text: str) -> Asked:
    return asked(read(text), is_cut=is_too_long(text))


def is_too_long(text: str) -> bool:
    return len(text) > LONGEST_READ


def asked(written: list[Written], *, is_cut: bool = False) -> Asked:
    parts = list(dict.fromkeys(part for one in written for part in one.parts))
    return Asked(tuple(parts[:MOST_PARTS]), is_cut or len(parts) > MOST_PARTS)


def read(text: str) -> list[Written]:
    """The text in pieces; put together again with spaces they ask for the same."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text[:LONGEST_READ])).translate(_SIGNS)
    written, before = [], ""
    for match in _TOKEN.finditer(text):
        is_excluded = bool(match["minus"]) and before not in _BEFORE_ELLIPSIS
        if parts := tuple(_parts(match, is_excluded)):
            written.append(Written(match.group(), parts))
            before = before if match.group() in _OPERATORS else match.group().casefold()
    return _without_operators(written)


def _parts(match: re.Match, excluded: bool) -> Iterator[Part]:
    quoted, plain, key = match["quoted"], match["plain"] or "", (match["field"] or "").lower()
    if key in BY_KEY:
        yield FieldValue(key, (quoted if quoted is not None else plain).strip(), excluded)
    elif key:
        yield from _of_words(match["body"], excluded)
    elif quoted is not None:
        words = tuple(analyser.split(quoted)[:_MOST_WORDS_IN_PHRASE])
        if words:
            yield Phrase(words, excluded)
    else:
        yield from _of_words(plain, excluded)


def _of_words(text: str, excluded: bool) -> Iterator[Part]:
    """Words, the last of which may be a beginning. What is excluded is excluded as a whole."""
    words = analyser.split(text)
    if not words:
        return
    is_beginning = re.search(r"[^\W_]\*+\W*$", text)
    if excluded and len(words) > 1:
        yield Phrase(tuple(words[:_MOST_WORDS_IN_PHRASE]), excluded)
        return
    yield from (Word(word, excluded) for word in words[:-1])
    yield _beginning(words[-1], excluded) if is_beginning else Word(words[-1], excluded)


def _beginning(word: str, excluded: bool) -> Part:
    """Words with a hyphen are found as one, so their beginning has none."""
    letters = _JOINS.sub("", word)
    return Prefix(letters, excluded) if len(letters) >= _SHORTEST_BEGINNING else Word(word, excluded)


def _without_operators(written: list[Written]) -> list[Written]:
    telling = [one for one in written if one.text not in _OPERATORS]
    return telling or written
