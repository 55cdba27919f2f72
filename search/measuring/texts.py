"""Plain texts as documents of the index, and what a reader of the search page sees of them."""

import datetime
import itertools
import uuid

from core.languages import CONTENT_LANGUAGES
from search.document import Card, Document, IndexedText
from search.engine import engine
from search.query import SearchQuery

_PUBLISHED = datetime.date(2026, 1, 1)
_numbers = itertools.count(1)


def document_of(text: str, language: str, title: str = "") -> Document:
    """The text stands where the one-liner of an item does."""
    number = next(_numbers)
    card = Card(title, language, f"/{number}/", text, language)
    return Document(
        kind="practice",
        item_id=uuid.UUID(int=number),
        short_id=str(number),
        texts=(IndexedText(language, title, text),),
        facets={"lang": [language]},
        cards=dict.fromkeys(CONTENT_LANGUAGES, card),
        published_on=_PUBLISHED,
        confirmed_on=_PUBLISHED,
    )


def shown(query: str, language: str) -> list[str]:
    """Short ids on the first page, in the order of the page: what has all words, then what has some of them."""
    result = engine.search(SearchQuery.of(q=query), language)
    return [hit.short_id for hit in [*result.hits, *result.remainder]]
