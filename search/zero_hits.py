"""Words that found nothing, counted by day for the editor of the vocabulary. Who asked is known to nobody."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max, Sum
from django.utils import timezone

from core.languages import INTERFACE_LANGUAGES
from search.models import ZeroHit
from search.relabelling import add_label
from vocabulary.models import Concept, ConceptLabel

LONGEST = 100
SHOWN_FROM = 3
"""Words that fewer searches asked for may tell of somebody."""
KEPT_DAYS = 365
_MOST_A_DAY = 5_000
"""Different words: more come from machines."""
_MOST_DIGITS = 4
"""A year, and neither a telephone number nor the number of a person."""
_NOT_WORDS = re.compile(r"[^\w\s'’*:-]|_")
_LOOKS_PRIVATE = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_COUNT = """
    WITH known AS (
        UPDATE search_zerohit SET number = number + 1
        WHERE day = %(day)s AND language = %(language)s AND words = %(words)s RETURNING 1
    )
    INSERT INTO search_zerohit (day, language, words, number)
    SELECT %(day)s, %(language)s, %(words)s, 1
    WHERE NOT EXISTS (SELECT FROM known) AND (SELECT count(*) FROM search_zerohit WHERE day = %(day)s) < %(most)s
    ON CONFLICT (day, language, words) DO UPDATE SET number = search_zerohit.number + 1
"""


@dataclass(frozen=True)
class Missed:
    words: str
    language: str
    """Of the pages on which they were searched for."""
    number: int
    last_day: datetime.date


def is_missed(query, result) -> bool:
    """Whether a search says that the vocabulary, and not a choice of the reader, is what found nothing."""
    is_plain = bool(query.words) and not query.chosen and not query.exact and query.page == 1
    return is_plain and not result.total and not result.searched_instead


def normalised(text: str) -> str:
    """As it is counted; empty when it is none of our business: numbers, addresses, numbers of people."""
    if _LOOKS_PRIVATE.search(text) or sum(letter.isdigit() for letter in text) > _MOST_DIGITS:
        return ""
    plain = _NOT_WORDS.sub(" ", unicodedata.normalize("NFC", text.casefold()))
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST and any(letter.isalpha() for letter in words) else ""


def record(text: str, language: str) -> None:
    """One more search of today that found nothing."""
    words = normalised(text)
    if words and language in INTERFACE_LANGUAGES:
        parameters = {"day": timezone.localdate(), "language": language, "words": words, "most": _MOST_A_DAY}
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, parameters)


def most_missed(since: datetime.date, minimum: int = SHOWN_FROM) -> list[Missed]:
    """What was missed most often since that day."""
    rows = (
        ZeroHit.objects.filter(day__gte=since)
        .values("words", "language")
        .annotate(times=Sum("number"), last_day=Max("day"))
        .filter(times__gte=max(minimum, SHOWN_FROM))
        .order_by("-times", "words", "language")
    )
    return [Missed(row["words"], row["language"], row["times"], row["last_day"]) for row in rows]


def forget_old(today: datetime.date | None = None) -> int:
    """Deletes what is older than a year; tells how many rows."""
    last = (today or timezone.localdate()) - datetime.timedelta(days=KEPT_DAYS)
    return ZeroHit.objects.filter(day__lt=last).delete()[0]


@transaction.atomic
def answer(*, words: str, concept: Concept, language: str, text: str, by) -> ConceptLabel:
    """Gives a concept a label for words that were missed; from then on they are missed no longer."""
    label = add_label(concept=concept, language=language, text=text, by=by)
    ZeroHit.objects.filter(words=words).delete()
    return label
