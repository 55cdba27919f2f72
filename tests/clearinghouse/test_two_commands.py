"""The real thing: a whole start in a folder of its own, a second one, kill -9 of everything, and an orderly end."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

import pytest

from clearinghouse.paths import ROOT

pytestmark = pytest.mark.slow
SECONDS_TO_START = 300
UNSET = ("DATABASE_URL", "TEST_DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "PORT")


@pytest.fixture
def state():
    """Outside pytest's own folder, which the user who runs PostgreSQL may not enter."""
    folder = Path(tempfile.mkdtemp(prefix="portal-"))
    folder.chmod(0o755)
    yield folder
    kill_everything(folder)
    shutil.rmtree(folder)


def command(state, *arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment |= {"CLEARINGHOUSE_STATE": str(state), "CLEARINGHOUSE_NO_BOOTSTRAP": "1"} | variables
    argv = [sys.executable, "-u", "manage.py", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(argv, cwd=ROOT, env=environment, **pipes)


def refused(state, *arguments, **variables):
    """What a command says that ends by itself with a failure."""
    process = command(state, *arguments, **variables)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1, said
    assert "Traceback" not in said
    return said.strip().splitlines()[-1]


def started(state):
    """The running command, what it said until it was ready, and its address."""
    process = command(state, "up", "--port", "0")
    timer = threading.Timer(SECONDS_TO_START, process.kill)
    timer.start()
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"ready: (http://\S+)", line):
            timer.cancel()
            return process, "".join(said), found[1]
    raise AssertionError("".join(said))


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
        return answer.status, answer.headers, answer.read().decode()


def processes_of(state):
    """By their arguments or their environment; the latter finds gunicorn and its workers."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            about = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(state).encode() in about and int(folder.name) != os.getpid():
            found.add(int(folder.name))
    return found


def workers_of(state):
    commands = {process: Path(f"/proc/{process}/cmdline").read_bytes() for process in processes_of(state)}
    return [process for process, command in commands.items() if command.endswith(b"manage.py\0worker\0")]


def kill_everything(state):
    for process in processes_of(state):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_up_starts_from_nothing_recovers_from_kill_9_and_stops_in_order(state):
    first, said, address = started(state)
    assert "Loading the starter collection" in said
    status, headers, page = read(address)
    assert status == 200
    assert workers_of(state), "what sends mail runs beside the server"
    assert "</html>" in page
    assert "Set-Cookie" not in headers
    assert "already running at " + address in refused(state, "up", "--port", "0")

    kill_everything(state)
    first.communicate()
    second, said, address = started(state)
    assert "Loading" not in said, "what was loaded before the crash is still there"
    assert read(address)[0] == 200

    second.send_signal(signal.SIGTERM)
    assert second.wait(30) == 0
    assert processes_of(state) == set()


def test_what_is_missing_is_said_in_one_sentence(state):
    unreachable = "postgres://me:hemligt@127.0.0.1:1/portal"
    for arguments in (["up", "--port", "0"], ["migrate"]):
        sentence = refused(state, *arguments, DATABASE_URL=unreachable)
        assert sentence.startswith("The database in DATABASE_URL (portal on 127.0.0.1:1) does not answer")
