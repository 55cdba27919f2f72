"""Searching behind one small interface, so that another engine can take over where one PostgreSQL is outgrown."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Protocol

from django.db import OperationalError, connection, transaction
from django.utils.safestring import SafeString

from search import analyser, index
from search.counting import CountedValue, Counts, count
from search.document import Document
from search.expression import AlsoSearched
from search.highlight import highlight
from search.models import SearchDocument
from search.query import PAGE_SIZE, SearchQuery

LONGEST_WAIT = "3s"
_TOO_LONG = "57014"
"""PostgreSQL's code for a statement that was stopped."""


class SearchTooSlow(Exception):
    """The search was stopped so that it does not hold up others."""


@dataclass(frozen=True)
class Hit:
    """One item as lists show it."""

    kind: str
    short_id: str
    title: str
    title_language: str
    url: str
    label: str
    one_liner: str
    one_liner_language: str
    facts: list[dict]
    evidence: int
    confirmed_on: datetime.date | None
    is_running: bool
    snippet: SafeString | str = ""
    snippet_language: str = ""

    @classmethod
    def from_row(cls, row: dict, wanted: set[str] = frozenset()) -> "Hit":
        """`row` as `SearchDocumentQuerySet.cards` reads it; `wanted` lexemes are marked."""
        card = dict(row["card"])
        facts = [{"text": text, "language": language} for text, language in card.pop("facts")]
        facets = {key: row[key] for key in ("kind", "short_id", "evidence", "confirmed_on", "is_running")}
        snippet = highlight(card["one_liner"], card["one_liner_language"], wanted) if wanted else ""
        marked = {"snippet": snippet, "snippet_language": card["one_liner_language"]}
        return cls(**facets, **card, facts=facts, **marked)


@dataclass(frozen=True)
class Correction:
    text: str
    """The whole query as it would find something."""
    words: tuple[tuple[str, str, str], ...] = ()
    """((as typed, as proposed, language of the proposal), …)"""
    is_only_accents: bool = False


@dataclass(frozen=True)
class SearchResult:
    total: int
    hits: list[Hit]
    values: list[CountedValue]
    """Every value that some document carries, with its count and its label."""
    without: dict[str, int] = field(default_factory=dict)
    """{chosen facet: the total without it}"""
    remainder: list[Hit] = field(default_factory=list)
    """Items with some of the words, where all words together give fewer than a page."""
    also: tuple[AlsoSearched, ...] = ()
    correction: Correction | None = None
    """What the reader may have meant, when nothing was found."""
    searched_instead: str = ""
    """The words that were searched because those of the reader found nothing and differ in accents alone."""

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """{facet: {value: how many documents choosing just this value would show}}"""
        counts: dict[str, dict[str, int]] = {}
        for value in self.values:
            counts.setdefault(value.facet, {})[value.value] = value.number
        return counts


class SearchEngine(Protocol):
    def search(self, query: SearchQuery, language: str) -> SearchResult:
        """Total, counts and one page of hits, as readers of `language` see them. Raises `SearchTooSlow`."""

    def put(self, document: Document) -> None: ...

    def remove(self, item_id: uuid.UUID) -> None: ...


class PostgresSearchEngine:
    put = staticmethod(index.put)
    remove = staticmethod(index.remove)

    def search(self, query: SearchQuery, language: str) -> SearchResult:
        try:
            with transaction.atomic():
                _set_up_transaction()
                counts = count(query, language)
                hits = _page_of_hits(query, language, counts)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", "") == _TOO_LONG:
                raise SearchTooSlow from error
            raise
        return SearchResult(counts.total, hits, counts.values, counts.without)


def _set_up_transaction() -> None:
    """A long search is stopped. Reading the whole table would read every vector, which the planner does not know."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'off', true),"
            " set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)",
            [LONGEST_WAIT],
        )


def _page_of_hits(query: SearchQuery, language: str, counts: Counts) -> list[Hit]:
    first = (query.page - 1) * PAGE_SIZE
    if first >= counts.total:
        return []
    documents = SearchDocument.objects.page(query, language, first, PAGE_SIZE)
    wanted = {lexeme for group in analyser.lexemes_of_words(query.words) for lexeme in group}
    return [Hit.from_row(row, wanted) for row in documents.cards(language)]


engine: SearchEngine = PostgresSearchEngine()
