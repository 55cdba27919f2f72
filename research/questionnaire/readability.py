"""How hard a text is to read, by LIX (Björnsson 1968): words in a sentence plus long words in a hundred."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:]+(?=\s|$)")
_LONG = 6
_FEWEST_WORDS = 30
_WORDS_ARE_LONG = frozenset({"fi", "kl", "is", "se"})
"""Languages whose words are long by their grammar; there only the length of sentences tells."""
_HARD_LIX, _LONG_SENTENCE = 50, 22


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def lix(text: str) -> float:
    words = words_of(text)
    return sentence_length(text) + 100 * sum(len(word) > _LONG for word in words) / max(len(words), 1)


def sentence_length(text: str) -> float:
    sentences = [each for each in _SENTENCE_END.split(text) if words_of(each)]
    return len(words_of(text)) / max(len(sentences), 1)


def is_hard(text: str, language: str) -> bool:
    """Newspapers stand at about 45; below thirty words nothing can be said."""
    if len(words_of(text)) < _FEWEST_WORDS:
        return False
    return sentence_length(text) > _LONG_SENTENCE or (language not in _WORDS_ARE_LONG and lix(text) > _HARD_LIX)
