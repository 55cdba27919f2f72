"""What answers the questions of the benchmark: ours, and what other sites would use."""

from dataclasses import dataclass, field
from typing import Protocol

from search.engine import PostgresSearchEngine, SearchResult
from search.expansion import expression_of
from search.expression import Expression
from search.measuring.loading import PeerRow
from search.query import PAGE_SIZE, SearchQuery


@dataclass(frozen=True)
class Question:
    """A search with what it comes to: the peers are asked for the same lexemes and values."""

    kind: str
    query: SearchQuery
    language: str

    @property
    def expression(self) -> Expression:
        return expression_of(self.query, self.language)

    @property
    def chosen(self) -> dict[str, list[int]]:
        """{facet: ids of the values}"""
        return {facet: [row.pk for row in self.query.rows_of(facet)] for facet in self.query.chosen}

    @property
    def first(self) -> int:
        return (self.query.page - 1) * PAGE_SIZE

    def __str__(self):
        return " ".join([f"{self.language} {self.query.words}", *(f"{f}={v[0]}" for f, v in self.query.chosen.items())])


@dataclass
class Found:
    total: int
    counts: dict[int, int] = field(default_factory=dict)
    """{id of a value: documents}"""


class Contender(Protocol):
    name: str

    def search(self, question: Question) -> Found: ...


class Peer(Contender, Protocol):
    def add(self, rows: list[PeerRow]) -> None: ...

    def finish(self) -> None:
        """All documents are there."""


class Ours:
    name = "ours"

    def __init__(self):
        self._engine = PostgresSearchEngine()

    def search(self, question: Question) -> Found:
        result = self.result(question)
        return Found(result.total, {value.id: value.number for value in result.values})

    def result(self, question: Question) -> SearchResult:
        return self._engine.search(question.query, question.language)
