"""The concepts that texts are about and their labels, read from the vocabulary."""

from dataclasses import dataclass

from core.languages import CONTENT_LANGUAGES
from search.facets import FACETS
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import Concept, ConceptLabel

_STEPS_UP = 2
"""So far above a concept its broader ones are written: what is said of mental health is said of health."""
_HEADINGS = {"setting", "maturity", "implementation-level", "evidence-level", "study-design"}
_NO_TOPICS = {(Scheme.OTHER, "maturity"), (Scheme.OTHER, "implementation-level")}
"""Branches that say how far a practice has come, and not what it is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """A concept as the index knows it. There is one for each, so that they are told apart by what they are."""

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

    @property
    def names_people(self) -> bool:
        """By what they are besides having moved: women, older people; not the kinds of migrants."""
        return self.key.startswith(f"@{Scheme.TARGET_GROUP}:") and self.root != _MIGRANTS


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    topic: Topic
    language: str
    text: str
    expands_alone: bool
    is_whole: bool = True
    """False for a shorter form of a label."""


def key_of(scheme: str, identifier: str) -> str:
    return f"@{scheme}:{identifier}"


_MIGRANTS = key_of(Scheme.TARGET_GROUP, "migrants-and-immigrants")


def read_labels(using: str) -> list[Label]:
    """Of all kinds: hidden ones are found as well."""
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
    for concept, text, language in labels.order_by("pk").values_list("concept_id", "text", "language"):
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
    branch = {each.identifier for each in above}
    if concept.identifier in _HEADINGS:
        return False
    if concept.scheme == Scheme.OTHER:
        return not any(scheme == concept.scheme and heading in branch for scheme, heading in _NO_TOPICS)
    facets = [facet for facet in FACETS if facet.names_topic and facet.scheme == concept.scheme]
    return any(not facet.below or facet.below in branch for facet in facets)
