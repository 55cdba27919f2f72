"""Time on the clock and on the processor, of this process and of the backend that serves it."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles

from django.db import connection

_PROCESSES = Path("/proc")
_MILLION = 1_000_000
_UTIME, _STIME = 11, 12
"""Places in /proc/<pid>/stat, counted after the name of the process."""


@dataclass(frozen=True)
class Sample:
    wall_ms: float
    cpu_ms: float | None


class Stopwatch:
    """Takes samples of calls. `says_all` is False where the backend runs on another machine or tells nothing."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._folder = _PROCESSES / str(cursor.fetchone()[0])
        self.says_all = self._is_postgres()

    def sample(self, call: Callable) -> Sample:
        backend, client, start = self._backend_ms(), time.process_time_ns(), time.perf_counter_ns()
        call()
        wall = (time.perf_counter_ns() - start) / _MILLION
        spent = (time.process_time_ns() - client) / _MILLION
        return Sample(wall, spent + self._backend_ms() - backend if self.says_all else None)

    def _is_postgres(self) -> bool:
        try:
            return (self._folder / "comm").read_text().strip().startswith("postgres")
        except OSError:
            return False

    def _backend_ms(self) -> float:
        """From the scheduler's own clock; where it keeps none from the ticks, which even out over many samples."""
        if not self.says_all:
            return 0.0
        try:
            return int((self._folder / "schedstat").read_text().split()[0]) / _MILLION
        except (OSError, IndexError):
            fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
            return 1000 * (int(fields[_UTIME]) + int(fields[_STIME])) / os.sysconf("SC_CLK_TCK")


def p50(samples: list[Sample]) -> float:
    return round(median(sample.wall_ms for sample in samples), 2)


def p95(samples: list[Sample]) -> float:
    walls = [sample.wall_ms for sample in samples]
    return round(quantiles(walls, n=20, method="inclusive")[-1] if len(walls) > 1 else walls[0], 2)


def mean_cpu(samples: list[Sample]) -> float | None:
    if any(sample.cpu_ms is None for sample in samples):
        return None
    return round(fmean(sample.cpu_ms for sample in samples), 3)
