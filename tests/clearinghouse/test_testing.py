import os

import pytest

from clearinghouse import testing
from clearinghouse.problems import Problem

HERE = "tests/clearinghouse/test_testing.py"


@pytest.mark.parametrize("arguments", [[], ["-q"], ["-k", "slug"], ["-m", "not slow", "-x"]])
def test_the_whole_suite_runs_on_several_processes(arguments):
    assert testing.processes(arguments)[0] == "-n"


@pytest.mark.parametrize("arguments", [[HERE], [f"{HERE}::test_x"], ["-n", "1"], ["-n0"], ["--pdb"], ["-s", "-q"]])
def test_named_tests_and_debugging_keep_to_one(arguments):
    assert testing.processes(arguments) == []


def test_the_database_in_use_is_left_alone(monkeypatch):
    used = "postgres://me@db/portal"
    monkeypatch.setenv("DATABASE_URL", used)
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    with testing.test_server() as url:
        assert url != used
        assert "test-servers" in url


def test_another_server_can_be_chosen_and_is_checked(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://me@127.0.0.1:1/portal")
    with pytest.raises(Problem, match="does not answer"), testing.test_server():
        pass


def test_nothing_is_left_behind():
    folder = testing.reachable_home(testing.STATE / f"test-servers-{os.getpid()}")
    folder.mkdir(parents=True)
    with testing.throw_away_cluster(folder) as cluster:
        testing.remove_leftovers(folder)
        assert cluster.accepts_connections(), "a run that goes on is no leftover"
    assert list(folder.iterdir()) == []
    folder.rmdir()


def test_what_a_killed_run_left_is_removed():
    folder = testing.reachable_home(testing.STATE / f"test-servers-{os.getpid()}")
    (folder / "abandoned").mkdir(parents=True)
    (folder / "abandoned.lock").touch()
    testing.remove_leftovers(folder)
    assert list(folder.iterdir()) == []
    folder.rmdir()
