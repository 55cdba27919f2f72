"""What goes wrong meanwhile: web processes, the sender of mail and PostgreSQL are killed, without a warning."""

import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from clearinghouse.postgres import Cluster

SENT_BETWEEN_PROCESSES = 10
SENT_BETWEEN_DATABASES = 50
_SECONDS_BETWEEN_LOOKS = 0.05


@dataclass
class Disturbance:
    """Runs beside the senders and kills after so many have been sent, while others are in the middle of it.

    Going by what was sent, not by the clock, it leaves a slow machine time to get on.
    """

    cluster: Cluster
    server_pid: int
    """Of gunicorn's first process, which starts a new one for each that is gone."""
    web_processes_killed: int = 0
    mail_workers_killed: int = 0
    databases_killed: int = 0
    _rounds: int = 0
    _sent: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Disturbance":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *exception) -> None:
        self._over.set()
        self._thread.join()

    def note_sent(self) -> None:
        with self._lock:
            self._sent += 1

    def _watch(self) -> None:
        while not self._over.wait(_SECONDS_BETWEEN_LOOKS):
            if self._sent >= (self._rounds + 1) * SENT_BETWEEN_PROCESSES:
                self._rounds += 1
                self._kill_processes()
            if self._sent >= (self.databases_killed + 1) * SENT_BETWEEN_DATABASES:
                self._kill_database()

    def _kill_processes(self) -> None:
        """The web processes in turn; a worker that has not come back yet is let off."""
        if web := children_of(self.server_pid):
            os.kill(web[self._rounds % len(web)], signal.SIGKILL)
            self.web_processes_killed += 1
        for worker in filter(_is_mail_worker, children_of(os.getpid())):
            os.kill(worker, signal.SIGKILL)
            self.mail_workers_killed += 1

    def _kill_database(self) -> None:
        """The first process of PostgreSQL; its others notice and go. Then it starts again and mends itself."""
        first_line = (self.cluster.data / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(first_line), signal.SIGKILL)
        self.databases_killed += 1
        while self.cluster.accepts_connections():
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        self.cluster.start()


def children_of(pid: int) -> list[int]:
    """Those of all its threads."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread is gone
            found += map(int, path.read_text().split())
    return sorted(found)


def _is_mail_worker(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[-2:-1] == [b"worker"]
    except OSError:
        return False
