"""What the process of its own answers: a line of JSON, and then the clean file."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Words:
    """What a document says, without the signs that no database keeps."""

    pages: list[str] = field(default_factory=list)
    """The text of each page that was read, from the first; empty for a page without words."""
    page_count: int = 0
    """Of the whole document: more than were read where time or room was up."""
    title: str = ""
    """As its program noted it down beside the pages."""
    heading: str = ""
    """What stands in the largest letters on its first page."""


@dataclass(frozen=True)
class Answer:
    reason: str = ""
    """One of `refusal.Reason`; empty when the file is taken."""
    kind: str = ""
    width: int | None = None
    height: int | None = None
    words: Words | None = None
    """Where they were asked for."""


def speak(answer: Answer, clean: bytes = b"") -> bytes:
    return json.dumps(asdict(answer)).encode() + b"\n" + clean


def listen(spoken: bytes) -> tuple[Answer, bytes]:
    line, _newline, clean = spoken.partition(b"\n")
    said = json.loads(line)
    words = said.pop("words", None)
    return Answer(**said, words=Words(**words) if words else None), clean
