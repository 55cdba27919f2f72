"""Words to lexemes: one space of lexemes for all languages, the same for documents and queries."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from core.languages import BY_CODE
from search.lexicon import words as known_words
from search.lexicon.words import Analysis, fold

__all__ = ["WORD", "Reading", "Token", "fold", "lexemes", "readings", "split", "tokens", "words"]

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphens and marks of direction or without width may stand inside a word."""
_WORD = rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_UNSEEN}])*"
WORD = re.compile(_WORD)
_TOKEN = re.compile(rf"{_WORD}(?:[-\u2010\u2011'’]{_WORD}){{0,3}}(?:(?<=[A-ZÅÄÖ]):[a-zåäö]{{1,4}}(?!\w))?")
"""Hyphens and apostrophes join (språk-café, child's), and so do the endings of abbreviations (EU:n, SFI:s)."""
_ONLY_NUMBERS = re.compile(r"[\d'’\-\u2010\u2011]+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_SCANDINAVIAN = ("sv", "nb", "nn", "da")
_MEMORY = 8_192
"""Words that a process remembers: about 5 MB."""
_MEMORY_OF_COMMANDS = 500_000


def words(text: str) -> list[str]:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return [match.group() for match in WORD.finditer(plain.casefold())]


class Token(NamedTuple):
    """One word of a text in NFC, and the lexemes that it is found by."""

    start: int
    end: int
    lexeme: str
    parts: tuple[str, ...] = ()
    """Lexemes of the parts of a compound, of their parts in turn, and of the words that it is made from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word may be in one language."""

    lexeme: str
    parts: tuple[str, ...]
    """The smallest parts of a compound: who has them all has the word."""
    language: str


def tokens(text: str, language: str) -> list[Token]:
    text = unicodedata.normalize("NFC", text)
    found = []
    for start, end in _places(text):
        analysis = _analysis(text[start:end], language)
        found.append(Token(start, end, analysis.lexeme, analysis.parts))
    return found


def split(text: str) -> list[str]:
    """Words as they are written, cut like those of documents. The text is in NFC."""
    return [text[start:end] for start, end in _places(text)]


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isdigit() and _ONLY_NUMBERS.fullmatch(word):  # 2015-2018 are two
            start = match.start()
            yield from ((start + number.start(), start + number.end()) for number in WORD.finditer(word))
        else:
            yield match.span()


def readings(word: str, language: str) -> tuple[Reading, ...]:
    """What a word of a query may be; the reader's language comes first."""
    near = [language, *(code for code in _SCANDINAVIAN if language in _SCANDINAVIAN and code != language)]
    codes = _knowing(word, near) or _knowing(word, BY_CODE) or BY_CODE
    found = {}
    for code in dict.fromkeys((language, *codes)):
        analysis = _analysis(word, code)
        found.setdefault((analysis.lexeme, analysis.members), code)
    return tuple(Reading(lexeme, parts, code) for (lexeme, parts), code in found.items())


def _knowing(word: str, codes) -> list[str]:
    return [code for code in codes if _analysis(word, code).is_known]


def lexemes(text: str, language: str) -> list[str]:
    """Lexemes of a text in the order of its words."""
    return [_analysis(word, language).lexeme for word in words(text)]


def _analyse(word: str, language: str) -> Analysis:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", word)).partition(":")[0]
    return known_words.analyse(plain.casefold().translate(_HYPHENS), language)


_analysis = lru_cache(maxsize=_MEMORY)(_analyse)


def remember_more() -> None:
    """For commands that read every text: they may take the memory that a web process must not."""
    global _analysis  # noqa: PLW0603
    _analysis = lru_cache(maxsize=_MEMORY_OF_COMMANDS)(_analyse)
