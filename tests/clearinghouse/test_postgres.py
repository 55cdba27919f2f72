import os
import signal
import subprocess
import time

import psycopg2
import pytest

from clearinghouse import postgres, postgres_user
from clearinghouse.paths import STATE
from clearinghouse.postgres import THROW_AWAY, Cluster
from clearinghouse.postgres_user import reachable_home
from clearinghouse.problems import DISK_FULL, Problem

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]  # they share one folder


@pytest.fixture(scope="module")
def home():
    """A folder that the user who runs PostgreSQL can reach, unlike pytest's own."""
    folder = reachable_home(STATE / f"test-cluster-{os.getpid()}")
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


@pytest.fixture
def cluster(home):
    return Cluster(home, THROW_AWAY)


def ask(cluster, question="SELECT 1"):
    connection = psycopg2.connect(cluster.url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def server_process(cluster):
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def test_runs_while_it_is_used_and_not_a_moment_longer(cluster):
    with cluster.in_use():
        assert ask(cluster, "SELECT current_database()") == "clearinghouse"
    assert not cluster.accepts_connections()


def test_the_last_one_to_leave_stops_it(cluster, home):
    with Cluster(home, THROW_AWAY).in_use():
        with cluster.in_use():
            pass
        assert ask(cluster) == 1
    assert not cluster.accepts_connections()


def test_comes_back_after_kill_9(cluster):
    with cluster.in_use():
        os.kill(server_process(cluster), signal.SIGKILL)
        wait_until(lambda: not cluster.accepts_connections())
        cluster.start()
        assert ask(cluster) == 1


def wait_until(condition):
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_a_stranger_with_the_number_of_the_old_server_does_not_stop_it(cluster):
    with cluster.in_use():
        pass
    pid_file = cluster.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{cluster.data}\n")
    if cluster.user:
        os.chown(pid_file, cluster.user.pw_uid, cluster.user.pw_gid)
    with cluster.in_use():
        assert ask(cluster) == 1


def test_answers_on_no_network_address_and_to_its_owner_only(cluster):
    with cluster.in_use():
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700


def test_compares_letters_beyond_english(cluster):
    with cluster.in_use():
        assert ask(cluster, "SELECT lower('ÅÄÖÆØÞ')") == "åäöæøþ"


def test_keeps_what_was_acknowledged_outside_of_tests():
    assert not {"fsync", "synchronous_commit", "full_page_writes"} & set(postgres.SAFE)


def test_data_of_another_version_are_left_alone(cluster, monkeypatch):
    monkeypatch.setattr(Cluster, "_version", lambda self: 99)
    with pytest.raises(Problem, match=r"belong to PostgreSQL \d+, and this is PostgreSQL 99"), cluster.in_use():
        pass


def test_a_full_disk_in_the_log_is_told_as_such(cluster):
    cluster.log.write_text("FATAL: could not write lock file: No space left on device\n")
    assert cluster._why_not_started() == DISK_FULL


def test_a_long_path_gets_a_short_folder_for_its_socket(monkeypatch, home):
    long = home / ("a-long-name-" * 8)
    cluster = Cluster(long, THROW_AWAY)
    try:
        assert len(str(cluster.socket_folder)) < postgres.LONGEST_SOCKET_FOLDER
        assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700
    finally:
        cluster.socket_folder.rmdir()


def test_without_any_programs_says_what_to_set(monkeypatch):
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Problem, match="set DATABASE_URL"):
        postgres.find_binaries()


def test_other_programs_can_be_chosen(monkeypatch):
    monkeypatch.setenv("POSTGRES_BIN", "/usr/lib/postgresql/15/bin")
    assert str(postgres.find_binaries()) == "/usr/lib/postgresql/15/bin"


def test_a_plain_user_runs_it_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_user.os, "geteuid", lambda: 1000)
    assert postgres_user.runner_for(tmp_path) is None
    assert reachable_home(tmp_path / "postgres") == tmp_path / "postgres"


def test_root_hands_it_to_another_user(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_user.os, "geteuid", lambda: 0)
    assert postgres_user.runner_for(tmp_path / "new").pw_uid != 0


def test_root_takes_a_folder_outside_when_nobody_else_may_enter_the_project(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_user, "can_enter", lambda user, path: False)
    assert reachable_home(tmp_path / "postgres").parent == postgres_user.OUTSIDE
