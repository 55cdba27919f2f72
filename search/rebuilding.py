"""Builds the index anew beside the live one. Readers see the old index until the new one takes its place."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from core.kinds import models_by_kind
from core.models import Generation
from search import bitmaps, scratch, words
from search.actions import sync_facet_values
from search.building import Build, chunks_of, crew
from search.lexicon import building as lexicon
from search.models import SearchDocument
from search.scratch import NEXT, scratch_schema, searching_in
from search.swapping import swap

_READ_FROM = ("vocabulary", "places")
"""Areas whose words stand in the rows of all items."""
_MOST_PROCESSES = 4
_MEMORY_FOR_INDEXES = "128MB"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def rebuild(on_progress: Callable[[Progress], None], say: Say, *, processes: int | None = None) -> int:
    """The number of items in the new index. Goes on where a rebuild was broken off, when it would build the same."""
    sync_facet_values()
    live = live_schema()
    with (
        crew(processes or min(os.cpu_count() or 1, _MOST_PROCESSES)) as build,
        scratch_schema(NEXT, keep=True, note=fingerprint(), text_indexes=False),
    ):
        _build_rows(build, on_progress, live)
        _derive(say)
        swap(live)
    scratch.drop(NEXT)
    return SearchDocument.objects.count()


def live_schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def fingerprint() -> str:
    """Tells rows apart that another version of the portal, of its words or of its lexicon would write."""
    seen = hashlib.sha256(lexicon.version().encode())
    seen.update(repr(sorted(Generation.objects.filter(area__in=_READ_FROM).values_list("area", "number"))).encode())
    for path in sorted(_what_writes_rows()):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _what_writes_rows() -> Iterator[Path]:
    for room in apps.get_app_configs():
        if Path(room.path).parent == settings.BASE_DIR:
            yield from Path(room.path).rglob("*.py")
            yield from Path(room.path).glob("lexicon/data/*.csv")
    for folder in settings.LOCALE_PATHS:
        yield from Path(folder).rglob("*.mo")


def _build_rows(build: Build, on_progress: Callable[[Progress], None], live: str) -> None:
    total = sum(model.objects.listed().count() for model in models_by_kind().values())
    done = SearchDocument.objects.count()
    for kind in sorted(models_by_kind()):  # organisations first: the others are found by their names
        for rows in _reading_live(build(chunks_of(kind, _there)), live):
            _add(rows)
            done += len(rows)
            on_progress(Progress(done, max(done, total)))


def _reading_live(rows: Iterator[list[SearchDocument]], live: str) -> Iterator[list[SearchDocument]]:
    """Where this process itself builds the rows, it reads beside the live index and not the new one."""
    while True:
        with searching_in(live):
            batch = next(rows, None)
        if batch is None:
            return
        yield batch


def _there(item_ids: list) -> set:
    with searching_in(NEXT):
        return set(SearchDocument.objects.filter(item_id__in=item_ids).values_list("item_id", flat=True))


@transaction.atomic
def _add(rows: list[SearchDocument]) -> None:
    last = SearchDocument.objects.aggregate(last=Max("id"))["last"] or 0
    for number, row in enumerate(rows, last + 1):
        row.id = number
    SearchDocument.objects.bulk_create(rows)


def _derive(say: Say) -> None:
    """What is told by the rows all together is cheaper to make at once than row by row."""
    steps = {
        "Counting words …": words.fill,
        "Making the indexes …": _make_indexes,
        "Choosing the words that are counted ahead …": bitmaps.choose_tracked_words,
        "Counting ahead …": bitmaps.fill,
        "Counting rows …": _analyse,
    }
    for sentence, step in steps.items():
        say(sentence)
        with transaction.atomic():
            step()


def _make_indexes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [_MEMORY_FOR_INDEXES])
    scratch.add_missing_indexes(NEXT)


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(scratch.tables()))
