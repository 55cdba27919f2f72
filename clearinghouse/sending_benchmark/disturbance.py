"""What goes wrong while people send in: processes of the portal and of PostgreSQL are killed, without a warning."""

import os
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from clearinghouse.postgres import Cluster

SENT_BETWEEN_WORKERS = 10
SENT_BETWEEN_DATABASES = 50
_SECONDS_BETWEEN_LOOKS = 0.05


@dataclass
class Disturbance:
    """Runs beside the senders and kills after so many have been sent, while others are in the middle of it.

    Going by what was sent, not by the clock, it leaves a slow machine time to get on.
    """

    cluster: Cluster
    server_pid: int
    """Of gunicorn's first process, which starts a new worker for each that is gone."""
    workers_killed: int = 0
    databases_killed: int = 0
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
            if self._sent >= (self.workers_killed + 1) * SENT_BETWEEN_WORKERS:
                self._kill_worker()
            if self._sent >= (self.databases_killed + 1) * SENT_BETWEEN_DATABASES:
                self._kill_database()

    def _kill_worker(self) -> None:
        """In turn."""
        if workers := children_of(self.server_pid):
            os.kill(workers[self.workers_killed % len(workers)], signal.SIGKILL)
            self.workers_killed += 1

    def _kill_database(self) -> None:
        """The first process of PostgreSQL; its others notice and go. Then it starts again and mends itself."""
        first_line = (self.cluster.data / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(first_line), signal.SIGKILL)
        self.databases_killed += 1
        while self.cluster.accepts_connections():
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        self.cluster.start()


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return sorted(map(int, path.read_text().split()))
    except OSError:
        return []
