"""Words to lexemes: one space of lexemes for all languages, the same for documents and queries."""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from core.languages import BY_CODE

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LONGEST_LEXEME = 60
_STEMMERS = sorted({language.stemmer for language in BY_CODE.values() if language.stemmer})
_LETTERS = str.maketrans(
    {"ø": "ö", "æ": "ä", "ð": "d", "þ": "th", "đ": "d", "ŧ": "t", "ŋ": "n", "ł": "l", "ß": "ss", "œ": "ö", "ı": "i"}
)
_OWN_LETTERS = "åäö"
# Words that only join others, and are no other word in a neighbouring language: a search must not hang on them.
_JOINING_WORDS = frozenset(
    " ".join(
        (
            "och att som för från med till den det de dem ett en av på i om är hur eller",
            "og at fra til der et af hvordan å frå eit ein ikke ikkje",
            "ja tai sekä että kuin miten",
            "á í úr við sem fyrir frá eða hvernig",
            "and the of in for with to on a an or how from",
        )
    ).split()
)
_threads = threading.local()


def words(text: str) -> list[str]:
    return [match.group() for match in WORD.finditer(unicodedata.normalize("NFC", text).casefold())]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text in NFC, and the lexemes that it is found by."""

    start: int
    end: int
    lexeme: str
    parts: tuple[str, ...] = ()
    """Lexemes of the parts of a compound."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word may be in one language."""

    lexeme: str
    parts: tuple[str, ...]
    language: str


def tokens(text: str, language: str) -> list[Token]:
    stemmer = BY_CODE[language].stemmer if language in BY_CODE else None
    return [Token(*match.span(), _lexeme(match.group().casefold(), stemmer)) for match in WORD.finditer(text)]


def readings(word: str, language: str) -> tuple[Reading, ...]:
    """What a word of a query may be; the reader's language comes first."""
    codes = dict.fromkeys([language, *BY_CODE])
    found = {_lexeme(word.casefold(), BY_CODE[code].stemmer): code for code in reversed(codes) if code in BY_CODE}
    return tuple(Reading(lexeme, (), code) for lexeme, code in reversed(found.items()))


def is_joining(word: str) -> bool:
    """Whether a word only joins others, so that a search need not hang on it."""
    return word.casefold() in _JOINING_WORDS


def lexemes(text: str, language: str) -> list[str]:
    """Lexemes of a text in the order of its words."""
    stemmer = BY_CODE[language].stemmer
    return [_lexeme(word, stemmer) for word in words(text)]


def lexemes_of_words(text: str) -> list[tuple[str, ...]]:
    """For each word of a query the lexemes that it may be, whichever language it is in; [] finds everything."""
    found = words(text)
    telling = [word for word in found if word not in _JOINING_WORDS] or found
    return list(dict.fromkeys(_readings(word) for word in telling))


def tsquery(groups: list[tuple[str, ...]]) -> str:
    """Each group must be found by one of its lexemes."""
    return " & ".join("(" + " | ".join(f"'{lexeme}'" for lexeme in group) + ")" for group in groups)


def _readings(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((_lexeme(word, None), *(_lexeme(word, stemmer) for stemmer in _STEMMERS))))


@lru_cache(maxsize=200_000)
def _lexeme(word: str, stemmer: str | None) -> str:
    return fold(_stem(word, stemmer) if stemmer else word)[:_LONGEST_LEXEME]


def _stem(word: str, name: str) -> str:
    """Stemmers keep the word that they work on, so each thread has its own."""
    stemmers = _threads.__dict__.setdefault("stemmers", {})
    if name not in stemmers:
        stemmers[name] = snowballstemmer.stemmer(name)
    return stemmers[name].stemWord(word)


def fold(word: str) -> str:
    """Letters that neighbours write differently become one; accents go, å ä ö stay."""
    return "".join(letter if letter in _OWN_LETTERS else _without_accent(letter) for letter in word)


def _without_accent(letter: str) -> str:
    plain = (part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return ("".join(plain) or letter).translate(_LETTERS)
