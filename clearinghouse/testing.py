"""`python3 manage.py test`: the whole suite on a PostgreSQL that is thrown away afterwards."""

import os
import secrets
import shutil
import signal
from contextlib import contextmanager
from pathlib import Path

from clearinghouse import locks
from clearinghouse.paths import ROOT, STATE
from clearinghouse.postgres import THROW_AWAY, Cluster
from clearinghouse.postgres_user import reachable_home

ALONE = ("-n", "--numprocesses", "-s", "--capture=no", "--pdb", "--trace", "--dist")
"""Arguments that one process understands better than several."""


def run(arguments: list[str]) -> int:
    import pytest

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.chdir(ROOT)
    with test_server() as url:
        os.environ["DATABASE_URL"] = url
        return int(pytest.main([*processes(arguments), *arguments]))


def processes(arguments: list[str]) -> list[str]:
    """Several processes for the whole suite; a few named tests start faster in one."""
    names_tests = any((ROOT / argument.split("::")[0]).exists() for argument in arguments)
    if names_tests or any(argument.startswith(ALONE) for argument in arguments):
        return []
    return ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup"]


@contextmanager
def test_server():
    """DATABASE_URL is left alone: tests never touch a database that somebody uses."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        from clearinghouse.database import check_server

        check_server(url)
        yield url
        return
    folder = reachable_home(STATE / "test-servers")
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    with throw_away_cluster(folder) as cluster:
        yield cluster.url


@contextmanager
def throw_away_cluster(folder: Path):
    home = folder / secrets.token_hex(4)
    with (folder / f"{home.name}.lock").open("a") as handle:
        locks.share(handle)
        try:
            with Cluster(home, THROW_AWAY).in_use() as cluster:
                yield cluster
        finally:
            remove(home)


def remove_leftovers(folder: Path) -> None:
    """What a killed run left behind; a run that goes on holds its lock."""
    for lock in folder.glob("*.lock"):
        with lock.open("a") as handle:
            if locks.try_exclusive(handle):
                home = lock.with_suffix("")
                if (home / "data").exists():
                    Cluster(home, THROW_AWAY).stop()
                remove(home)


def remove(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.with_name(f"{home.name}.lock").unlink(missing_ok=True)
