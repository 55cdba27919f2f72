"""Changes words of the vocabulary and writes anew what that concerns in the index, in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from core.kinds import models_by_kind
from core.languages import CONTENT_LANGUAGES
from core.models import Item
from search import analyser, index, thesaurus
from search.actions import sync_facet_values
from search.expression import all_of, any_of, quoted
from search.models import SearchDocument
from search.queries import LexemeQuery
from search.topics import Label
from vocabulary import actions
from vocabulary.models import Concept, ConceptLabel

_MOST_AT_ONCE = 200


def add_label(*, concept: Concept, language: str, text: str, by) -> ConceptLabel:
    with relabelling():
        return actions.add_label(concept=concept, language=language, text=text, by=by)


@contextmanager
def relabelling() -> Iterator[None]:
    """Within the block labels are changed; at its end the documents that hold the words of those labels follow."""
    with transaction.atomic():
        before = thesaurus.current()
        yield
        sync_facet_values()
        with index.gathered():
            for item in _items_holding(thesaurus.current().differences(before)):
                index.refresh(item)


def _items_holding(labels: Iterable[Label]) -> Iterator[Item]:
    """Items that hold all words of one of the labels, in whichever language they are read."""
    asked = sorted({way for label in labels for way in _ways_to_hold(label)})
    concerned: dict[str, set] = {}
    for first in range(0, len(asked), _MOST_AT_ONCE):
        words = any_of(asked[first : first + _MOST_AT_ONCE])
        for kind, item_id in SearchDocument.objects.filter(vector=LexemeQuery(words)).values_list("kind", "item_id"):
            concerned.setdefault(kind, set()).add(item_id)
    for kind, ids in concerned.items():
        yield from models_by_kind()[kind].objects.for_indexing().filter(pk__in=ids)


def _ways_to_hold(label: Label) -> Iterator[str]:
    for language in CONTENT_LANGUAGES:
        tokens = analyser.tokens(label.text, language)
        yield _all_of(token.lexeme for token in tokens)
        if len(tokens) == 1 and tokens[0].parts:
            yield _all_of(tokens[0].parts)


def _all_of(lexemes: Iterable[str]) -> str:
    return "(" + all_of(map(quoted, lexemes)) + ")"
