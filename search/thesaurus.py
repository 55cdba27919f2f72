"""The labels of the vocabulary as a matcher: which concepts a text names, and which a query asks for.

Held per process and read again when the vocabulary has changed.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.languages import BY_CODE
from core.models import Generation
from search import analyser
from search.joining_words import is_joining
from search.label_forms import ShorterForm, shorter_forms
from search.topics import Label, Topic, read_labels

AREA = "vocabulary"
"""Of the `Generation` that tells whether labels have changed."""
_SCANDINAVIAN = ("sv", "da", "nb", "nn")
_SHORTEST_PART = 4
"""Shorter parts of compounds are too often no words at all."""
_MOST_ENDING = 3
"""Letters that a label may be longer than the word that names it."""
_MOST_TOPICS = 3
"""A word that stands in the labels of more concepts tells none of them."""
MOST_HINTS = 6
"""Concepts that one word may ever hint at."""
_ENDS_A_SENTENCE = re.compile(r"[.!?;:\n•|]")
_PLAIN = str.maketrans("åäö", "aao")
_TWO_FOR_ONE = (("aa", "a"), ("ae", "a"), ("oe", "o"))

Table = dict[str, tuple[Label, ...]]
"""Words of a label with spaces between them: the labels; () where a longer label begins so."""
_Found = tuple[int, int, tuple[Label, ...], bool]
"""(first token, last token, labels, whether they stand within a longer one)"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named by the tokens from `first` to `last`; by a part of a compound, both are the same token."""

    concept: Topic
    first: int
    last: int
    is_inner: bool = False
    """Named within what a longer label names: by "sports" in "sports club"."""


@dataclass(frozen=True, slots=True)
class Match:
    """Labels that begin at a word of a query and go over `length` words of it."""

    length: int
    labels: tuple[Label, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(dict.fromkeys(label.topic for label in self.labels))


def plain(word: str) -> str:
    """A word as those write it who have no å, ä, ö on their keyboard."""
    word = word.casefold()
    if not word.isascii():
        word = analyser.fold(word).translate(_PLAIN)
    for two, one in _TWO_FOR_ONE:
        word = word.replace(two, one)
    return word


class _TablesOfLanguage(NamedTuple):
    """Labels that a text of one language may name."""

    labels: Table
    """By their lexemes."""
    spellings: Table
    """Those of other languages, whose words have other endings: as they are spelled."""
    parts: Table
    """Labels that parts of compounds may be."""


@dataclass
class Thesaurus:
    generation: int = 0
    topics: dict[str, Topic] = field(default_factory=dict)
    """{key: concept}"""
    _spelled: Table = field(default_factory=dict, repr=False)
    _lexemes: Table = field(default_factory=dict, repr=False)
    _telling: Table = field(default_factory=dict, repr=False)
    """Without the words that only join others."""
    _parts: Table = field(default_factory=dict, repr=False)
    """Labels that are compounds, by their parts."""
    _plain: Table = field(default_factory=dict, repr=False)
    _words: Table = field(default_factory=dict, repr=False)
    """{lexeme: the labels that hold it as a word or as a part}"""
    _of_documents: dict[str, "_TablesOfLanguage"] = field(default_factory=dict, repr=False)
    """{language of a text: the labels that it may name}"""

    @classmethod
    def of(cls, labels: Iterable[Label], generation: int = 0) -> "Thesaurus":
        made, labels = cls(generation), list(labels)
        for label in labels:
            made._add(label)
        ambiguous = {label.text.casefold() for label in labels if not label.expands_alone}
        for label in labels:
            for form in shorter_forms(label.text, label.language, is_group=label.topic.names_people):
                if form.text.casefold() not in ambiguous:
                    made._add_shorter(label, form)
        return made

    def _add(self, label: Label) -> None:
        self.topics.setdefault(label.topic.key, label.topic)
        text = unicodedata.normalize("NFC", label.text)
        tokens = analyser.tokens(text, label.language)
        if not tokens:
            return
        words = [text[token.start : token.end].casefold() for token in tokens]
        lexemes = [token.lexeme for token in tokens]
        telling = [lexeme for word, lexeme in zip(words, lexemes, strict=True) if not is_joining(word)]
        alone = (label,)  # most entries are for one label: all of them share this
        _put(self._spelled, words, alone)
        _put(self._lexemes, lexemes, alone)
        for written in (words, lexemes):
            unaccented = [plain(word) for word in written]
            if unaccented != written:
                _put(self._plain, unaccented, alone)
        if 1 < len(telling) < len(tokens):
            _put(self._telling, telling, alone)
        if len(tokens) == 1 and tokens[0].parts:
            for reading in analyser.readings(words[0], label.language):
                if len(reading.parts) > 1 and reading.lexeme == lexemes[0]:
                    _put(self._parts, reading.parts, alone)
        if label.expands_alone:
            for lexeme in {*telling, *(part for token in tokens for part in token.parts)}:
                self._note_word(lexeme, alone)

    def _note_word(self, lexeme: str, alone: tuple[Label]) -> None:
        """One label for each concept, and no more of them in one language than tell anything."""
        if len(lexeme) < _SHORTEST_PART:
            return
        (label,), known = alone, self._words.get(lexeme, ())
        topics = {other.topic for other in known if other.language == label.language}
        if label.topic not in topics and len(topics) <= MOST_HINTS:
            self._words[lexeme] = known + alone

    def _add_shorter(self, label: Label, form: ShorterForm) -> None:
        """Labels come before the shorter forms of others, and a word of many labels tells none of them."""
        lexemes = [token.lexeme for token in analyser.tokens(form.text, label.language)]
        if any(other.is_whole for other in self._lexemes.get(" ".join(lexemes), ())):
            return
        if form.is_half and len(lexemes) == 1:
            holding = [each for each in self._words.get(lexemes[0], ()) if each.language == label.language]
            if len({each.topic for each in holding}) > _MOST_TOPICS:
                return
        self._add(replace(label, text=form.text, is_whole=False))

    # --- Documents ----------------------------------------------------------------------------------------------

    def named_in(self, tokens: Sequence[analyser.Token], text: str, language: str) -> list[Mention]:
        """What a text of this language names, longest labels first. The tokens are those of the text."""
        labels, spellings, parts = self._tables_of(language)
        lexemes = [token.lexeme for token in tokens]
        words = [text[token.start : token.end].casefold() for token in tokens]
        found: list[_Found] = []
        last = -1
        for number, token in enumerate(tokens):
            is_inner = number <= last
            for table, keys in ((labels, lexemes), (spellings, words)):
                if keys[number] not in table:
                    continue
                length = 0 if is_inner else _length(table, keys, number, tokens, text)
                if length:
                    last = number + length - 1
                    found.append((number, last, table[" ".join(keys[number : last + 1])], False))
                if (is_inner or length > 1) and table[keys[number]]:
                    found.append((number, number, table[keys[number]], True))
                is_inner = is_inner or length > 0
            if token.parts:
                found += [(number, number, those, is_inner) for those in _labels_of_parts(parts, token.parts)]
        return _mentions(found, tokens, text)

    def _tables_of(self, language: str) -> "_TablesOfLanguage":
        """Labels of the language itself and of its Scandinavian neighbours, and English ones of several words."""
        if language not in self._of_documents:
            near = _SCANDINAVIAN if language in _SCANDINAVIAN else (language,)
            made = _TablesOfLanguage({}, {}, {})
            for key, those in self._lexemes.items():
                kept = tuple(label for label in those if label.language in near)
                if kept:
                    _put_all(made.labels, key, kept)
                if " " not in key and len(key) >= _SHORTEST_PART:
                    _put_alone(made.parts, key, [each for each in kept if len(each.text) <= len(key) + _MOST_ENDING])
            for key, those in self._spelled.items():
                if kept := tuple(label for label in those if _is_foreign(label, language, near)):
                    _put_all(made.spellings, key, kept)
            for key, those in self._parts.items():
                _put_alone(made.parts, key, [label for label in those if label.language in near])
            self._of_documents[language] = made
        return self._of_documents[language]

    def differences(self, other: "Thesaurus") -> list[Label]:
        """Labels that only one of the two knows, or that name something else in each."""
        mine, others = self._told(), other._told()
        return [label for told, label in (mine | others).items() if (told in mine) != (told in others)]

    def _told(self) -> dict[tuple, Label]:
        return {
            (*label.topic.keys, label.language, label.text, label.expands_alone): label
            for labels in self._lexemes.values()
            for label in labels
        }

    # --- Queries ------------------------------------------------------------------------------------------------

    def asked_by(self, words: Sequence[str], places: Sequence[tuple[str, ...]], language: str) -> Match | None:
        """The longest labels at the beginning of these words, whichever language they are in.

        `places` holds the lexemes that each word may be. Labels as they are spelled come first, the reader's own
        language before its neighbours, and what is written without accents last.
        """
        spellings = [(word.casefold(),) for word in words]
        best = None
        for table, options in ((self._spelled, spellings), (self._lexemes, places), (self._telling, places)):
            match = _longest(table, options, language)
            if match and (best is None or match.length > best.length):
                best = match
        if best:
            return best
        ways = zip(words, places, strict=True)
        unaccented = [tuple(dict.fromkeys(map(plain, (word, *lexemes)))) for word, lexemes in ways]
        return _longest(self._plain, unaccented, language)

    def hinted_by(self, lexemes: Iterable[str], language: str, most: int = _MOST_TOPICS) -> tuple[Topic, ...]:
        """Concepts with a label that holds this word, where it stands in the labels of few."""
        labels = [label for lexeme in lexemes for label in self._words.get(lexeme, ())]
        topics = dict.fromkeys(label.topic for label in _nearest(labels, language))
        return tuple(topics) if len(topics) <= most else ()

    def of_parts(self, parts: Sequence[str], language: str) -> list[tuple[int, Match]]:
        """[(number of the first part, the labels)] of a compound that is no label itself."""
        found, number = [], 0
        while number < len(parts):
            options = [(part,) for part in parts[number:]]
            match = _longest(self._parts, options, language)
            if not match and len(parts[number]) >= _SHORTEST_PART:
                match = _longest(self._lexemes, options[:1], language)
            kept = tuple(label for label in match.labels if label.expands_alone) if match else ()
            if kept:
                found.append((number, Match(match.length, kept)))
            number += match.length if match else 1
        return found


EMPTY = Thesaurus()


# --- Tables -----------------------------------------------------------------------------------------------------------


def _put(table: Table, words: Sequence[str], labels: Iterable[Label]) -> None:
    _put_all(table, sys.intern(" ".join(words)), tuple(labels))


def _put_all(table: Table, key: str, labels: tuple[Label, ...]) -> None:
    known = table.get(key)
    table[key] = tuple(dict.fromkeys(known + labels)) if known else labels
    while " " in key:
        key = key.rpartition(" ")[0]
        table.setdefault(key, ())


def _put_alone(table: Table, key: str, labels: list[Label]) -> None:
    if alone := tuple(label for label in labels if label.expands_alone):
        _put_all(table, key, alone)


def _is_foreign(label: Label, language: str, near: tuple[str, ...]) -> bool:
    """A label of a neighbour, or an English one of several words."""
    return label.language != language and (label.language in near or (label.language == "en" and " " in label.text))


def _length(table: Table, keys: list[str], first: int, tokens: Sequence[analyser.Token], text: str) -> int:
    """How many tokens the longest label covers that begins here; 0 when none does."""
    key, length = keys[first], 0
    for number in range(first, len(keys)):
        if number > first:
            key = f"{key} {keys[number]}"
            if key not in table or _ENDS_A_SENTENCE.search(text, tokens[number - 1].end, tokens[number].start):
                return length
        if table[key]:
            length = number - first + 1
    return length


def _labels_of_parts(table: Table, parts: tuple[str, ...]) -> list[tuple[Label, ...]]:
    """Of parts that are a label together, and of each by itself: a sports club is about sports as well."""
    found = [labels for part in parts if (labels := table.get(part))]
    for first in range(len(parts) - 1):
        key = parts[first]
        for part in parts[first + 1 :]:
            if key not in table:
                break
            key = f"{key} {part}"
            if labels := table.get(key):
                found.append(labels)
    return found


def _mentions(found: list[_Found], tokens: Sequence[analyser.Token], text: str) -> list[Mention]:
    """Without the ambiguous labels that are written in other letters or stand without company."""
    roots = {label.topic.root for _first, _last, labels, _inner in found for label in labels if label.expands_alone}
    mentions = []
    for first, last, labels, is_inner in found:
        written = text[tokens[first].start : tokens[last].end]
        topics = dict.fromkeys(
            label.topic
            for label in labels
            if _is_named(label, written, roots) and (first < last or _is_like(label, written))
        )
        mentions += [Mention(topic, first, last, is_inner) for topic in topics]
    return mentions


def _is_named(label: Label, written: str, roots: set[str]) -> bool:
    return label.expands_alone or (label.text == written and label.topic.root in roots)


def _is_like(label: Label, written: str) -> bool:
    """A stem may be shared by chance: "men" by the Norwegian for congregation."""
    if len(written) < _SHORTEST_PART:
        return written.casefold() == label.text.casefold()
    return len(written) >= len(label.text) - _MOST_ENDING


def _longest(table: Table, places: Sequence[tuple[str, ...]], language: str) -> Match | None:
    ways, best = [""], None
    for length, options in enumerate(places, 1):
        ways = [key for way in ways for option in options if (key := f"{way} {option}" if way else option) in table]
        if not ways:
            break
        if labels := [label for way in ways for label in table[way]]:
            best = Match(length, _nearest(labels, language))
    return best


def _nearest(labels: list[Label], language: str) -> tuple[Label, ...]:
    """Those in the reader's language, else in those that its readers understand, else all."""
    own = [label for label in labels if label.language == language]
    near = [label for label in labels if label.language in BY_CODE[language].fallback]
    return tuple(dict.fromkeys(own or near or labels))


# --- Held per process -------------------------------------------------------------------------------------------------

_held: dict[str, Thesaurus] = {}
"""{alias of the database: what was read from it}; a replica may be behind."""


def held(using: str = "default") -> Thesaurus:
    """What this process has, however old; its `generation` tells."""
    return _held.get(using) or current(using)


def current(using: str = "default") -> Thesaurus:
    """Read again if the vocabulary has changed."""
    number, known = _generation(using), _held.get(using)
    if not known or known.generation != number:
        same = (one for one in list(_held.values()) if one.generation == number)
        known = _held[using] = next(same, None) or Thesaurus.of(read_labels(using), number)
    return known


def _generation(using: str) -> int:
    return Generation.objects.using(using).filter(area=AREA).values_list("number", flat=True).first() or 0
