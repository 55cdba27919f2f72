"""The title of a report and what stands under its heading “Summary”, word for word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from files.receiving import Words
from submissions.reports.flowing import flowing

SUMMARY_HEADINGS = {
    "en": ("summary", "executive summary", "abstract"),
    "sv": ("sammanfattning",),
    "da": ("resumé", "resume", "sammenfatning", "sammendrag"),
    "nb": ("sammendrag", "oppsummering"),
    "nn": ("samandrag", "oppsummering"),
    "fi": ("tiivistelmä", "yhteenveto"),
    "is": ("samantekt", "ágrip", "útdráttur"),
    "fo": ("samandráttur",),
    "kl": ("eqikkaaneq",),
    "se": ("čoahkkáigeassu",),
}
_SHORTEST_TITLE, _SHORTEST_SUMMARY = 8, 80
_LONGEST_HEADING = 60
_NUMBERED = re.compile(r"^[\d.]+\s+")
_FILE_NAME = re.compile(r"\.\w{2,5}$|^microsoft \w+ - |^untitled|_", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"^.*[.!?…][\"”»)]*(?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Passage:
    text: str
    page: int
    language: str
    """Empty for that of the report."""


def title_in(words: Words, longest: int) -> Passage | None:
    """As the file is called, where it stands on the first pages; else what is written there in the largest letters."""
    first_pages = [" ".join(page.split()) for page in words.pages[:2]]
    if _is_title(words.title, longest):
        for number, page in enumerate(first_pages, 1):
            if words.title.casefold() in page.casefold():
                return Passage(words.title, number, "")
    first_line = words.pages[0].strip().partition("\n")[0].strip() if words.pages else ""
    found = next((text for text in (words.heading, first_line) if _is_title(text, longest)), "")
    return Passage(found, 1, "") if found else None


def _is_title(text: str, longest: int) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    is_words = len(text.split()) > 1 and letters > len(text) / 2
    return (
        is_words and _SHORTEST_TITLE <= len(text) <= longest and text[-1] not in ".,;:" and not _FILE_NAME.search(text)
    )


def summary_in(pages: Sequence[str], languages: Sequence[str], longest: int) -> Passage | None:
    """The first one whose heading is of one of these languages, the first of them before the others."""
    for language in languages:
        headings = SUMMARY_HEADINGS.get(language, ())
        for number, page in enumerate(pages, 1):
            kept = whole_sentences(_under_heading(flowing(page).split("\n"), headings), longest)
            if kept:
                return Passage(kept, number, language)
    return None


def _under_heading(paragraphs: list[str], headings: Sequence[str]) -> str:
    for number, paragraph in enumerate(paragraphs):
        if _NUMBERED.sub("", paragraph).rstrip(" :").casefold() in headings:
            text = "\n\n".join(_until_heading(paragraphs[number + 1 :]))
            if len(text) >= _SHORTEST_SUMMARY:
                return text
    return ""


def _until_heading(paragraphs: list[str]) -> list[str]:
    end = next((number for number, each in enumerate(paragraphs) if _is_heading(each)), len(paragraphs))
    return paragraphs[:end]


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_HEADING and paragraph[-1:] not in ".!?…,;"


def whole_sentences(text: str, longest: int) -> str:
    """As many as there is room for; a page may end within one."""
    kept = _LAST_SENTENCE.match(text[:longest])
    return kept[0].strip() if kept else ""
