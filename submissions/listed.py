"""Listed items that say something like a text, found by the search engine, whichever languages the two are in."""

from core.languages import interface_language
from search import analyser
from search.engine import PostgresSearchEngine, SearchTooSlow, engine
from search.joining_words import is_joining
from search.query import InvalidSearch, SearchQuery

LONGEST_WAIT = "800ms"
"""For one statement: pages of forms come without suggestions rather than late."""
_MOST_WORDS = 10
_LONGEST_WORD = 40
_quick = PostgresSearchEngine(engine.using, longest_wait=LONGEST_WAIT)


def short_ids_saying(text: str, language: str, kind: str) -> list[str]:
    """Best first: with all the words, then with some; nothing while the search is too slow or has no values yet."""
    words = telling_words(text)[:_MOST_WORDS]
    if not words:
        return []
    try:
        found = _quick.search(SearchQuery.of(q=" ".join(words), kind=kind), interface_language([language]))
    except (SearchTooSlow, InvalidSearch):
        return []
    return [hit.short_id for hit in (*found.hits, *found.remainder)]


def telling_words(text: str) -> list[str]:
    """Each word once, without those that only join others and without any sign that the search would read."""
    words = dict.fromkeys(analyser.words(text[:2_000]))
    return [word[:_LONGEST_WORD] for word in words if len(word) > 1 and not is_joining(word)]
