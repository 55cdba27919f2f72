"""One writer beside the searches: puts documents into the index at a steady pace, from a process of its own."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic

from django.db import connection, connections

from search import scratch
from search.engine import engine
from search.measuring.contenders import Ours, Question
from search.measuring.corpus import Corpus
from search.measuring.exactness import is_exact
from search.measuring.speed import measure
from search.measuring.timing import Sample, p95

_BLOCKS = 3
"""The searches are timed without and with the writer so many times in turn."""


@dataclass
class Growth:
    """`exact` of `compared` answers were those of plain counting."""

    without: list[Sample]
    beside: list[Sample]
    published: int
    exact: int
    compared: int

    def figures(self) -> dict:
        before, during = p95(self.without), p95(self.beside)
        return {
            "p95_ms_without": before,
            "p95_ms_beside": during,
            "growth": round(during / before - 1, 3),
            "published": self.published,
            "exact": self.exact,
            "compared": self.compared,
        }


class Publisher:
    def __init__(self, corpus: Corpus, size: int, schema: str, per_second: float):
        self._corpus, self._size, self._schema, self._pause = corpus, size, schema, 1 / per_second
        self._forked = multiprocessing.get_context("fork")
        self._published = self._forked.Value("i", 0)

    @property
    def published(self) -> int:
        return self._published.value

    @contextmanager
    def at_work(self) -> Iterator[None]:
        is_over = self._forked.Event()
        process = self._forked.Process(target=self._publish, args=(is_over,))
        process.start()
        try:
            yield
        finally:
            is_over.set()
            process.join()
        if process.exitcode:
            raise ChildProcessError("The writer stopped before its time; what it said stands above.")

    def _publish(self, is_over) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        parent = os.getppid()
        del connections["default"]  # belongs to the parent, which goes on using it
        with scratch.searching_in(self._schema):
            due = monotonic()
            while not is_over.wait(max(due - monotonic(), 0)) and os.getppid() == parent:
                self._put_next()
                due += self._pause
        connection.close()

    def _put_next(self) -> None:
        """By turns an item that is new and one that has changed."""
        number = self._published.value
        document = self._corpus.document(self._size + number)
        if number % 2:
            changed = self._corpus.document(number * 7919 % self._size)
            document = replace(document, item_id=changed.item_id, short_id=changed.short_id)
        engine.put(document)
        self._published.value = number + 1


def growth(publisher: Publisher, questions: dict[str, list[Question]], rounds: int) -> Growth:
    found = Growth([], [], 0, 0, 0)
    asked = [question for of_kind in questions.values() for question in of_kind]
    for _ in range(_BLOCKS):
        found.without += measure([Ours()], questions, rounds).all_of(Ours.name)
        with publisher.at_work():
            found.beside += measure([Ours()], questions, rounds).all_of(Ours.name)
            _compare(found, asked)
    _compare(found, asked)
    found.published = publisher.published
    return found


def _compare(found: Growth, questions: list[Question]) -> None:
    """During and after the writing."""
    verdicts = [is_exact(question) for question in questions]
    found.exact += sum(verdicts)
    found.compared += len(verdicts)
