"""Turns listed items into rows of the index, in other processes where there are cores for them."""

import gc
import multiprocessing
import os
import signal
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.db import connection, connections

from core.kinds import models_by_kind
from search import analyser, index, thesaurus
from search.models import SearchDocument

CHUNK = 100
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a row was written that is not in the live index."""
_PAGE = 2000
_AHEAD = 2
"""Chunks per process that wait to be written, so that none stands still."""
_RARE_COLLECTION = (100_000, 50, 100)
"""A helper makes many objects and soon drops them all: looking for circles among them costs a seventh of its time."""


@dataclass(frozen=True)
class Chunk:
    kind: str
    item_ids: list[uuid.UUID]


Build = Callable[[Iterable[Chunk]], Iterator[list[SearchDocument]]]


def chunks_of(kind: str, are_there: Callable[[list[uuid.UUID]], set[uuid.UUID]]) -> Iterator[Chunk]:
    """The listed items of one kind in the order of their keys, without those that are there already."""
    keys = models_by_kind()[kind].objects.listed().order_by("pk").values_list("pk", flat=True)
    page = list(keys[:_PAGE])
    while page:
        there = are_there(page)
        missing = [key for key in page if key not in there]
        for start in range(0, len(missing), CHUNK):
            yield Chunk(kind, missing[start : start + CHUNK])
        page = list(keys.filter(pk__gt=page[-1])[:_PAGE])


def rows_of(chunk: Chunk) -> list[SearchDocument]:
    """Rows of those items of the chunk that are listed, marked with when the live rows were written.

    The marks are read first: who changes an item later also writes its live row later, and is noticed by that.
    """
    marks = dict(SearchDocument.objects.filter(item_id__in=chunk.item_ids).values_list("item_id", "written_at"))
    items = models_by_kind()[chunk.kind].objects.listed().filter(pk__in=chunk.item_ids).for_indexing().order_by("pk")
    rows = index.rows_of([item.search_document() for item in items])
    for row in rows:
        row.written_at = marks.get(row.item_id, NEVER)
    return rows


@contextmanager
def crew(processes: int) -> Iterator[Build]:
    """Who builds rows: `processes` of them, or this one where the others could not see what it sees."""
    if processes < 2 or connection.in_atomic_block or "fork" not in multiprocessing.get_all_start_methods():
        yield partial(map, rows_of)
        return
    thesaurus.current()  # read once, for all of them
    connections.close_all()
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), initializer=_begin)
    try:
        for _ in pool.map(_wake, range(processes)):
            pass
        yield partial(_in_order, pool, processes * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, ahead: int, chunks: Iterable[Chunk]) -> Iterator[list[SearchDocument]]:
    waiting = deque()
    for chunk in chunks:
        waiting.append(pool.submit(_rows_to_send, chunk))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _rows_to_send(chunk: Chunk) -> list[SearchDocument]:
    rows = rows_of(chunk)
    for row in rows:
        del row.keys  # stand in the vector too, and are not asked for
    return rows


def _begin() -> None:
    """A helper stops when the one who started it asks, or is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    analyser.remember_more()
    gc.freeze()
    gc.set_threshold(*_RARE_COLLECTION)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    multiprocessing.parent_process().join()
    os._exit(1)


def _wake(number: int) -> int:
    return number
