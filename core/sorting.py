"""Names sort as people of each language expect, whatever the database was built with."""

import unicodedata

_LETTERS_AFTER_Z = {
    "sv": "åäö",
    "fi": "åäö",
    "da": "æøå",
    "nb": "æøå",
    "nn": "æøå",
    "is": "þæö",
    "fo": "æø",
    "kl": "æøå",
    "se": "æøå",
    "en": "",
}
# Letters that a language does not have sort with the ones that stand in their place there.
_STAND_INS = {
    "sv": {"æ": "ä", "ø": "ö"},
    "fi": {"æ": "ä", "ø": "ö"},
    "da": {"ä": "æ", "ö": "ø"},
    "nb": {"ä": "æ", "ö": "ø"},
    "nn": {"ä": "æ", "ö": "ø"},
    "is": {"ä": "æ", "ø": "ö"},
    "fo": {"ä": "æ", "ö": "ø"},
    "kl": {"ä": "æ", "ö": "ø"},
    "se": {"ä": "æ", "ö": "ø"},
    "en": {"æ": "ae", "ø": "o", "þ": "th", "ð": "d"},
}
# Accented vowels are letters of their own in Icelandic and Faroese, right after the plain one.
_OWN_LETTERS = {"is": "áðéíóúý", "fo": "áðíóúý"}
# The old spelling of å still stands in names.
_DOUBLE_A = {"da", "nb", "nn", "kl"}
_PLAIN = {"á": "a", "ð": "d", "é": "e", "í": "i", "ó": "o", "ú": "u", "ý": "y"}


class _Weights(dict):
    """For `str.translate`: what each letter sorts as in one language, worked out when it is met first."""

    def __init__(self, language: str):
        super().__init__()
        self.language = language

    def __missing__(self, code_point: int) -> str:
        letter = chr(code_point)
        letters = _STAND_INS[self.language].get(letter, letter)
        self[code_point] = "".join(_weight(one, self.language) if one.isalnum() else " " for one in letters)
        return self[code_point]


_weights = {language: _Weights(language) for language in _STAND_INS}


def _weight(letter: str, language: str) -> str:
    after_z = _LETTERS_AFTER_Z[language]
    if letter in after_z:
        return "{" + chr(ord("a") + after_z.index(letter))
    if letter in _OWN_LETTERS.get(language, ""):
        return _PLAIN[letter] + "~"
    plain = unicodedata.normalize("NFD", letter)[0]
    return {"æ": "ae", "ø": "o", "þ": "th", "ð": "d", "ß": "ss", "đ": "d"}.get(plain, plain)


def sort_key(text: str, language: str) -> str:
    """A key that sorts by code point (collation "C") the way readers of `language` sort; punctuation is passed over."""
    letters = unicodedata.normalize("NFC", text).casefold()
    if language in _DOUBLE_A:
        letters = letters.replace("aa", "å")
    return " ".join(letters.translate(_weights[language]).split())
