"""What a query asks of the index: the reader's own words, and what the thesaurus and the parts of compounds add."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product

from core.languages import CONTENT_LANGUAGES, INTERFACE_LANGUAGES
from search import analyser, thesaurus
from search.expression import AlsoSearched, Alternative, Expression, Group
from search.grammar import FieldValue, Part, Phrase, Prefix, Word
from search.joining_words import is_joining
from search.query import SearchQuery
from search.thesaurus import MOST_HINTS, Match, Thesaurus
from search.topics import Label, Topic

_MOST_ALTERNATIVES = 40
"""In one query: more than that slows it down and blurs the order."""
_MOST_WAYS = 8
"""To meet one group by several keys together."""
_MOST_LABELS = 6
_SHORTEST_LOAN = 6


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
    def elsewhere(self) -> tuple[str, ...]:
        return tuple(lexeme for lexeme in _in_other_languages(self.text) if lexeme not in self.lexemes)

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


@lru_cache(maxsize=2048)
def _in_other_languages(word: str) -> tuple[str, ...]:
    """Lexemes of the same spelling: long words that are spelled alike mean the same in all our languages."""
    if len(word) < _SHORTEST_LOAN:
        return ()
    found = (token.lexeme for code in INTERFACE_LANGUAGES for token in analyser.tokens(word, code))
    return tuple(dict.fromkeys(found))


def expression_of(query: SearchQuery, language: str, known: Thesaurus | None = None) -> Expression:
    """Without `known` labels those that this process holds are used."""
    known = thesaurus.EMPTY if query.exact else (known or thesaurus.held())
    things: list[_Thing] = []
    for run in _runs(query.asked.parts):
        if isinstance(run, list):
            words = [_Asked(word.text, language) for word in run]
            found = _with_labels(words, language, known, is_all=len(run) == len(query.asked.parts))
            things += [_thing(sought, language, known, is_exact=query.exact) for sought in found]
        else:
            things.append(_Thing(_group_of_part(run, language)))
    groups = _capped([thing.group for thing in things])
    excluded = tuple(_group_of_part(part, language) for part in query.asked.parts if part.excluded)
    also = tuple(said for thing in things if (said := _also(thing, language)))
    return Expression(groups, excluded, also, () if query.exact else _loose(groups, things))


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
            return Group(" ".join(words), phrase=tuple(_in_any_language(word, language) for word in words))
        case Prefix(text):
            return Group(f"{text}*", _own(_Asked(text, language).lexemes), prefix=analyser.fold(text.casefold()))
        case FieldValue(facet, value):
            return Group(f"{facet}:{value}", (Alternative((f"#{facet}:{value}",)),))
        case Word(text):
            return Group(text, _own(_Asked(text, language).lexemes))


def _in_any_language(word: str, language: str) -> tuple[str, ...]:
    """What a word of a phrase may be: its neighbours tell more of its language than that of the reader does."""
    codes = (language, *CONTENT_LANGUAGES)
    return tuple(dict.fromkeys(token.lexeme for code in codes for token in analyser.tokens(word, code)))


def _own(lexemes: Iterable[str]) -> tuple[Alternative, ...]:
    return tuple(Alternative((lexeme,)) for lexeme in lexemes)


def _added(keys: Iterable[str]) -> tuple[Alternative, ...]:
    return tuple(Alternative((key,), is_own=False) for key in dict.fromkeys(keys))


# --- Labels -----------------------------------------------------------------------------------------------------------


def _with_labels(words: list[_Asked], language: str, known: Thesaurus, *, is_all: bool) -> list[_Sought]:
    """The words by the longest labels that they hold; words that only join others fall away.

    `is_all` is False when something else is asked for beside them.
    """
    found, number = [], 0
    while number < len(words):
        rest = words[number:]
        match = known.asked_by([word.text for word in rest], [word.lexemes for word in rest], language)
        length = match.length if match else 1
        found.append(_Sought(tuple(rest[:length]), match.labels if match else ()))
        number += length
    telling = [sought for sought in found if not _is_joining(sought)] or found
    return telling if is_all and len(telling) == 1 else _without_ambiguous(telling)


def _is_joining(sought: _Sought) -> bool:
    return len(sought.words) == 1 and not sought.labels and is_joining(sought.text)


def _without_ambiguous(found: list[_Sought]) -> list[_Sought]:
    """Short or everyday labels widen a search only when they are all of it, or as they are spelled in company."""
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


@dataclass(frozen=True)
class _Thing:
    """One thing that is wanted, the concepts that it may be, and what it is made of."""

    group: Group
    topics: tuple[Topic, ...] = ()
    parts: tuple[Group, ...] = ()


def _thing(sought: _Sought, language: str, known: Thesaurus, *, is_exact: bool) -> _Thing:
    topics = tuple(dict.fromkeys(label.topic for label in sought.labels))
    if len(sought.words) > 1:
        return _of_several_words(sought, topics, language, known)
    word = sought.words[0]
    if is_exact:
        return _Thing(Group(word.text, _own(word.lexemes)))
    topics = topics or known.hinted_by(word.lexemes, language)
    compounds = [_places_of_parts(parts, known.of_parts(parts, language)) for parts in word.compounds]
    ways = list(word.compounds) if topics else [way for compound in compounds for way in _ways(compound)]
    added = (*_added(topic.key for topic in topics), *_added(word.elsewhere), *_together(ways))
    places = [place for compound in compounds for place in compound]
    return _Thing(
        Group(word.text, (*_own(word.lexemes), *added)),
        topics or tuple(dict.fromkeys(topic for place in places for topic in place.topics)),
        tuple(_loose_part(word.text, place) for place in places) or (_loose_word(word, language, known),),
    )


def _of_several_words(sought: _Sought, topics: tuple[Topic, ...], language: str, known: Thesaurus) -> _Thing:
    own = [Alternative(keys) for keys in islice(product(*(word.lexemes for word in sought.words)), _MOST_WAYS)]
    parts = tuple(_loose_word(word, language, known) for word in sought.words if not is_joining(word.text))
    each = [[key for way in part.alternatives for key in way.keys] for part in parts]
    ways = (*own, *_added(topic.key for topic in topics), *_together(islice(product(*each), _MOST_WAYS)))
    return _Thing(Group(sought.text, ways), topics, parts)


def _together(ways: Iterable[tuple[str, ...]]) -> Iterator[Alternative]:
    return (Alternative(keys, is_own=False) for keys in dict.fromkeys(ways))


@dataclass(frozen=True)
class _Place:
    """A part of a compound, or parts that are one label: what may stand for it."""

    lexemes: tuple[str, ...]
    topics: tuple[Topic, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """One at a time: parts that are a label together are that label."""
        own = self.lexemes if len(self.lexemes) == 1 else ()
        return (*(topic.key for topic in self.topics), *own)


def _places_of_parts(parts: tuple[str, ...], matches: list[tuple[int, Match]]) -> list[_Place]:
    places, number = [], 0
    by_first = dict(matches)
    while number < len(parts):
        match = by_first.get(number)
        length = match.length if match else 1
        places.append(_Place(parts[number : number + length], match.topics if match else ()))
        number += length
    return places


def _ways(places: list[_Place]) -> list[tuple[str, ...]]:
    """All parts of a compound together, each as it stands or by what it is called elsewhere."""
    itself = tuple(lexeme for place in places for lexeme in place.lexemes)
    return [itself, *islice(product(*(place.keys for place in places)), _MOST_WAYS)]


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


def _also(thing: _Thing, language: str) -> AlsoSearched | None:
    """Preferred labels, the reader's own language first and each concept in turn."""
    said = {thing.group.text.casefold()}
    labels = []
    for code in dict.fromkeys((language, *INTERFACE_LANGUAGES)):
        for topic in thing.topics:
            for text, of_label in topic.labels:
                if of_label == code and text.casefold() not in said:
                    said.add(text.casefold())
                    labels.append((text, of_label))
    return AlsoSearched(thing.group.text, tuple(labels[:_MOST_LABELS])) if labels else None


# --- Filling a page ---------------------------------------------------------------------------------------------------


def _loose(groups: tuple[Group, ...], things: list[_Thing]) -> tuple[Group, ...]:
    """What was asked for, and the words and parts that it is made of. One single thing is sought more broadly too.

    Empty when that would find nothing more.
    """
    loose = [*groups, *(part for thing in things for part in thing.parts)]
    if len(things) == 1:
        broader = [topic.broader[0] for topic in things[0].topics if topic.broader]
        loose += [Group(groups[0].text, _added(broader))] if broader else []
    asked = {key for group in groups for way in group.alternatives for key in way.keys if len(way.keys) == 1}
    more = [group for group in loose[len(groups) :] if not asked.issuperset(_keys_of(group))]
    return tuple(dict.fromkeys([*groups, *more])) if len(groups) + len(more) > 1 else ()


def _keys_of(group: Group) -> set[str]:
    return {key for way in group.alternatives for key in way.keys}


def _loose_word(word: _Asked, language: str, known: Thesaurus) -> Group:
    match = known.asked_by([word.text], [word.lexemes], language)
    topics = match.topics if match else known.hinted_by(word.lexemes, language, MOST_HINTS)
    return Group(
        word.text,
        (*_added(topic.key for topic in topics), *_own(word.lexemes), *_added(word.elsewhere)),
    )


def _loose_part(text: str, place: _Place) -> Group:
    return Group(text, (*_added(topic.key for topic in place.topics), *_added(place.lexemes)))
