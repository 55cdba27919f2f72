""" "Did you mean": words that find nothing, compared with the words of the items and the names of the vocabulary.

Candidates share a key with the word (`search.misspelling`); PostgreSQL's fuzzystrmatch leaves out the far ones where
they stand, so that only a few come here to be weighed: a swap of two letters is one slip, an accent hardly any.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

from django.db import connections

from core.languages import BY_CODE
from search import analyser, grammar, thesaurus
from search.expansion import expression_of
from search.expression import tsquery
from search.misspelling import ACCENTED, LONGEST, PLAIN, SHORTEST, bare, is_worth_keeping, typo_keys
from search.query import SearchQuery
from search.thesaurus import Thesaurus

_MOST_WORDS = 3
"""More words that find nothing are no misspellings but another language, or another subject."""
_PROPOSALS = 5
_WEIGHED = 60
_ACCENT = 0.01
_TWO_SLIPS_FROM = 6
_OWN_LANGUAGE, _NEIGHBOURING_LANGUAGE = 0.5, 0.25
_FREQUENT = 0.12
_WEIGHT_OF_NAME = 5
"""A name of the vocabulary counts like a word that stands in so many items."""
_MANY = 99.0
_DIGRAPHS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))

_NEAR = """
    (SELECT word.form, word.language, word.frequency
     FROM (SELECT DISTINCT form FROM search_searchtypo WHERE key = ANY(%(keys)s)) near
     JOIN search_searchword word ON word.form = near.form,
     LATERAL levenshtein_less_equal(translate(near.form, %(accented)s, %(plain)s), %(bare)s, %(most)s) AS far
     WHERE far <= %(most)s
     ORDER BY far, word.frequency DESC LIMIT %(weighed)s)
    UNION ALL
    (SELECT name.text, name.language, 0 FROM search_valuename name
     WHERE name.typo_keys && %(keys)s AND NOT name.is_hidden AND EXISTS (
       SELECT FROM unnest(name.words) word WHERE levenshtein_less_equal(word, %(bare)s, %(most)s) <= %(most)s)
     LIMIT %(weighed)s)
"""


@dataclass(frozen=True)
class Correction:
    text: str
    """The whole query as it would find something."""
    words: tuple[tuple[str, str, str], ...] = ()
    """((as typed, as proposed, language of the proposal), …)"""
    is_only_accents: bool = False
    is_found_with_choice: bool = True
    """False when it finds something only without the filters that were chosen."""


@dataclass(frozen=True, slots=True)
class Proposal:
    form: str
    language: str
    score: float
    """The lower, the likelier."""
    is_only_accents: bool


def correct(words: str, language: str, using: str = "default") -> Correction | None:
    """What the reader may have meant, where some words find nothing by themselves and what is proposed does."""
    with connections[using].cursor() as cursor:
        labels = thesaurus.held(using)
        missed = _missed(cursor, words, language, labels)
        if not 0 < len(missed) <= _MOST_WORDS:
            return None
        likely = {word: proposals(cursor, word, language) for word in missed}
        ways = [_corrected(words, choice) for choice in _choices(likely)]
        found = _finding(cursor, [way.text for way in ways], language, labels)
    return next((way for way, finds in zip(ways, found, strict=True) if finds), None)


def _missed(cursor, text: str, language: str, labels: Thesaurus) -> list[str]:
    """Words, alone or in phrases, that stand in no item and name nothing."""
    asked = dict.fromkeys(word for piece in grammar.read(text) for word in _words_of(piece))
    asked = list(asked)[: grammar.MOST_PARTS]
    found = _finding(cursor, asked, language, labels)
    return [word for word, finds in zip(asked, found, strict=True) if not finds and SHORTEST <= len(word) <= LONGEST]


def _words_of(piece: grammar.Written) -> Iterator[str]:
    for part in piece.parts:
        if isinstance(part, grammar.Word) and not part.excluded:
            yield part.text
        elif isinstance(part, grammar.Phrase) and not part.excluded:
            yield from part.words


def _finding(cursor, texts: list[str], language: str, labels: Thesaurus) -> list[bool]:
    """For each text whether a listed item is found by it."""
    if not texts:
        return []
    queries = [tsquery(expression_of(SearchQuery(words=text), language, labels)) for text in texts]
    exists = "EXISTS (SELECT FROM search_searchdocument WHERE vector @@ %s::tsquery)"
    cursor.execute(f"SELECT {', '.join([exists] * len(queries))}", queries)
    return list(cursor.fetchone())


def proposals(cursor, word: str, language: str) -> list[Proposal]:
    """The likeliest words instead of this one, best first."""
    typed = unicodedata.normalize("NFC", word).casefold()
    if not is_worth_keeping(typed):
        return []
    best: dict[str, Proposal] = {}
    for spelling in dict.fromkeys([typed, _without_digraphs(typed)]):
        for form, code, frequency in sorted(set(_near(cursor, spelling))):
            proposal = _weighed(typed, form, code, frequency, language)
            if proposal and form != typed and (form not in best or proposal.score < best[form].score):
                best[form] = proposal
    return sorted(best.values(), key=lambda one: (not one.is_only_accents, one.score, one.form))[:_PROPOSALS]


def _without_digraphs(word: str) -> str:
    """As somebody means it who writes aa, ae and oe for want of å, æ and ø."""
    for two, one in _DIGRAPHS:
        word = word.replace(two, one)
    return word


def _near(cursor, typed: str) -> Iterable[tuple[str, str, int]]:
    """(form, language, number of items); names give each of their words that is near."""
    most = _most_slips(typed)
    parameters = {
        "keys": typo_keys(typed),
        "bare": bare(typed),
        "most": most + 1 if most else 0,  # a swap counts two there
        "weighed": _WEIGHED,
        "accented": ACCENTED,
        "plain": PLAIN,
    }
    cursor.execute(_NEAR, parameters)
    for text, language, frequency in cursor.fetchall():
        for word in [text] if frequency else filter(is_worth_keeping, analyser.words(text)):
            yield word, language, frequency or _WEIGHT_OF_NAME


def _most_slips(typed: str) -> int:
    return 0 if len(typed) <= SHORTEST else 1 if len(typed) < _TWO_SLIPS_FROM else 2


def _weighed(typed: str, form: str, code: str, frequency: int, reader: str) -> Proposal | None:
    slips = _slips(typed, form)
    if slips >= _most_slips(typed) + 1:
        return None
    is_only_accents = slips < 1
    nearness = _OWN_LANGUAGE if code == reader else _NEIGHBOURING_LANGUAGE if code in BY_CODE[reader].fallback else 0
    return Proposal(form, code, slips - nearness - _FREQUENT * log(frequency), is_only_accents)


def _slips(typed: str, form: str) -> float:
    one, other = _without_digraphs(typed), _without_digraphs(form)
    if _letters_apart(bare(one), bare(other)) > _most_slips(typed):
        return _MANY
    if (one, other) == (typed, form):
        return distance(typed, form)
    return min(distance(typed, form), distance(one, other) + _ACCENT)


def _letters_apart(one: str, other: str) -> int:
    """Letters that one of two words has more than the other: never more than the slips between them."""
    ours, theirs = Counter(one), Counter(other)
    return max((ours - theirs).total(), (theirs - ours).total())


def distance(typed: str, form: str) -> float:
    """Slips of the pen between two words: letters added, lost, changed or swapped with the next one."""
    letters, others = list(zip(typed, bare(typed), strict=False)), list(zip(form, bare(form), strict=False))
    before, above = [], [float(number) for number in range(len(others) + 1)]
    for row, letter in enumerate(letters, 1):
        line = [float(row)]
        for column, other in enumerate(others, 1):
            best = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + _difference(letter, other))
            if row > 1 < column and letter[1] == others[column - 2][1] and letters[row - 2][1] == other[1]:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        before, above = above, line
    return above[-1]


def _difference(letter: tuple[str, str], other: tuple[str, str]) -> float:
    if letter[0] == other[0]:
        return 0
    return _ACCENT if letter[1] == other[1] else 1


def _choices(likely: dict[str, list[Proposal]]) -> Iterator[dict[str, Proposal]]:
    """The best of all words together, then the second best …; a word without a second keeps its best."""
    if all(likely.values()):
        for number in range(max(map(len, likely.values()))):
            yield {word: found[min(number, len(found) - 1)] for word, found in likely.items()}


def _corrected(text: str, choice: dict[str, Proposal]) -> Correction:
    pieces = [_replaced(piece, choice) for piece in grammar.read(text)]
    words = tuple((word, _written_like(word, one.form), one.language) for word, one in choice.items())
    return Correction(" ".join(pieces), words, all(one.is_only_accents for one in choice.values()))


def _replaced(piece: grammar.Written, choice: dict[str, Proposal]) -> str:
    if not any(True for _ in _words_of(piece)):
        return piece.text

    def instead(match) -> str:
        word = match.group()
        return _written_like(word, choice[word].form) if word in choice else word

    return analyser.WORD.sub(instead, piece.text)


def _written_like(typed: str, form: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form
