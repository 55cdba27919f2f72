"""The beginning of a text, with the places of all that it is found by: hits are marked without analysing it anew."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search import analyser
from search.thesaurus import Mention

LONGEST = 1500
"""Characters."""
Span = tuple[int, int]
"""(where it begins, where it ends) in the text"""


class Passage(NamedTuple):
    text: str
    places: str
    """` key=3+7,40+6 @concept=3+19 `: where a word begins that has the key, and how long it is, or a named concept"""

    def spans(self, key: str) -> list[Span]:
        return _read(self.places, self.places.find(f" {key}="))

    def spans_beginning(self, beginning: str) -> list[Span]:
        found, place = [], -1
        while (place := self.places.find(f" {beginning}", place + 1)) >= 0:
            found += _read(self.places, place)
        return found


def passage_of(whole: str, start: int, tokens: Sequence[analyser.Token], mentions: Iterable[Mention]) -> Passage | None:
    """Of what stands in `whole` from `start` on; none where nothing does. Tokens and mentions are those of `whole`."""
    rest = whole[start:]
    start += len(rest) - len(rest.lstrip("\n"))
    text = _beginning(rest.strip("\n"))
    end = start + len(text)
    places: dict[str, list[str]] = {}
    for token in tokens:
        if start <= token.start and token.end <= end:
            place = f"{token.start - start}+{token.end - token.start}"
            for key in dict.fromkeys((token.lexeme, *token.parts)):
                places.setdefault(key, []).append(place)
    for mention in mentions:
        first, last = tokens[mention.first].start, tokens[mention.last].end
        if start <= first and last <= end:
            for key in mention.concept.keys:
                places.setdefault(key, []).append(f"{first - start}+{last - first}")
    written = " ".join([f"{key}={','.join(found)}" for key, found in places.items()])
    return Passage(text, f" {written} ") if text else None


def _beginning(text: str) -> str:
    """Ends with a whole word, where there is one."""
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST + 1]
    end = max(kept.rfind(" "), kept.rfind("\n"))
    return (kept[:end] if end > 0 else text[:LONGEST]).rstrip()


def _read(places: str, start: int) -> list[Span]:
    if start < 0:
        return []
    entry = places[start + 1 : places.index(" ", start + 1)]
    return list(_spans(entry.rpartition("=")[2]))


def _spans(places: str) -> Iterator[Span]:
    for place in places.split(","):
        begins, _, length = place.partition("+")
        yield int(begins), int(begins) + int(length)
