"""Several write to the index at the same time, each with a connection of its own: nothing is lost, nobody is stuck."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from io import StringIO
from time import sleep

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from factories import make_organisation, make_practice, make_research

from core.choices import Status
from search import bitmaps, building, index, rebuilding
from search.consistency import differences
from search.engine import engine
from search.models import SearchDocument, TrackedWord
from search.query import SearchQuery

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


def listed(*items) -> list:
    for item in items:
        index.refresh(item)
    return list(items)


def at_once(*works) -> None:
    """Runs them in threads that begin together; the first error of any is raised here."""
    start = threading.Barrier(len(works))

    def run(work):
        try:
            start.wait()
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(run, work) for work in works]:
            done.result()


@contextmanager
def meanwhile(work):
    """Repeats `work` in another thread until the block has ended."""
    is_over, errors = threading.Event(), []

    def run():
        try:
            while not is_over.is_set():
                work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
    assert errors == []


@transaction.atomic
def retitle(item, title: str, language: str = "en") -> None:
    item.texts.filter(language=language).update(**{"name" if item.kind == "organisation" else "title": title})
    index.refresh(type(item)._base_manager.get(pk=item.pk))


@transaction.atomic
def set_status(item, status: str) -> None:
    type(item)._base_manager.filter(pk=item.pk).update(status=status)
    index.refresh(type(item)._base_manager.get(pk=item.pk))


def titles() -> set[str]:
    return {row.cards["en"]["title"] for row in SearchDocument.objects.all()}


def ids() -> list[int]:
    return sorted(SearchDocument.objects.values_list("id", flat=True))


def test_writers_of_different_items():
    new = [[make_practice(f"Writer {w} item {n}") for n in range(ROUNDS)] for w in range(3)]

    def writer(items):
        return lambda: [index.refresh(item) for item in items]

    at_once(*map(writer, new))
    assert ids() == list(range(1, 3 * ROUNDS + 1))
    assert list(differences()) == []


def test_writers_of_the_same_item():
    (item,) = listed(make_practice("Before", translations={"sv": {"title": "Före"}}))

    def write(language):
        return lambda: [retitle(item, f"After {n} {language}", language) for n in range(ROUNDS)]

    at_once(write("en"), write("sv"))
    row = SearchDocument.objects.get()
    assert (row.cards["en"]["title"], row.cards["sv"]["title"]) == (f"After {ROUNDS - 1} en", f"After {ROUNDS - 1} sv")
    assert list(differences()) == []


def test_one_takes_out_what_another_writes():
    kept, coming_and_going = listed(make_research("Kept"), make_organisation("Coming and going"))

    def come_and_go():
        for _ in range(ROUNDS):
            set_status(coming_and_going, Status.ARCHIVED)
            set_status(coming_and_going, Status.PUBLISHED)

    at_once(
        come_and_go,
        lambda: [retitle(kept, f"Kept {n}") for n in range(ROUNDS)],
        lambda: [retitle(coming_and_going, f"Coming {n}") for n in range(ROUNDS)],
    )
    assert len(ids()) == len(set(ids())) == 2
    assert list(differences()) == []


def rebuild(**options) -> None:
    call_command("search_rebuild", stdout=StringIO(), **options)


@contextmanager
def crew_while(nobody_reads, processes):
    """New processes hold the locks that threads held at that moment for ever; a command has no other threads."""
    with ExitStack() as stack:
        with nobody_reads:
            build = stack.enter_context(building.crew(processes))
        yield build


ASKED = {
    "": (12, 0),
    "café": (12, 0),
    "caf*": (12, 0),
    '"språk möte"': (6, 0),
    "café -språk": (6, 0),
    "café nobody": (0, 12),
    "nobody": (0, 0),
}
"""{words: how many of the practices say so, and how many say a part of it where none says all}"""


def read_all() -> list[str]:
    """What is not as it should be for somebody who browses and searches."""
    wrong = []
    for words, (total, rest) in ASKED.items():
        result = engine.search(SearchQuery.of(q=words, kind="practice"), "en")
        practices = result.counts.get("kind", {}).get("practice", 0)
        seen = (result.total, len(result.hits), practices, len(result.remainder))
        wrong += [] if seen == (total, total, total, rest) else [f"{words}: {seen}"]
    return wrong


@pytest.mark.parametrize("processes", [1, 2])
def test_readers_never_notice_a_rebuild(monkeypatch, processes):
    """Not even by which words have bitmaps: before the first rebuild none has, after it all have."""
    monkeypatch.setattr(building, "CHUNK", 3)
    monkeypatch.setattr(bitmaps, "choose_tracked_words", partial(bitmaps.choose_tracked_words, least=1, share=0))
    endings = ("of språk möte", "of möte")
    listed(*(make_practice(f"Café {number} {endings[number % 2]}") for number in range(12)))
    listed(make_research("Café"))
    reading, seen = threading.Lock(), []
    monkeypatch.setattr(rebuilding, "crew", partial(crew_while, reading))

    def read():
        with reading:
            seen.append(read_all())
        sleep(0.01)  # else nobody else gets the lock

    read()
    with meanwhile(read):
        for _ in range(3):
            rebuild(processes=processes)
    assert TrackedWord.objects.exists()
    assert len(seen) >= 3
    assert [wrong for wrong in seen if wrong] == []


def test_writers_lose_nothing_by_a_rebuild(monkeypatch):
    monkeypatch.setattr(building, "CHUNK", 2)
    kept, coming_and_going, *_ = listed(*(make_practice(f"Practice {n}") for n in range(8)))
    written = []

    def write():
        written.append(f"Kept {len(written)}")
        retitle(kept, written[-1])
        set_status(coming_and_going, Status.ARCHIVED if len(written) % 2 else Status.PUBLISHED)
        index.refresh(make_practice(f"New {len(written)}"))

    with meanwhile(write):
        for _ in range(3):
            rebuild(processes=1)
    assert len(written) > 3
    assert written[-1] in titles()
    assert {f"New {n}" for n in range(1, len(written) + 1)} <= titles()
    assert list(differences()) == []


def test_the_swap_waits_for_a_reader_who_takes_long(monkeypatch):
    listed(make_practice("Language café"))
    reads, may_end = threading.Event(), threading.Event()
    denied = []

    def read_long():
        with transaction.atomic():
            assert SearchDocument.objects.count() == 1
            reads.set()
            may_end.wait(10)
            assert SearchDocument.objects.count() == 1

    def swap_meanwhile():
        reads.wait(10)
        rebuild(processes=1)

    def note_and_let_go(seconds):
        denied.append(seconds)
        may_end.set()

    monkeypatch.setattr("search.swapping.sleep", note_and_let_go)
    at_once(read_long, swap_meanwhile)
    assert denied
    assert list(differences()) == []
    assert rebuilding.live_schema() == "public"
