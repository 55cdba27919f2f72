"""Words of concepts for cards and for the index."""

from collections.abc import Iterable

from core.languages import CONTENT_LANGUAGES
from vocabulary.models import Concept


def label_words(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """{language: preferred labels in it}; the concepts come `with_labels()`."""
    words: dict[str, list[str]] = {language: [] for language in CONTENT_LANGUAGES}
    for concept in concepts:
        for label in concept.preferred_labels:
            words[label.language].append(label.text)
    return words
