"""Two who write at once lose nothing: what a browser sends is merged with what was saved since it read, by unit."""

import hashlib
import json
from dataclasses import dataclass

from submissions.answers import Answers

LONGEST_SEEN = 20_000


@dataclass(frozen=True)
class Merged:
    answers: Answers
    conflicts: dict[str, Answers]
    """{unit: what somebody else saved meanwhile}; it stays as they saved it."""


def seen(units: dict[str, Answers]) -> str:
    """What the page shows, in a few letters for each unit that has answers; the browser sends it back."""
    return " ".join(f"{unit}={_print_of(answers)}" for unit, answers in units.items() if answers)


def merged(stored: dict[str, Answers], sent: dict[str, Answers], seen_by_writer: str) -> Merged:
    shown = dict(each.split("=", 1) for each in seen_by_writer[:LONGEST_SEEN].split() if "=" in each)
    answers, conflicts = {}, {}
    for unit, there in stored.items():
        mine = sent.get(unit, {})
        before = shown.get(unit, "")
        if mine == there or before == _stamp(there):
            answers |= mine
        elif before == _stamp(mine):
            answers |= there
        else:
            answers |= there
            conflicts[unit] = there
    return Merged(answers, conflicts)


def _stamp(answers: Answers) -> str:
    return _print_of(answers) if answers else ""


def _print_of(answers: Answers) -> str:
    text = json.dumps(answers, sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()
