"""Themes, groups and types of work that a text is about, suggested to its writer, who ticks them or not."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages import BY_CODE, SOURCE_LANGUAGE, best_language
from search import analyser, thesaurus
from search.facets import FACETS
from search.models import FacetValue, SearchDocument
from search.query import title_of
from search.thesaurus import Mention
from search.topics import Topic
from submissions.listed import short_ids_saying
from vocabulary.choices import Scheme

SUGGESTED_SCHEMES = (Scheme.THEME, Scheme.TARGET_GROUP, Scheme.METHOD)
LONGEST_TEXT = 6_000
"""Letters of one text that are read; what it is about is said by then."""
_WEIGHTS = {"title": 4.0, "one_liner": 2.0}
_OTHER_WEIGHT = 1.0
_INNER = 0.3
"""Of what stands within a longer label, as "sports" does in "sports club"."""
_OFTEN = 3
_ALIKE = 8
"""So many listed items are asked where the text itself names nothing."""
_LEAST_ALIKE = 2
"""One item alone tells nothing."""
_FACETS = {facet.scheme: facet.key for facet in reversed(FACETS) if facet.names_topic and facet.scheme}


@dataclass(frozen=True)
class SuggestedConcept:
    value: str
    """`scheme:identifier`, as forms send it."""
    label: str
    language: str
    """Of the label."""
    why: str
    """A sentence in the language of the page."""
    score: float = 0.0

    @property
    def scheme(self) -> str:
        return self.value.partition(":")[0]

    @property
    def identifier(self) -> str:
        return self.value.partition(":")[2]


def suggested_concepts(
    texts: Mapping[str, str] | str, language: str, *, schemes: Iterable[str] = SUGGESTED_SCHEMES, most: int = 5
) -> list[SuggestedConcept]:
    """Best first, labelled for the reader of the page. `texts` are {field: text}, written in `language`.

    What listed items alike are about comes only where the text itself names nothing of these schemes.
    """
    language = language if language in BY_CODE else SOURCE_LANGUAGE
    texts = {"": texts} if isinstance(texts, str) else texts
    texts = {field: text[:LONGEST_TEXT] for field, text in texts.items() if text.strip()}
    schemes = tuple(schemes)
    named = _named(texts, language, schemes)
    found = [_of_text(topic, *said) for topic, said in named.items()] or _of_items_alike(texts, language, schemes)
    return sorted(found, key=lambda one: (-one.score, one.value))[:most]


# --- What the text names ----------------------------------------------------------------------------------------------


def _named(texts: Mapping[str, str], language: str, schemes: tuple) -> dict[Topic, tuple[float, str]]:
    """{concept: (score, the words that name it)}, none of them beside a narrower one."""
    scores: Counter[Topic] = Counter()
    words: dict[Topic, str] = {}
    for field, told in sorted(texts.items(), key=lambda one: -_WEIGHTS.get(one[0], _OTHER_WEIGHT)):
        times: Counter[Topic] = Counter()
        for found in named_concepts(told, language, schemes):
            if times[found.topic] < _OFTEN:
                times[found.topic] += 1
                scores[found.topic] += _WEIGHTS.get(field, _OTHER_WEIGHT) * found.weight
                words.setdefault(found.topic, found.words)
    return {topic: (scores[topic], words[topic]) for topic in without_broader(scores)}


@dataclass(frozen=True)
class NamedConcept:
    """Where a text names a concept that writers may choose."""

    topic: Topic
    start: int
    words: str
    weight: float
    """Less than 1 for what stands within a longer label."""

    @property
    def value(self) -> str:
        return self.topic.key[1:]


def named_concepts(told: str, language: str, schemes: Collection[str]) -> Iterator[NamedConcept]:
    """`start` counts in the text in NFC."""
    known, text = thesaurus.current(), unicodedata.normalize("NFC", told)
    tokens = analyser.tokens(text, language)
    for mention in known.named_in(tokens, text, language):
        topic = _choosable(mention, known)
        if _scheme(topic) in schemes:
            start, end = tokens[mention.first].start, tokens[mention.last].end
            yield NamedConcept(topic, start, text[start:end], _INNER if mention.is_inner else 1)


def without_broader(topics: Iterable[Topic]) -> list[Topic]:
    """Those that are not above another one of them."""
    topics = list(topics)
    broader = {key for topic in topics for key in topic.broader}
    return [topic for topic in topics if topic.key not in broader]


def _choosable(mention: Mention, known: thesaurus.Thesaurus) -> Topic:
    """Themes of the third level are for editors; writers are offered what stands above them."""
    topic = mention.concept
    is_deep = _scheme(topic) == Scheme.THEME and len(topic.broader) > 1
    return known.topics.get(topic.broader[0], topic) if is_deep else topic


def _scheme(topic: Topic) -> str:
    return topic.key[1:].partition(":")[0]


def _of_text(topic: Topic, score: float, words: str) -> SuggestedConcept:
    why = _("Because you write “%(words)s”.") % {"words": " ".join(words.split())}
    return SuggestedConcept(topic.key[1:], *label_of(topic), why, score)


def label_of(topic: Topic) -> tuple[str, str]:
    """As the reader of the page gets it, with its language."""
    by_language = {code: text for text, code in topic.labels}
    code = best_language(by_language, get_language(), SOURCE_LANGUAGE)
    label = by_language[code] if code else topic.key
    return label[:1].upper() + label[1:], code or SOURCE_LANGUAGE


# --- What listed items alike are about --------------------------------------------------------------------------------


def _of_items_alike(texts: Mapping[str, str], language: str, schemes: tuple) -> list[SuggestedConcept]:
    words = " ".join(texts[field] for field in sorted(texts, key=lambda one: -_WEIGHTS.get(one, _OTHER_WEIGHT)))
    alike = short_ids_saying(words, language, "practice")[:_ALIKE]
    rows = SearchDocument.objects.filter(short_id__in=alike).values_list("facets", flat=True)
    times = Counter(value for values in rows for value in values)
    by_facet = {_FACETS[scheme]: scheme for scheme in schemes}
    values = FacetValue.objects.filter(pk__in=times, facet__in=by_facet, is_choice=True)
    told = [(value, times[value.pk]) for value in values if times[value.pk] >= _LEAST_ALIKE]
    broader = {value.broader_id for value, _number in told}
    return [_of_value(value, by_facet[value.facet], number) for value, number in told if value.pk not in broader]


def _of_value(value: FacetValue, scheme: str, number: int) -> SuggestedConcept:
    label, code = title_of(value.facet, value.value, value.labels.get(get_language()))
    why = _("Practices like yours are about this.")
    return SuggestedConcept(f"{scheme}:{value.value}", label, code or get_language(), why, number)
