"""One word of one language: its base form, its lexeme and the parts of a compound."""

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from core.languages import BY_CODE
from search.lexicon.reading import lexicons
from search.lexicon.rules import cognates, rules_of
from search.lexicon.splitting import Split, Splitter

_LONGEST_LEXEME = 60
_MOST_PARTS = 8
_BORROWS_FROM = {"nn": "nb"}
"""The lexicon of Nynorsk is small; most of its compounds are those of Bokmål."""
_LETTERS = str.maketrans(
    {"ø": "ö", "æ": "ä", "ð": "d", "þ": "th", "đ": "d", "ŧ": "t", "ŋ": "n", "ł": "l", "ß": "ss", "œ": "ö", "ı": "i"}
)
_OWN_LETTERS = "åäö"
_threads = threading.local()


@dataclass(frozen=True, slots=True)
class Analysis:
    lexeme: str
    parts: tuple[str, ...] = ()
    """Lexemes of everything that the word holds: parts, their parts, the word that it is derived from."""
    members: tuple[str, ...] = ()
    """Lexemes of the smallest parts of a compound, at least two."""
    is_known: bool = False


def analyse(word: str, language: str) -> Analysis:
    """`word` in small letters."""
    pieces = [piece for piece in word.split("-") if piece]
    if len(pieces) > 1:
        return _of_pieces(pieces, language)
    if len(word) > _LONGEST_LEXEME or any(letter.isdigit() for letter in word):
        return Analysis(fold(word.replace("'", ""))[:_LONGEST_LEXEME])
    return _vocabulary(language).analyse(word)


def _of_pieces(pieces: list[str], language: str) -> Analysis:
    """What somebody writes with hyphens is the same as written in one."""
    found = [analyse(piece, language) for piece in pieces]
    base = "".join(pieces[:-1]) + _vocabulary(language).base(pieces[-1])
    members = tuple(lexeme for each in found for lexeme in each.members or (each.lexeme,) if len(lexeme) > 1)
    parts = (lexeme for each in found for lexeme in (each.lexeme, *each.parts) if len(lexeme) > 1)
    known = all(each.is_known for each in found)
    return Analysis(lexeme_of(base, language), _distinct(parts), members if len(members) > 1 else (), known)


def _distinct(lexemes, besides: str = "") -> tuple[str, ...]:
    return tuple(dict.fromkeys(lexeme for lexeme in lexemes if lexeme != besides))[:_MOST_PARTS]


class _Vocabulary:
    """What is known of one language."""

    def __init__(self, language: str):
        self.language = language
        self.rules = rules_of(language)
        self._lexicons = [
            lexicon
            for code in (language, _BORROWS_FROM.get(language))
            if code and (lexicon := lexicons().get(code)) is not None
        ]
        self._splitter = Splitter(self.look_up, self.rules)

    def look_up(self, word: str) -> tuple[str, bool] | None:
        for lexicon in self._lexicons:
            if found := lexicon.get(word):
                return found
        return None

    def base(self, word: str) -> str:
        found = self.look_up(word)
        return found[0] if found else word

    def analyse(self, word: str) -> Analysis:
        if found := self.look_up(word):
            return self._known(word, found[0])
        word = word.replace("'s", "").replace("'", "")
        if split := self._splitter.split(word, is_base=False):
            return self._compound(word[: split.head_start] + split.parts[-1], split, is_known=True)
        for ending in self.rules.endings:
            base = ending.base(word)
            if base and (found := self.look_up(base)):
                return self._known(base, found[0])
        return Analysis(lexeme_of(word, self.language))

    def _known(self, word: str, base: str) -> Analysis:
        split = self._splitter.split(base, is_base=True)
        if split is None and word != base:
            split = self._splitter.split(word, is_base=False)
        return self._compound(base, split, is_known=True)

    def _compound(self, base: str, split: Split | None, is_known: bool) -> Analysis:
        lexeme = lexeme_of(base, self.language)
        members = self._members(split.parts) if split else []
        inner = (*split.parts, *members) if split else ()
        parts = [lexeme_of(part, self.language) for part in (*inner, *self._origins(base))]
        smallest = _distinct(lexeme_of(part, self.language) for part in members)
        return Analysis(lexeme, _distinct(parts, besides=lexeme), smallest if len(smallest) > 1 else (), is_known)

    def _members(self, parts) -> list[str]:
        """The smallest parts of parts that are compounds themselves."""
        found = []
        for part in parts:
            split = self._splitter.split(part, is_base=True)
            is_smaller = split and max(map(len, split.parts)) < len(part)  # base forms may be longer, and go in circles
            found.extend(self._members(split.parts) if is_smaller else [part])
        return found

    def _origins(self, base: str):
        for derivation in self.rules.derivations:
            origin = derivation.base(base)
            if origin and (found := self.look_up(origin)):
                yield found[0]


@cache
def _vocabulary(language: str) -> _Vocabulary:
    return _Vocabulary(language)


def lexeme_of(base: str, language: str) -> str:
    rules = rules_of(language)
    own = rules.own.get(base)
    if own is None and (cognate := cognates(language).get(base)):
        return lexeme_of(cognate, "sv")
    for pattern, becomes in rules.spellings:
        base = pattern.sub(becomes, base)
    return fold(own or _stem(base, language))[:_LONGEST_LEXEME]


def _stem(word: str, language: str) -> str:
    """Stemmers keep the word that they work on, so each thread has its own."""
    name = BY_CODE[language].stemmer if language in BY_CODE else None
    if name is None:
        return word
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
