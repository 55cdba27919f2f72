"""What goes wrong while people send in: processes of the portal and of PostgreSQL are killed, without a warning."""

import os
import signal
import threading
from dataclasses import dataclass, field
from pathlib import Path

from clearinghouse.postgres import Cluster

SECONDS_BETWEEN_WORKERS = 2.0
SECONDS_BETWEEN_DATABASES = 9.0


@dataclass
class Disturbance:
    """Runs beside the senders until it is ended; workers are killed in turn."""

    cluster: Cluster
    server_pid: int
    """Of gunicorn's first process, which starts a new worker for each that is gone."""
    workers_killed: int = 0
    databases_killed: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Disturbance":
        self._threads = [
            threading.Thread(target=self._every, args=(SECONDS_BETWEEN_WORKERS, self._kill_worker)),
            threading.Thread(target=self._every, args=(SECONDS_BETWEEN_DATABASES, self._kill_database)),
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _every(self, seconds: float, act) -> None:
        while not self._over.wait(seconds):
            act()

    def _kill_worker(self) -> None:
        workers = children_of(self.server_pid)
        if workers:
            os.kill(workers[self.workers_killed % len(workers)], signal.SIGKILL)
            self.workers_killed += 1

    def _kill_database(self) -> None:
        """The first process of PostgreSQL; its others notice and go. Then it starts again and mends itself."""
        first_line = (self.cluster.data / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(first_line), signal.SIGKILL)
        self.databases_killed += 1
        while self.cluster.accepts_connections():
            self._over.wait(0.05)
        self.cluster.start()


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return sorted(map(int, path.read_text().split()))
    except OSError:
        return []
