"""The same documents in tantivy, a search engine inside this process: the mark to close in on."""

import re
import tempfile

from search.expression import Alternative, Group
from search.measuring.contenders import Found, Question
from search.measuring.loading import COUNTED_BY_PEERS, PeerRow
from search.query import PAGE_SIZE

try:
    import tantivy
except ImportError:
    tantivy = None

_MEMORY = 200_000_000
_MOST_VALUES = 1_000
_MOST_PHRASES = 16


def is_installed() -> bool:
    return tantivy is not None


class TantivyPeer:
    name = "tantivy"

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="tantivy-")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="whitespace")
        for name in ("title", "one_liner"):
            builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("id", "published_on", *COUNTED_BY_PEERS):
            builder.add_unsigned_field(name, stored=name == "id", indexed=True, fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=self._folder.name)
        self._writer = self._index.writer(_MEMORY)

    def add(self, rows: list[PeerRow]) -> None:
        for row in rows:
            said = {"id": row.id, "title": row.title, "one_liner": row.one_liner, "words": row.words}
            said["published_on"] = int(row.published_on.replace("-", ""))
            self._writer.add_document(tantivy.Document.from_dict(said | row.facets, self._schema))

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._folder.cleanup()

    def search(self, question: Question) -> Found:
        words = [self._group(group) for group in question.expression.groups]
        filters = {facet: self._any_value(facet, ids) for facet, ids in question.chosen.items()}
        query = self._all([*words, *filters.values()])
        order = {} if words else {"order_by_field": "published_on"}
        page = self._searcher.search(query, PAGE_SIZE, count=True, offset=question.first, **order)
        for _score, address in page.hits:
            self._searcher.doc(address).to_dict()
        found = Found(page.count)
        found.counts = self._counts(query, [facet for facet in COUNTED_BY_PEERS if facet not in filters])
        for facet in filters:
            others = [one for other, one in filters.items() if other != facet]
            found.counts |= self._counts(self._all([*words, *others]), [facet])
        return found

    def _counts(self, query, facets: list[str]) -> dict[int, int]:
        asked = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in facets}
        counted = self._searcher.aggregate(query, asked)
        return {int(bucket["key"]): bucket["doc_count"] for facet in facets for bucket in counted[facet]["buckets"]}

    # --- What was asked, in its terms -----------------------------------------------------------------------------

    def _group(self, group: Group):
        if group.phrase:
            return self._phrase(group.phrase)
        ways = [self._alternative(way) for way in group.alternatives]
        if group.prefix:
            ways.append(tantivy.Query.regex_query(self._schema, "words", re.escape(group.prefix) + ".*"))
        return self._any(ways)

    def _phrase(self, places: tuple[tuple[str, ...], ...]):
        ways: list[list[str]] = [[]]
        for place in places:
            ways = [[*way, lexeme] for way in ways for lexeme in place][:_MOST_PHRASES]
        phrases = [tantivy.Query.phrase_query(self._schema, "words", way) for way in ways if len(way) > 1]
        return self._any(phrases or [self._term("words", way[0]) for way in ways])

    def _alternative(self, way: Alternative):
        return self._all([self._term("words", key) for key in way.keys])

    def _any_value(self, facet: str, ids: list[int]):
        return self._any([self._term(facet, value) for value in ids])

    def _term(self, field: str, value):
        return tantivy.Query.term_query(self._schema, field, value)

    @staticmethod
    def _any(queries: list):
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    @staticmethod
    def _all(queries: list):
        if not queries:
            return tantivy.Query.all_query()
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
