"""What the process of its own answers: a line of JSON, and then the clean file."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Answer:
    reason: str = ""
    """One of `refusal.Reason`; empty when the file is taken."""
    kind: str = ""
    width: int | None = None
    height: int | None = None


def speak(answer: Answer, clean: bytes = b"") -> bytes:
    return json.dumps(asdict(answer)).encode() + b"\n" + clean


def listen(spoken: bytes) -> tuple[Answer, bytes]:
    line, _newline, clean = spoken.partition(b"\n")
    return Answer(**json.loads(line)), clean
