"""How alike two things are told: titles, texts, addresses on the web, years. Nothing here reads the database."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE
from search import analyser, thesaurus
from search.joining_words import is_joining

ACROSS_LANGUAGES = 0.8
"""What the same concepts weigh where the words are in different languages: never quite as sure as the same words."""
OF_NAMES = 0.9
"""What the same name before a dash or colon weighs: the rest of the titles may differ."""
LONGEST_COMPARED = 1_200
_FEW = 4
"""Words or concepts: fewer shared ones may be chance."""
_AFTER_NAME = re.compile(r"\s[–—-]\s|:\s|\s\(")


class Level(TextChoices):
    """How sure we are that two are the same."""

    CERTAIN = "certain", _("It is the same")
    PROBABLE = "probable", _("It is probably the same")
    POSSIBLE = "possible", _("It may be the same")


LEVELS = tuple(Level)
"""The surest first."""


@dataclass(frozen=True)
class Told:
    """What a writer has told so far. What is empty is not known, and counts neither for nor against."""

    language: str
    """Of the words."""
    title: str = ""
    """Or the name of an organisation."""
    one_liner: str = ""
    summary: str = ""
    website: str = ""
    owner_id: object = None
    municipality_ids: Collection = ()
    themes: Collection[str] = ()
    """Identifiers of concepts, the main one first; so are the groups."""
    groups: Collection[str] = ()
    years: tuple[int | None, int | None] | None = None
    """First and last; without a last one it goes on."""
    identifiers: Collection[tuple[str, str]] = ()
    """(scheme, value) of a work."""
    year: int | None = None
    first_author: str = ""
    """Family name, or the name of a body."""
    country: str = ""
    national_id: str = ""
    ror: str = ""

    @property
    def text(self) -> str:
        return f"{self.one_liner}\n{self.summary}".strip()


@dataclass(frozen=True)
class Judgement:
    level: Level
    score: float
    reasons: tuple[str, ...] = ()


# --- Words ------------------------------------------------------------------------------------------------------------


def trigrams(text: str) -> frozenset[str]:
    """As PostgreSQL's pg_trgm takes them: of each word in small letters, two spaces before it and one after it."""
    found = set()
    for word in analyser.words(text[:LONGEST_COMPARED]):
        padded = f"  {word} "
        found.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return frozenset(found)


def similarity(one: Collection, other: Collection) -> float:
    """Shared ones among all (Jaccard), as `similarity()` of pg_trgm."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def folded(text: str) -> str:
    """Differs neither in capitals, accents, signs nor spaces."""
    return " ".join(analyser.fold(word) for word in analyser.words(text))


class Words:
    """A text made ready to be compared with many; what no comparison asks for is not worked out."""

    def __init__(self, text: str, language: str):
        self.text = unicodedata.normalize("NFC", text[:LONGEST_COMPARED])
        self.language = language

    @cached_property
    def trigrams(self) -> frozenset[str]:
        return trigrams(self.text)

    @cached_property
    def name(self) -> frozenset[str]:
        """Trigrams of what stands before a dash or colon: many titles are a name and what it is."""
        return trigrams(_AFTER_NAME.split(self.text, maxsplit=1)[0])

    @cached_property
    def _tokens(self) -> list[analyser.Token]:
        return analyser.tokens(self.text, self.language) if self.language in BY_CODE else []

    @cached_property
    def lexemes(self) -> frozenset[str]:
        tokens = (token for token in self._tokens if not is_joining(self.text[token.start : token.end]))
        return frozenset(token.lexeme for token in tokens)

    @cached_property
    def concepts(self) -> frozenset[str]:
        if self.language not in BY_CODE:
            return frozenset()
        named = thesaurus.held().named_in(self._tokens, self.text, self.language)
        return frozenset(mention.concept.key for mention in named if not mention.is_inner)


def likeness_of_titles(one: Words, other: Words) -> float:
    """By their letters, as wholes or as names; in two languages by what they name as well."""
    by_letters = max(similarity(one.trigrams, other.trigrams), OF_NAMES * similarity(one.name, other.name))
    across = ACROSS_LANGUAGES * similarity(one.concepts, other.concepts) if one.language != other.language else 0.0
    return max(by_letters, across)


def likeness_of_texts(one: Words, other: Words) -> float:
    """By their letters; in one language by the words, in two by the concepts, of which the shorter has no others."""
    if one.language == other.language:
        said = _shared_of_shorter(one.lexemes, other.lexemes)
    else:
        said = ACROSS_LANGUAGES * _shared_of_shorter(one.concepts, other.concepts)
    return max(similarity(one.trigrams, other.trigrams), said)


def _shared_of_shorter(one: Collection, other: Collection) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / max(shorter, _FEW)


# --- Facts ------------------------------------------------------------------------------------------------------------


def web_address(url: str) -> tuple[str, str]:
    """(host without www, path without its end); ("", "") of what is no address."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", ""
    return host.removeprefix("www."), parts.path.rstrip("/")


def years_overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> float | None:
    """None where one of them has no beginning."""
    if not one[0] or not other[0]:
        return None
    return float(one[0] <= (other[1] or 9999) and other[0] <= (one[1] or 9999))


def weighed(signals: Collection[tuple[float, float | None]]) -> float:
    """The weighted mean of (weight, value from 0 to 1) over what is known of both."""
    known = [(weight, value) for weight, value in signals if value is not None]
    whole = sum(weight for weight, _value in known)
    return sum(weight * value for weight, value in known) / whole if whole else 0.0
