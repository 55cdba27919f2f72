"""Pages of a report as running text: lines put together, and the sentence around a word."""

import re

from search.joining_words import is_joining

LONGEST_QUOTE = 240
_WRAPPED = 0.7
"""Of the longest line of a page: what is so long goes on in the next line."""
_ENDS = re.compile(r"[.!?…][\"”»)]*\s+|\n")
_ENDED = re.compile(r"(?:[.!?…][\"”»)]*\s+|\n)$")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def flowing(page: str) -> str:
    """Each paragraph, heading or entry of a list in a line of its own."""
    lines = [line for line in (" ".join(each.split()) for each in page.splitlines()) if line]
    full = _WRAPPED * max(map(len, lines), default=0)
    pairs = zip(lines, [*lines[1:], ""], strict=False)
    return "".join(_joined(line, following, full) for line, following in pairs).rstrip()


def _joined(line: str, following: str, full: float) -> str:
    """`full` is how long a line is that was broken for want of room."""
    if _HYPHENATED.search(line) and following[:1].islower():
        word = _FIRST_WORD.match(following)
        return f"{line} " if word and is_joining(word[0]) else line[:-1]
    is_before_heading = line[-1] in ".!?:" and len(following) < full and following[-1:] not in ".!?,;"
    goes_on = following[:1].islower() or (len(line) >= full and not is_before_heading)
    return f"{line} " if goes_on else f"{line}\n"


def bounds_of_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for stop in _ENDS.finditer(text):
        if "\n" not in stop[0] and text[stop.end() : stop.end() + 1].islower():
            continue
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end - 1:
            last = stop.end()
            break
    return first, last


def sentence_around(text: str, start: int, end: int) -> str:
    """Word for word; what is left out of a very long one is marked with dots."""
    first, last = bounds_of_sentence(text, start, end)
    spare = max(0, (LONGEST_QUOTE - (end - start)) // 2)
    cut_first = first if start - first <= spare else _after_space(text, start - spare, start)
    cut_last = last if last - end <= spare else _before_space(text, end, end + spare)
    before, after = "… " if cut_first > first else "", " …" if cut_last < last else ""
    return f"{before}{' '.join(text[cut_first:cut_last].split())}{after}"


def begins_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(_ENDED.search(text[max(0, start - 5) : start]))


def _after_space(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return space + 1 if space >= 0 else start


def _before_space(text: str, start: int, end: int) -> int:
    space = text.rfind(" ", start, end)
    return space if space >= 0 else end
