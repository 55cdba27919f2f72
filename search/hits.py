import datetime
from dataclasses import dataclass

from django.utils.safestring import SafeString

COLUMNS = ("kind", "short_id", "card", "evidence", "confirmed_on", "is_running")
"""What a hit is made of."""


@dataclass(frozen=True)
class Hit:
    """One item as lists show it."""

    kind: str
    short_id: str
    title: str
    title_language: str
    url: str
    label: str
    one_liner: str
    one_liner_language: str
    facts: list[dict]
    evidence: int
    confirmed_on: datetime.date | None
    is_running: bool
    snippet: SafeString | str = ""
    snippet_language: str = ""

    @classmethod
    def from_row(cls, row: dict, **shown) -> "Hit":
        """`row` as `SearchDocumentQuerySet.cards` reads it."""
        card = dict(row["card"])
        facts = [{"text": text, "language": language} for text, language in card.pop("facts")]
        facets = {key: row[key] for key in ("kind", "short_id", "evidence", "confirmed_on", "is_running")}
        return cls(**facets, **card, facts=facts, **shown)
