"""One word of one language: its base form, its lexeme and the parts of a compound."""

import sys
import threading
import unicodedata
from collections.abc import Iterator
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
    return Analysis(_vocabulary(language).lexeme(base), _distinct(parts), members if len(members) > 1 else (), known)


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
        if word in self.rules.bases:
            return self.rules.bases[word], False
        for lexicon in self._lexicons:
            if found := lexicon.get(word):
                return found
        return None

    def base(self, word: str) -> str:
        found = self.look_up(word)
        return found[0] if found else word

    def analyse(self, word: str) -> Analysis:
        if found := self.look_up(word):
            return self._known(found[0], word)
        word = word.removesuffix("'s").replace("'", "")
        if split := self._splitter.split(word, is_base=False):
            return self._compound(word[: split.head_start] + split.parts[-1], split)
        for ending in self.rules.endings:
            base = ending.base(word)
            if base and (found := self.look_up(base)):
                return self._known(found[0], base)
        return self._unknown(word)

    def _known(self, base: str, word: str) -> Analysis:
        return self._compound(base, self._splitter.split(base, is_base=True), word)

    def _compound(self, base: str, split: Split | None, word: str = "") -> Analysis:
        members = self._members(split.parts, len(base)) if split else []
        inside = (*split.parts, *members) if split else ()
        origins = [origin for each in dict.fromkeys((word, base, *inside)) for origin in self._origins(each)]
        return Analysis(
            lexeme := self.lexeme(base),
            _distinct([self.lexeme(word) for word in (*inside, *origins)], besides=lexeme),
            self._smallest(members),
            is_known=True,
        )

    def _unknown(self, word: str) -> Analysis:
        split = self._splitter.part(word)
        if split is None:
            return Analysis(self.lexeme(word, is_known=False))
        lexemes = [self.lexeme(part, is_known=self.look_up(part) is not None) for part in split.parts]
        base = word[: split.head_start] + split.parts[-1]
        return Analysis(self.lexeme(base, is_known=False), _distinct(lexemes), _distinct(lexemes))

    def _members(self, parts: tuple[str, ...], longest: int) -> list[str]:
        """The smallest parts of parts that are compounds themselves; what is split on gets shorter each time."""
        found = []
        for part in parts:
            split = self._splitter.split(part, is_base=True) if len(part) < longest else None
            found.extend(self._members(split.parts, len(part)) if split else [part])
        return found

    def _smallest(self, members: list[str]) -> tuple[str, ...]:
        lexemes = _distinct(self.lexeme(member) for member in members)
        return lexemes if len(lexemes) > 1 else ()

    def _origins(self, base: str) -> Iterator[str]:
        """What a word is derived from, where that is a word."""
        for derivation in self.rules.derivations:
            origin = derivation.base(base)
            if origin and (found := self.look_up(origin)):
                yield found[0]

    def lexeme(self, base: str, is_known: bool = True) -> str:
        return sys.intern(fold(self._spelling(base, is_known).replace("'", ""))[:_LONGEST_LEXEME])

    def _spelling(self, base: str, is_known: bool) -> str:
        if own := self.rules.own.get(base):
            return own
        if cognate := cognates(self.language).get(base):
            return _vocabulary("sv").lexeme(cognate)
        for pattern, becomes in self.rules.spellings:
            base = pattern.sub(becomes, base)
        if is_known and self.rules.stems:
            return self._light_stem(base)
        return _stem(base, self.language) if not is_known or self.language == "en" else base

    def _light_stem(self, base: str) -> str:
        for stem in self.rules.stems:
            if not base.endswith(stem.ending):
                continue
            rest = base[: len(base) - len(stem.ending)]
            if len(rest) >= stem.shortest and (not stem.if_known or self.look_up(rest + stem.if_known)):
                return rest + stem.becomes
        return base


@cache
def _vocabulary(language: str) -> _Vocabulary:
    return _Vocabulary(language)


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
    if word.isascii():
        return word
    return "".join(letter if letter in _OWN_LETTERS else _without_accent(letter) for letter in word)


def _without_accent(letter: str) -> str:
    plain = (part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return ("".join(plain) or letter).translate(_LETTERS)
