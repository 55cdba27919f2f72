"""A rebuild that is killed leaves the live index as it was, no helper behind, and its work to be gone on with."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from factories import make_practice

from search import building, index, scratch
from search.consistency import differences
from search.models import SearchDocument
from search.scratch import NEXT

pytestmark = pytest.mark.django_db(transaction=True)

ITEMS = 12
# Rebuilds in chunks of two, tells the ids of all its processes, and stands still after the second chunk.
REBUILD = """
import multiprocessing, os, time, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["NAME_OF_DATABASE"]
from search import building, rebuilding
building.CHUNK = 2
def stand_still(progress):
    if progress.done >= 4:
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        time.sleep(60)
rebuilding.rebuild(stand_still, lambda sentence: None, processes=2)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        return stat.read().rpartition(")")[2].split()[0] != "Z"


def kill_a_rebuild() -> list[int]:
    """The helpers that it had."""
    own = {"NAME_OF_DATABASE": connection.settings_dict["NAME"], "LEXICON_SOURCE": settings.LEXICON_SOURCE}
    process = subprocess.Popen(
        [sys.executable, "-c", REBUILD], cwd=settings.BASE_DIR, env=os.environ | own, stdout=subprocess.PIPE, text=True
    )
    helpers = [int(pid) for pid in process.stdout.readline().split()]
    process.send_signal(signal.SIGKILL)
    process.wait()
    return helpers


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="there is no /proc to see processes in")  # noqa: PTH112
def test_goes_on_after_it_was_killed(monkeypatch):
    for number in range(ITEMS):
        index.refresh(make_practice(f"Language café {number}"))
    helpers = kill_a_rebuild()
    assert len(helpers) == 2
    assert SearchDocument.objects.count() == ITEMS
    with scratch.searching_in(NEXT):
        committed = set(SearchDocument.objects.values_list("item_id", flat=True))
    assert 4 <= len(committed) < ITEMS
    built, rows_of = [], building.rows_of
    monkeypatch.setattr(building, "rows_of", lambda chunk: built.extend(chunk.item_ids) or rows_of(chunk))
    call_command("search_rebuild", processes=1, stdout=StringIO())
    assert set(built) & committed == set()
    assert len(built) == ITEMS - len(committed)
    assert list(differences()) == []
    deadline = time.monotonic() + 10
    while any(map(is_alive, helpers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_alive, helpers))
