"""What a report says that its draft asks for, each with the pages and the words where it stands. Nothing is guessed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from files.receiving import Words
from submissions.concepts import named_concepts, without_broader
from submissions.questions import FilledFromReport
from submissions.reports.flowing import flowing, sentence_around
from submissions.reports.naming import Naming, organisations_in, places_in
from submissions.reports.passages import Passage, summary_in, title_in

MOST_OF_A_KIND = 6
"""Themes, groups and types of work each; places; organisations."""
_MOST_PAGES = 20
"""Named for one thing; a writer looks at the first."""


@dataclass(frozen=True)
class Found:
    kind: str
    """title, summary, concept, place or organisation"""
    value: str
    """`theme:housing`, `municipality:FI-444`, the id of an organisation, or the words themselves."""
    name: str = ""
    """Of a place or an organisation."""
    name_language: str = ""
    quote: str = ""
    said: str = ""
    """The words in the quote that name it."""
    quote_language: str = ""
    pages: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """For a tick box."""
        return self.kind if self.kind in ("title", "summary") else f"{self.kind} {self.value}"

    def as_json(self) -> dict:
        return asdict(self)


def found_in(
    words: Words, language: str, draft_language: str, filled: FilledFromReport, longest: Mapping[str, int]
) -> list[Found]:
    """Best first of each kind. Words of the report are offered only in the language of the draft.

    `longest` tells how many letters a title and a summary may have.
    """
    pages = [flowing(page) for page in words.pages]
    found = _texts(words, language, draft_language, filled, longest)
    found += _concepts(pages, language, tuple(filled.concepts))
    if filled.places:
        found += _named("place", places_in(pages, language), pages, language)
    if filled.organisations:
        found += _named("organisation", organisations_in(pages), pages, language)
    return found


def _texts(
    words: Words, language: str, draft_language: str, filled: FilledFromReport, longest: Mapping[str, int]
) -> list[Found]:
    title = title_in(words, longest["title"]) if filled.title and language == draft_language else None
    summary = summary_in(words.pages, [draft_language], longest["summary"]) if filled.summary else None
    told = (("title", title), ("summary", summary))
    return [_text(kind, passage, passage.language or language) for kind, passage in told if passage]


def _text(kind: str, passage: Passage, language: str) -> Found:
    return Found(kind, passage.text, quote=passage.text, quote_language=language, pages=[passage.page])


def _concepts(pages: Sequence[str], language: str, schemes: Collection[str]) -> list[Found]:
    """Those that are named by themselves at least once, not only within longer names."""
    weights, pages_of, quotes = defaultdict(float), defaultdict(dict), {}
    for number, page in enumerate(pages, 1):
        for named in named_concepts(page, language, schemes):
            weights[named.topic] += named.weight
            pages_of[named.topic][number] = True
            if named.weight >= 1 and named.topic not in quotes:
                end = named.start + len(named.words)
                quotes[named.topic] = named.value, sentence_around(page, named.start, end), named.words
    told = sorted(without_broader(quotes), key=lambda topic: (-weights[topic], topic.key))
    found = [_concept(*quotes[topic], pages_of[topic], language) for topic in told]
    return [one for scheme in schemes for one in _first(found, scheme)]


def _concept(value: str, quote: str, said: str, pages: Iterable[int], language: str) -> Found:
    return Found("concept", value, quote=quote, said=said, quote_language=language, pages=[*pages][:_MOST_PAGES])


def _first(found: list[Found], scheme: str) -> list[Found]:
    return [one for one in found if one.value.startswith(f"{scheme}:")][:MOST_OF_A_KIND]


def _named(kind: str, namings: list[Naming], pages: Sequence[str], language: str) -> list[Found]:
    of_value: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        of_value[naming.value].append(naming)
    found = []
    for value in sorted(of_value, key=lambda each: (-len(of_value[each]), each))[:MOST_OF_A_KIND]:
        first = min(of_value[value], key=lambda one: (one.page, one.start))
        page = pages[first.page - 1]
        quote, said = sentence_around(page, first.start, first.end), page[first.start : first.end]
        numbers = sorted({one.page for one in of_value[value]})[:_MOST_PAGES]
        found.append(Found(kind, value, first.name, first.language, quote, said, language, numbers))
    return found
