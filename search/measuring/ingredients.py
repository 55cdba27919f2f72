"""What a corpus is made of: sentences people wrote, concepts of the vocabulary, and values to filter by."""

import gzip
import random
from dataclasses import dataclass
from pathlib import Path

from core.languages import BY_CODE
from search.facets import FACETS
from search.measuring.files import BadFile
from search.models import FacetValue
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import ConceptLabel

_SUFFIX = ".txt.gz"
_LONGEST_SENTENCE = 300
_DECIDED_OTHERWISE = ("kind", "lang", "evidence", "flag", "owner", "region")
_LEAST_LANGUAGES = 6
"""Concepts with labels in fewer languages are not planted."""


@dataclass(frozen=True)
class Ingredients:
    sentences: dict[str, list[str]]
    """{language: sentences}"""
    topics: list[dict[str, str]]
    """{language: preferred label} of each concept, the most frequent first."""
    values: dict[str, list[str]]
    """{facet: values}, the most frequent first."""


def gather(folder: Path, seed: int) -> Ingredients:
    chance = random.Random(seed)  # noqa: S311 - the same corpus every time, no secret
    topics, values = _topics(), _values()
    if not topics or not values:
        raise BadFile("The vocabulary is not loaded. Run “load_reference” first.")
    chance.shuffle(topics)
    for of_facet in values.values():
        chance.shuffle(of_facet)
    return Ingredients(_sentences(folder), topics, values)


def _sentences(folder: Path) -> dict[str, list[str]]:
    files = {path.name.removesuffix(_SUFFIX): path for path in sorted(folder.glob(f"*{_SUFFIX}"))}
    found = {code: _sentences_of(path) for code, path in files.items() if code in BY_CODE}
    if not any(found.values()):
        raise BadFile(f"{folder} holds no sentences: files such as sv{_SUFFIX} are expected, one sentence on a line.")
    return {code: sentences for code, sentences in found.items() if sentences}


def _sentences_of(path: Path) -> list[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [line.strip() for line in lines if 1 < len(line.strip()) <= _LONGEST_SENTENCE]
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path} cannot be read as compressed text ({error}).") from error


def _topics() -> list[dict[str, str]]:
    chosen = ConceptLabel.objects.filter(concept__scheme=Scheme.THEME, kind=LabelKind.PREFERRED, expands_alone=True)
    topics: dict[int, dict[str, str]] = {}
    for concept, language, text in chosen.order_by("pk").values_list("concept_id", "language", "text"):
        topics.setdefault(concept, {})[language] = text
    return [labels for labels in topics.values() if len(labels) >= _LEAST_LANGUAGES]


def _values() -> dict[str, list[str]]:
    stored = [facet.key for facet in FACETS if not facet.is_computed]
    rows = FacetValue.objects.filter(facet__in=stored).exclude(facet__in=_DECIDED_OTHERWISE)
    values: dict[str, list[str]] = {}
    for facet, value in rows.order_by("pk").values_list("facet", "value"):
        values.setdefault(facet, []).append(value)
    return values
