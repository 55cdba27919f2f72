"""The beginning of a text, with the places of all that it is found by: hits are marked without analysing it anew."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search import analyser
from search.thesaurus import Mention

LONGEST = 1500
"""Characters."""
Span = tuple[int, int]
"""(number of the first word, of the last word)"""


class Passage(NamedTuple):
    text: str
    places: str
    """` key=3,17 @concept=5-6 `: the numbers of the words that have the key, or of those that name the concept"""

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
    first, end = (bisect_left(tokens, place, key=lambda token: token.start) for place in (start, start + len(text)))
    places: dict[str, list[str]] = {}
    for number, token in enumerate(tokens[first:end]):
        for key in dict.fromkeys((token.lexeme, *token.parts)):
            places.setdefault(key, []).append(str(number))
    for mention in mentions:
        if first <= mention.first and mention.last < end:
            span = f"{mention.first - first}-{mention.last - first}"
            for key in mention.concept.keys:
                places.setdefault(key, []).append(span)
    written = " ".join([f"{key}={','.join(numbers)}" for key, numbers in places.items()])
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


def _spans(numbers: str) -> Iterator[Span]:
    for number in numbers.split(","):
        first, _, last = number.partition("-")
        yield int(first), int(last or first)
