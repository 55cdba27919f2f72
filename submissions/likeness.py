"""How alike two things are told: titles, texts, addresses on the web, years. Nothing here reads the database."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE
from search import analyser, thesaurus
from search.joining_words import is_joining

ACROSS_LANGUAGES = 0.8
"""What the same concepts weigh where the words are in different languages: never quite as sure as the same words."""
LONGEST_COMPARED = 1_200


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


@dataclass(frozen=True)
class Words:
    """A text made ready to be compared with many."""

    text: str
    language: str
    trigrams: frozenset[str] = field(default_factory=frozenset)
    lexemes: frozenset[str] = field(default_factory=frozenset)
    concepts: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, text: str, language: str) -> "Words":
        text = unicodedata.normalize("NFC", text[:LONGEST_COMPARED])
        if language not in BY_CODE:
            return cls(text, language, trigrams(text))
        tokens = analyser.tokens(text, language)
        named = thesaurus.held().named_in(tokens, text, language)
        telling = (token.lexeme for token in tokens if not is_joining(text[token.start : token.end]))
        concepts = frozenset(mention.concept.key for mention in named if not mention.is_inner)
        return cls(text, language, trigrams(text), frozenset(telling), concepts)

    def likeness(self, other: "Words") -> float:
        """By their letters; in one language by their words, in two by what they name."""
        said = (self.lexemes, other.lexemes) if self.language == other.language else (self.concepts, other.concepts)
        weight = 1.0 if self.language == other.language else ACROSS_LANGUAGES
        return max(similarity(self.trigrams, other.trigrams), weight * similarity(*said))


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
