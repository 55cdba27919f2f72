"""Searching behind one small interface, so that another engine can take over where one PostgreSQL is outgrown."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.db import OperationalError, connections, transaction

from core.languages import reading_order
from search import held, index, ranking
from search.correcting import Correction, correct
from search.counting import CountedValue, Counts, count
from search.document import Document
from search.expansion import expression_of
from search.expression import AlsoSearched, Expression
from search.hits import COLUMNS, Hit
from search.models import Bitmap, SearchDocument, SearchTypo, SearchWord, TrackedWord
from search.passages import Passage
from search.query import PAGE_SIZE, SearchQuery
from search.remainder import some_words
from search.similar import SimilarItem, similar
from search.snippets import Marker, Snippet
from search.suggesting import Suggestion, suggest

LONGEST_WAIT = "3s"
_TABLES = ", ".join(
    sorted(model._meta.db_table for model in (Bitmap, SearchDocument, SearchTypo, SearchWord, TrackedWord))
)
# The locks come before the snapshot: who waited for a new index must not read it as it was before it was there.
_SNAPSHOT = f"""
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL lock_timeout = '{LONGEST_WAIT}';
LOCK TABLE {_TABLES} IN ACCESS SHARE MODE;
"""
# Small tables too are read by their indexes: the planner does not know how dear a vector or a comparison is.
_SETTINGS = (
    "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true),"
    " set_config('enable_seqscan', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true),"
    " set_config('work_mem', '32MB', true)"
)
_TOO_LONG = {"57014", "55P03"}
"""PostgreSQL's codes for a statement that was stopped, or waited too long."""


class SearchTooSlow(Exception):
    """The search was stopped so that it does not hold up others."""


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
    """What the pages need of a search engine. An adapter to another one keeps these promises:

    A document is found by the keys that `search.vector.indexed` says of it, with their weights; a query asks for keys
    by the `Expression` that `search.expansion.expression_of` makes of it. Keys are whole and final, so that an engine
    needs no analysis of its own: keep them as keywords, and phrases as places that follow one another. What
    `SearchResult` counts is exact: any of the values of a facet, every facet, a facet's own choice left out of its
    own counts. The order may be the engine's own, as long as it is the same from page to page: own words before what
    was added, titles before summaries before bodies, and what `search.prior` says a little up.
    """

    def search(self, query: SearchQuery, language: str) -> SearchResult:
        """Total, counts and one page of hits, as readers of `language` see them. Raises `SearchTooSlow`."""

    def suggest(self, beginning: str, language: str, limit: int = 8) -> list[Suggestion]:
        """What somebody who has typed this may be looking for."""

    def correct(self, words: str, language: str) -> Correction | None:
        """What somebody whose words find nothing may have meant; what is proposed finds something."""

    def similar(self, item_id: uuid.UUID, language: str, limit: int = 5) -> list[SimilarItem]:
        """Listed items like this one, and why; never itself."""

    def put(self, document: Document) -> None:
        """Makes the item found as it is now, from the moment that the current transaction is committed."""

    def remove(self, item_id: uuid.UUID) -> None:
        """Leaves nothing of the item in hits, counts, suggestions and corrections."""


class PostgresSearchEngine:
    """Reads from the database `using`, which may be a replica; writes go with the change, to the default one."""

    put = staticmethod(index.put)
    remove = staticmethod(index.remove)

    def __init__(self, using: str = "default", *, longest_wait: str = ""):
        self.using, self._longest_wait = using, longest_wait

    def search(self, query: SearchQuery, language: str) -> SearchResult:
        with self._reading():
            result = self._search(query, language)
            if result.total or not query.words:
                return result
            correction = correct(query.words, language, self.using)
            if correction and correction.is_only_accents:
                instead = self._search(query.saying(correction.text).on_page(query.page), language)
                if instead.total:
                    return replace(instead, searched_instead=correction.text)
            return replace(result, correction=correction and self._by_choice(correction, query, language))

    def suggest(self, beginning: str, language: str, limit: int = 8) -> list[Suggestion]:
        with self._reading():
            return suggest(beginning, language, limit, self.using)

    def correct(self, words: str, language: str) -> Correction | None:
        with self._reading():
            return correct(words, language, self.using)

    def similar(self, item_id: uuid.UUID, language: str, limit: int = 5) -> list[SimilarItem]:
        return similar(item_id, language, limit, self.using)

    def _search(self, query: SearchQuery, language: str) -> SearchResult:
        expression, counts = self._counted(query, language)
        rows = ranking.page(query, expression, language, counts, self.using)
        remainder = []
        if expression.groups and query.page == 1 and counts.total < PAGE_SIZE:
            remainder = self._remainder(query, expression, language, counts)
        hits = _hits(rows, expression, language)
        return SearchResult(counts.total, hits, counts.values, counts.without, remainder, expression.also)

    def _counted(self, query: SearchQuery, language: str) -> tuple[Expression, Counts]:
        """Once more when the words or values that this process holds turn out to be old."""
        known = held.held(self.using)
        for _attempt in range(2):
            expression = expression_of(query, language, known.labels)
            counts = count(query, expression, language, known, self.using)
            if held.is_current(known, counts.state):
                break
            known = held.read(self.using)
        return expression, counts

    def _by_choice(self, correction: Correction, query: SearchQuery, language: str) -> Correction:
        """Tells whether what is proposed is found with what was chosen beside the words, too."""
        _expression, counts = self._counted(query.saying(correction.text), language)
        return replace(correction, is_found_with_choice=counts.total > 0)

    def _remainder(self, query: SearchQuery, expression: Expression, language: str, counts: Counts) -> list[Hit]:
        parts, best = some_words(query, expression, counts.known, self.using)
        if not best:
            return []
        rows = ranking.ranked(parts, language, counts.known, best, self.using, number=PAGE_SIZE - counts.total)
        return _hits(rows, parts, language)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One snapshot, so that counts and hits agree, stopped when it takes too long.

        Inside the transaction of somebody else, who may have written what is looked for, it is that one's snapshot, and
        the settings hold until its end, but for how long a statement may take.
        """
        is_inner = connections[self.using].in_atomic_block
        settings = _SETTINGS if is_inner else _SNAPSHOT + _SETTINGS
        try:
            with transaction.atomic(using=self.using):
                with connections[self.using].cursor() as cursor:
                    cursor.execute(settings, [self._longest_wait or LONGEST_WAIT])
                    before = cursor.fetchone()[0]
                yield
                if is_inner:
                    with connections[self.using].cursor() as cursor:
                        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", "") in _TOO_LONG:
                raise SearchTooSlow from error
            raise


def _hits(rows: list[tuple], expression: Expression, language: str) -> list[Hit]:
    marker = Marker(expression) if expression.groups else None
    return [_hit(row, marker, language) for row in rows]


def _hit(row: tuple, marker: Marker | None, language: str) -> Hit:
    *fields, passages = row
    found = dict(zip(COLUMNS, fields, strict=True))
    hit = Hit.from_row(found | {"card": json.loads(found["card"])})
    snippet = marker and _snippet(hit, passages, marker, language)
    return replace(hit, snippet=snippet.text, snippet_language=snippet.language) if snippet else hit


def _snippet(hit: Hit, stored: str, marker: Marker, language: str) -> Snippet | None:
    """The line that the card shows anyway where the words stand in it, else what is said of them further down."""
    passages = {code: Passage(*fields) for code, fields in json.loads(stored).items()}
    order = (hit.one_liner_language, *reading_order(language, hit.title_language))
    return marker.best(passages, order, hit.one_liner)


engine: SearchEngine = PostgresSearchEngine()
