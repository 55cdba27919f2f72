"""How busy the machine is, without which no figure of a benchmark says anything."""

import os
import time
from pathlib import Path

_STAT = Path("/proc/stat")
_SAMPLE = 0.5
_IDLE_FIELDS = slice(3, 5)
_BUSY = 0.15


def load() -> dict:
    """`busy_share` is null where the system does not tell."""
    return {
        "processors": os.cpu_count(),
        "load_1_minute": round(os.getloadavg()[0], 2),
        "busy_share": _busy_share(),
    }


def _busy_share() -> float | None:
    if not _STAT.exists():
        return None
    before = _ticks()
    time.sleep(_SAMPLE)
    passed = [after - start for after, start in zip(_ticks(), before, strict=True)]
    return round(1 - sum(passed[_IDLE_FIELDS]) / max(sum(passed), 1), 2)


def _ticks() -> list[int]:
    return [int(number) for number in _STAT.read_text().splitlines()[0].split()[1:9]]


def sentence(state: dict) -> str:
    said = f"Machine: {state['processors']} processors, load {state['load_1_minute']}"
    if state["busy_share"] is None:
        return f"{said}; how busy it is at this moment could not be measured."
    return f"{said}, {state['busy_share']:.0%} busy at this moment."


def is_busy(state: dict) -> bool:
    return (state["busy_share"] or 0) > _BUSY
