"""The labels of the vocabulary as a matcher: which concepts a text names, and which a query asks for.

Held per process and read again when the vocabulary has changed.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.languages import BY_CODE, CONTENT_LANGUAGES
from core.models import Generation
from search import analyser
from search.facets import FACETS
from search.joining_words import is_joining
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import Concept, ConceptLabel

AREA = "vocabulary"
"""Of the `Generation` that tells whether labels have changed."""
SCANDINAVIAN = ("sv", "da", "nb", "nn")
_STEPS_UP = 2
"""So far above a concept its broader ones are written: what is said of mental health is said of health."""
_SHORTEST_PART = 4
"""Shorter parts of compounds are too often no words at all."""
_HEADINGS = {"setting", "maturity", "implementation-level", "evidence-level", "study-design"}
_NO_TOPICS = {(Scheme.OTHER, "maturity"), (Scheme.OTHER, "implementation-level")}
"""Branches that say how far a practice has come, and not what it is about."""
_ENDS_A_SENTENCE = re.compile(r"[.!?;:\n•|]")
_PLAIN = str.maketrans("åäö", "aao")
_TWO_FOR_ONE = (("aa", "a"), ("ae", "a"), ("oe", "o"))


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept as the index knows it."""

    key: str
    """`@scheme:identifier`"""
    broader: tuple[str, ...] = ()
    """Keys of the concepts above it, nearest first."""
    root: str = ""
    """Key of the concept that stands at the top of its branch."""
    labels: tuple[tuple[str, str], ...] = ()
    """((preferred label, its language), …)"""

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key, *self.broader)


@dataclass(frozen=True, slots=True)
class Label:
    topic: Topic
    language: str
    text: str
    expands_alone: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named by the tokens from `first` to `last`; in part of a compound, both are the same token."""

    concept: Topic
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Match:
    """Labels that begin at a word of a query and go over `length` words of it."""

    length: int
    labels: tuple[Label, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(dict.fromkeys(label.topic for label in self.labels))


Table = dict[str, tuple[Label, ...]]
"""Words of a label with spaces between them: the labels; () where a longer label begins so."""


def plain(word: str) -> str:
    """A word as those write it who have no å, ä, ö on their keyboard."""
    word = analyser.fold(word.casefold()).translate(_PLAIN)
    for two, one in _TWO_FOR_ONE:
        word = word.replace(two, one)
    return word


def spelled(word: str) -> str:
    return analyser.fold(word.casefold())


@dataclass
class Thesaurus:
    generation: int = 0
    topics: dict[str, Topic] = field(default_factory=dict)
    """{key: concept}"""
    _spelled: Table = field(default_factory=dict, repr=False)
    _lexemes: Table = field(default_factory=dict, repr=False)
    _telling: Table = field(default_factory=dict, repr=False)
    _parts: Table = field(default_factory=dict, repr=False)
    _plain: Table = field(default_factory=dict, repr=False)
    _of_documents: dict[str, tuple[Table, Table]] = field(default_factory=dict, repr=False)
    """{language of a text: (labels, parts of compounds)}"""

    @classmethod
    def of(cls, labels: Iterable[Label], generation: int = 0) -> "Thesaurus":
        made = cls(generation)
        for label in labels:
            made._add(label)
        return made

    def _add(self, label: Label) -> None:
        self.topics.setdefault(label.topic.key, label.topic)
        text = unicodedata.normalize("NFC", label.text)
        tokens = analyser.tokens(text, label.language)
        if not tokens:
            return
        words = [text[token.start : token.end] for token in tokens]
        _put(self._spelled, map(spelled, words), label)
        _put(self._plain, map(plain, words), label)
        _put(self._lexemes, (token.lexeme for token in tokens), label)
        _put(self._plain, (plain(token.lexeme) for token in tokens), label)
        telling = [token.lexeme for word, token in zip(words, tokens, strict=True) if not is_joining(word)]
        if 1 < len(telling) < len(tokens):
            _put(self._telling, telling, label)
        if len(tokens) == 1 and len(tokens[0].parts) > 1:
            _put(self._parts, tokens[0].parts, label)

    # --- Documents ----------------------------------------------------------------------------------------------

    def named_in(self, tokens: Sequence[analyser.Token], text: str, language: str) -> list[Mention]:
        """What a text of this language names, longest labels first. The tokens are those of the text."""
        labels, parts = self._tables_of(language)
        found: list[tuple[int, int, tuple[Label, ...]]] = []
        number, end = 0, len(tokens)
        while number < end:
            token = tokens[number]
            if token.lexeme in labels and (length := _length(labels, tokens, number, text)):
                key = " ".join(token.lexeme for token in tokens[number : number + length])
                found.append((number, number + length - 1, labels[key]))
                number += length
                continue
            if token.parts:
                found += [(number, number, those) for those in _labels_of_parts(parts, token.parts)]
            number += 1
        return _mentions(found, tokens, text)

    def _tables_of(self, language: str) -> tuple[Table, Table]:
        """Labels of the language itself and of its Scandinavian neighbours, and English ones of several words."""
        if language not in self._of_documents:
            near = SCANDINAVIAN if language in SCANDINAVIAN else (language,)
            labels, parts = {}, {}
            for key, those in self._lexemes.items():
                is_long = " " in key
                kept = [label for label in those if label.language in near or (is_long and label.language == "en")]
                if kept:
                    _put_all(labels, key, kept)
                alone = tuple(label for label in kept if label.expands_alone)
                if alone and not is_long and len(key) >= _SHORTEST_PART:
                    parts[key] = alone
            for key, those in self._parts.items():
                if kept := [label for label in those if label.language in near and label.expands_alone]:
                    _put_all(parts, key, kept)
            self._of_documents[language] = labels, parts
        return self._of_documents[language]

    # --- Queries ------------------------------------------------------------------------------------------------

    def asked_by(self, words: Sequence[str], places: Sequence[tuple[str, ...]], language: str) -> Match | None:
        """The longest labels at the beginning of these words, whichever language they are in.

        `places` holds the lexemes that each word may be. Labels as they are spelled come first, the reader's own
        language before its neighbours, and what is written without accents last.
        """
        spellings = [(spelled(word),) for word in words]
        ways = (self._spelled, spellings), (self._lexemes, places), (self._telling, places)
        best = None
        for table, options in ways:
            match = _longest(table, options, language)
            if match and (best is None or match.length > best.length):
                best = match
        if best:
            return best
        unaccented = [
            tuple(dict.fromkeys(map(plain, (word, *lexemes)))) for word, lexemes in zip(words, places, strict=True)
        ]
        return _longest(self._plain, unaccented, language)

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


def _put(table: Table, words: Iterable[str], label: Label) -> None:
    _put_all(table, " ".join(words), [label])


def _put_all(table: Table, key: str, labels: list[Label]) -> None:
    table[key] = tuple(dict.fromkeys((*table.get(key, ()), *labels)))
    while " " in key:
        key = key.rpartition(" ")[0]
        table.setdefault(key, ())


def _length(labels: Table, tokens: Sequence[analyser.Token], first: int, text: str) -> int:
    """How many tokens the longest label covers that begins here; 0 when none does."""
    key, length = tokens[first].lexeme, 0
    for number in range(first, len(tokens)):
        if number > first:
            key = f"{key} {tokens[number].lexeme}"
            if key not in labels or _ENDS_A_SENTENCE.search(text, tokens[number - 1].end, tokens[number].start):
                return length
        if labels[key]:
            length = number - first + 1
    return length


def _labels_of_parts(table: Table, parts: tuple[str, ...]) -> list[tuple[Label, ...]]:
    found, number = [], 0
    while number < len(parts):
        key, length, labels = "", 0, ()
        for end in range(number, len(parts)):
            key = f"{key} {parts[end]}" if key else parts[end]
            if key not in table:
                break
            if table[key]:
                length, labels = end - number + 1, table[key]
        if labels:
            found.append(labels)
        number += length or 1
    return found


def _mentions(found, tokens: Sequence[analyser.Token], text: str) -> list[Mention]:
    """Without the ambiguous labels that are written in other letters or stand without company."""
    roots = {label.topic.root for _first, _last, labels in found for label in labels if label.expands_alone}
    mentions = []
    for first, last, labels in found:
        written = text[tokens[first].start : tokens[last].end]
        topics = dict.fromkeys(
            label.topic
            for label in labels
            if label.expands_alone or (label.text == written and label.topic.root in roots)
        )
        mentions += [Mention(topic, first, last) for topic in topics]
    return mentions


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

_held: list[Thesaurus] = []


def held() -> Thesaurus:
    """What this process has, however old; its `generation` tells."""
    return _held[0] if _held else current()


def current(using: str = "default") -> Thesaurus:
    """Read again if the vocabulary has changed."""
    number = _generation(using)
    if not _held or _held[0].generation != number:
        _held[:] = [Thesaurus.of(_read_labels(using), number)]
    return _held[0]


def _generation(using: str) -> int:
    return Generation.objects.using(using).filter(area=AREA).values_list("number", flat=True).first() or 0


def _read_labels(using: str) -> list[Label]:
    topics = _read_topics(using)
    rows = ConceptLabel.objects.using(using).filter(concept__in=topics, language__in=CONTENT_LANGUAGES)
    columns = ("concept_id", "language", "text", "expands_alone")
    return [
        Label(topics[concept], language, text, expands_alone)
        for concept, language, text, expands_alone in rows.order_by("pk").values_list(*columns)
    ]


def _read_topics(using: str) -> dict[int, Topic]:
    concepts = Concept.objects.using(using).current().in_bulk()
    preferred: dict[int, list] = {}
    labels = ConceptLabel.objects.using(using).filter(kind=LabelKind.PREFERRED)
    for concept, text, language in labels.values_list("concept_id", "text", "language"):
        preferred.setdefault(concept, []).append((text, language))
    topics = {}
    for concept in concepts.values():
        above = _above(concept, concepts)
        if _is_topic(concept, above):
            keys = [key_of(each.scheme, each.identifier) for each in above if each.identifier not in _HEADINGS]
            key = key_of(concept.scheme, concept.identifier)
            root = keys[-1] if keys else key
            topics[concept.pk] = Topic(key, tuple(keys[:_STEPS_UP]), root, tuple(preferred.get(concept.pk, ())))
    return topics


def _above(concept: Concept, concepts: dict[int, Concept]) -> list[Concept]:
    chain = []
    while concept := concepts.get(concept.broader_id):
        chain.append(concept)
    return chain


def _is_topic(concept: Concept, above: list[Concept]) -> bool:
    """Values that say how something is filed, costs or lasts are chosen and not searched for."""
    if concept.identifier in _HEADINGS:
        return False
    branch = {each.identifier for each in above}
    if any(scheme == concept.scheme and heading in branch for scheme, heading in _NO_TOPICS):
        return False
    facets = [facet for facet in FACETS if facet.names_topic and facet.scheme == concept.scheme]
    is_in_facet = any(not facet.below or facet.below in branch for facet in facets)
    return is_in_facet or concept.scheme == Scheme.OTHER


def key_of(scheme: str, identifier: str) -> str:
    return f"@{scheme}:{identifier}"
