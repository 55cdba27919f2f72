"""Words so written that a slip of the pen can be seen through: bare letters, and words with letters left out."""

import unicodedata
import zlib
from collections.abc import Iterable
from itertools import combinations

from search import analyser

SHORTEST, LONGEST = 3, 40
"""Shorter words are each other's misspellings, longer ones are none."""
_LETTERS_COMPARED = 8
_TWO_LETTERS_LEFT_OUT_FROM = 6
_SAME_KEY = {
    "a": "åäæáàâãą",
    "o": "öøóòôõő",
    "e": "éèêëę",
    "i": "íìîïı",
    "u": "úùûüűů",
    "y": "ýÿ",
    "d": "ðđď",
    "t": "þŧťț",
    "c": "çćč",
    "n": "ñńňŋ",
    "s": "šśșß",
    "z": "žźż",
    "l": "ł",
    "r": "ř",
    "g": "ğ",
}
"""{letter: those written with it by people whose keyboard has only that one}"""
ACCENTED = "".join(_SAME_KEY.values())
PLAIN = "".join(plain * len(accented) for plain, accented in _SAME_KEY.items())
_BARE = str.maketrans(ACCENTED, PLAIN)


def bare(word: str) -> str:
    """As somebody writes it who has no such letters, one letter for each: comparing them never counts an accent."""
    return unicodedata.normalize("NFC", word).casefold().translate(_BARE)


def is_worth_keeping(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def forms_in(text: str) -> set[str]:
    """The words of a text that misspelt words are compared with."""
    return {word for word in analyser.words(text) if is_worth_keeping(word)}


def typo_keys(form: str) -> list[int]:
    """Two words that are a slip or two apart share one of these (symmetric deletion); each fits an integer column."""
    letters = bare(form)
    return sorted({_signed(zlib.crc32(shorter.encode())) for shorter in _with_letters_left_out(letters)})


def _with_letters_left_out(letters: str) -> Iterable[str]:
    most = 0 if len(letters) <= SHORTEST else 1 if len(letters) < _TWO_LETTERS_LEFT_OUT_FROM else 2
    beginning = letters[:_LETTERS_COMPARED]
    for number in range(most + 1):
        for kept in combinations(beginning, len(beginning) - number):
            yield "".join(kept)


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number
