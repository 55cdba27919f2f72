"""What an item hands over to be found; search never looks inside an item."""

import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class IndexedText:
    """The words of one language version. `labels` are words said about the item (concepts, places, organisations)."""

    language: str
    title: str
    one_liner: str = ""
    summary: str = ""
    body: str = ""
    labels: str = ""


@dataclass(frozen=True)
class Card:
    """One item as lists show it to readers of one interface language. Languages are those of the words shown."""

    title: str
    title_language: str
    url: str
    one_liner: str = ""
    one_liner_language: str = ""
    label: str = ""
    """Short word for the kind of item or its standing: "Good practice", "Journal article"."""
    facts: tuple = ()
    """((text, language of the text), …) in the order place and size · years · cost."""


@dataclass(frozen=True)
class NamedValue:
    """An item that others are filtered by, such as the organisation that runs them."""

    facet: str
    value: str
    names: dict[str, str]
    """{language: name}"""
    original_language: str


@dataclass(frozen=True)
class Document:
    kind: str
    item_id: uuid.UUID
    short_id: str
    texts: tuple[IndexedText, ...]
    facets: dict[str, list[str]]
    """{facet key: values}; the index adds the ancestors of each value."""
    cards: dict[str, Card]
    """{interface language: card}"""
    published_on: datetime.date
    confirmed_on: datetime.date | None = None
    quality: int = 0
    """0 no label … 3 best practice"""
    evidence: int = 0
    is_running: bool = True
    main_theme: str = ""
    as_value: NamedValue | None = None
