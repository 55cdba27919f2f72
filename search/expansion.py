"""What a query asks of the index: the reader's own words, and what the thesaurus and the parts of compounds add."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from core.languages import INTERFACE_LANGUAGES
from search import analyser, thesaurus
from search.expression import AlsoSearched, Alternative, Expression, Group
from search.grammar import FieldValue, Part, Phrase, Prefix, Word
from search.joining_words import is_joining
from search.query import SearchQuery
from search.thesaurus import Label, Match, Thesaurus, Topic

_MOST_ALTERNATIVES = 40
"""In one query: more than that slows it down and blurs the order."""
_MOST_WAYS = 8
"""To meet one group by several keys together."""
_MOST_LABELS = 6


@dataclass(frozen=True)
class _Asked:
    """A word of the query with what it may be."""

    text: str
    language: str

    @cached_property
    def readings(self) -> tuple[analyser.Reading, ...]:
        return analyser.readings(self.text, self.language)

    @cached_property
    def lexemes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reading.lexeme for reading in self.readings))

    @cached_property
    def compounds(self) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(reading.parts for reading in self.readings if len(reading.parts) > 1))


@dataclass(frozen=True)
class _Sought:
    """Neighbouring words that are one thing, with the labels that they are."""

    words: tuple[_Asked, ...]
    labels: tuple[Label, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def expression_of(query: SearchQuery, language: str, known: Thesaurus | None = None) -> Expression:
    """Without `known` labels those that this process holds are used."""
    known = thesaurus.EMPTY if query.exact else (known or thesaurus.held())
    groups, also = [], []
    for run in _runs(query.asked.parts):
        if isinstance(run, list):
            for sought in _with_labels([_Asked(word.text, language) for word in run], language, known):
                group, topics = _group(sought, language, known, is_exact=query.exact)
                groups.append(group)
                also += _also(sought, topics, language)
        else:
            groups.append(_group_of_part(run, language))
    excluded = tuple(_group_of_part(part, language) for part in query.asked.parts if part.excluded)
    return Expression(_capped(groups), excluded, tuple(also))


def _runs(parts: Sequence[Part]) -> Iterator[list[Word] | Part]:
    """What is wanted, with words that stand beside each other together."""
    run: list[Word] = []
    for part in parts:
        if isinstance(part, Word) and not part.excluded:
            run.append(part)
            continue
        if run:
            yield run
        run = []
        if not part.excluded:
            yield part
    if run:
        yield run


def _group_of_part(part: Part, language: str) -> Group:
    match part:
        case Phrase(words):
            return Group(" ".join(words), phrase=tuple(_Asked(word, language).lexemes for word in words))
        case Prefix(text):
            return Group(f"{text}*", prefix=analyser.fold(text.casefold()))
        case FieldValue(facet, value):
            return Group(f"{facet}:{value}", (Alternative((f"#{facet}:{value}",)),))
        case Word(text):
            return Group(text, tuple(Alternative((lexeme,)) for lexeme in _Asked(text, language).lexemes))


# --- Labels -----------------------------------------------------------------------------------------------------------


def _with_labels(words: list[_Asked], language: str, known: Thesaurus) -> list[_Sought]:
    """The words by the longest labels that they hold; words that only join others fall away."""
    found, number = [], 0
    while number < len(words):
        rest = words[number:]
        match = known.asked_by([word.text for word in rest], [word.lexemes for word in rest], language)
        length = match.length if match else 1
        found.append(_Sought(tuple(rest[:length]), match.labels if match else ()))
        number += length
    telling = [sought for sought in found if not _is_joining(sought)] or found
    return _without_ambiguous(telling)


def _is_joining(sought: _Sought) -> bool:
    return len(sought.words) == 1 and not sought.labels and is_joining(sought.text)


def _without_ambiguous(found: list[_Sought]) -> list[_Sought]:
    """Short or everyday labels widen a search only when they are all of it, or as they are spelled in company."""
    if len(found) == 1:
        return found
    kept = []
    for sought in found:
        roots = {
            label.topic.root for other in found if other is not sought for label in other.labels if label.expands_alone
        }
        labels = tuple(label for label in sought.labels if label.expands_alone or _is_meant(label, sought, roots))
        kept.append(_Sought(sought.words, labels))
    return kept


def _is_meant(label: Label, sought: _Sought, roots: set[str]) -> bool:
    return label.text == sought.text and label.topic.root in roots


# --- Groups -----------------------------------------------------------------------------------------------------------


def _group(sought: _Sought, language: str, known: Thesaurus, *, is_exact: bool) -> tuple[Group, list[Topic]]:
    ways = product(*(word.lexemes for word in sought.words))
    own = [Alternative(keys) for keys, _number in zip(ways, range(_MOST_WAYS), strict=False)]
    topics = list(dict.fromkeys(label.topic for label in sought.labels))
    added = [(topic.key,) for topic in topics]
    if not is_exact and not topics and len(sought.words) == 1:
        compound_topics, ways = _of_compounds(sought.words[0], language, known)
        topics += compound_topics
        added += ways
    alternatives = dict.fromkeys([*own, *(Alternative(keys, is_own=False) for keys in dict.fromkeys(added))])
    return Group(sought.text, tuple(alternatives)), topics


def _of_compounds(word: _Asked, language: str, known: Thesaurus) -> tuple[list[Topic], list[tuple[str, ...]]]:
    """The parts of a compound together, each as it stands or by what it is called elsewhere."""
    topics, ways = [], []
    for parts in word.compounds:
        places = _places_of_parts(parts, known.of_parts(parts, language))
        for place in places:
            topics += [option for option in place if isinstance(option, Topic)]
        options = [[option.key if isinstance(option, Topic) else option for option in place] for place in places]
        ways.append(parts)
        ways += [keys for keys, _number in zip(product(*options), range(_MOST_WAYS), strict=False)]
    return list(dict.fromkeys(topics)), ways


def _places_of_parts(parts: tuple[str, ...], matches: list[tuple[int, Match]]) -> list[list]:
    """For each part, or parts that are one label, what may stand for it; concepts first."""
    places, number = [], 0
    by_first = dict(matches)
    while number < len(parts):
        match = by_first.get(number)
        length = match.length if match else 1
        own = [parts[number]] if length == 1 else []
        places.append([*(match.topics if match else ()), *own])
        number += length
    return places


def _capped(groups: list[Group]) -> tuple[Group, ...]:
    """Own words stay; what is added shares what is left."""
    left = _MOST_ALTERNATIVES - sum(way.is_own for group in groups for way in group.alternatives)
    kept = []
    for number, group in enumerate(groups):
        share = max(left // (len(groups) - number), 0)
        own = [way for way in group.alternatives if way.is_own]
        added = [way for way in group.alternatives if not way.is_own][:share]
        left -= len(added)
        kept.append(Group(group.text, (*own, *added), group.prefix, group.phrase))
    return tuple(kept)


# --- What the reader is told ------------------------------------------------------------------------------------------


def _also(sought: _Sought, topics: list[Topic], language: str) -> Iterator[AlsoSearched]:
    """Preferred labels, the reader's own language first and each concept in turn."""
    order = dict.fromkeys((language, *INTERFACE_LANGUAGES))
    said = {sought.text.casefold()}
    labels = []
    for code in order:
        for topic in topics:
            for text, of_label in topic.labels:
                if of_label == code and text.casefold() not in said:
                    said.add(text.casefold())
                    labels.append((text, of_label))
    if labels:
        yield AlsoSearched(sought.text, tuple(labels[:_MOST_LABELS]))


# --- Filling a page ---------------------------------------------------------------------------------------------------


def relaxed(expression: Expression) -> tuple[Group, ...]:
    """Groups any of which may do where all of them together find too little; the more of them, the better.

    Empty when that would find nothing more.
    """
    groups = [part for group in expression.groups for part in _loosened(group)]
    return tuple(dict.fromkeys(groups)) if len(groups) > 1 else ()


def _loosened(group: Group) -> Iterator[Group]:
    """The words of a label and the parts of a compound, each by itself."""
    whole = tuple(way for way in group.alternatives if len(way.keys) == 1)
    if whole or not group.alternatives:
        yield Group(group.text, whole, group.prefix, group.phrase)
    by_length: dict[int, list[Alternative]] = {}
    for way in group.alternatives:
        if len(way.keys) > 1:
            by_length.setdefault(len(way.keys), []).append(way)
    for length, ways in by_length.items():
        for place in range(length):
            alternatives = dict.fromkeys(Alternative((way.keys[place],), is_own=way.is_own) for way in ways)
            yield Group(group.text, tuple(alternatives))


def keys_of(groups: Iterable[Group]) -> set[str]:
    """Every key that some group is met by: what snippets mark."""
    keys = {key for group in groups for way in group.alternatives for key in way.keys}
    return keys | {lexeme for group in groups for place in group.phrase for lexeme in place}
