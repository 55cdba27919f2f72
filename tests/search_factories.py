"""Documents and facet values without items: search never looks inside an item."""

import datetime
import itertools
import uuid

from core.languages import INTERFACE_LANGUAGES
from search import index
from search.document import Card, Document, IndexedText
from search.models import FacetValue

_numbers = itertools.count(1)

# facet: {value: broader value}
VALUES = {
    "kind": {"practice": "", "research": "", "organisation": ""},
    "theme": {
        "education": "",
        "adult-education": "education",
        "study-guidance": "adult-education",
        "dropout-prevention": "education",
        "health": "",
        "mental-health": "health",
    },
    "group": {"migrants": "", "refugees": "migrants", "quota-refugees": "refugees", "women": ""},
    "country": {"SE": "", "NO": "", "FI": "", "nordic": ""},
    "method": {"mentoring": "", "group-courses": ""},
    "evidence": {"1": "", "2": "", "3": "", "4": "", "5": ""},
    "flag": {"no-effect-shown": "", "harmful-effect-shown": ""},
    "flags": {"hide": ""},
    "checked": {"12": "", "24": "", "older": ""},
    "design": {"case-study": ""},
    "contact": {"visits": "", "questions": ""},
    "size": {"small": "", "medium": ""},
}


def make_values() -> None:
    """A small vocabulary; labels are the identifiers in words, with the language for all but English."""
    rows = {}
    for facet, values in VALUES.items():
        for position, (value, broader) in enumerate(values.items(), 1):
            words = value.replace("-", " ")
            rows[facet, value] = FacetValue.objects.create(
                facet=facet,
                value=value,
                position=position,
                broader=rows.get((facet, broader)),
                labels={code: [words if code == "en" else f"{words} {code}", code] for code in INTERFACE_LANGUAGES},
                is_choice=value != "study-guidance",
                lexemes=[],
            )


def make_document(
    title="", *, kind="practice", language="en", facets=None, texts=None, cards=None, **fields
) -> Document:
    """Not yet in the index; `title` is shown in every language."""
    number = next(_numbers)
    title = title or f"Language café number {number}"
    short_id = f"{number:06d}"
    card = Card(
        title=title,
        title_language=language,
        url=f"/en/practices/{short_id}/",
        one_liner=fields.pop("one_liner", f"People meet and talk, group {number}."),
        one_liner_language=language,
        label="Shared practice",
        facts=(("Malmö, Sweden", "sv"), ("since 2021", "en")),
    )
    own_text = IndexedText(language, title, card.one_liner, fields.pop("summary", ""), fields.pop("body", ""))
    fields.setdefault("published_on", datetime.date(2026, 1, 1))
    return Document(
        kind=kind,
        item_id=fields.pop("item_id", None) or uuid.uuid4(),
        short_id=short_id,
        texts=texts or (own_text,),
        facets=facets or {},
        cards=cards or dict.fromkeys(INTERFACE_LANGUAGES, card),
        **fields,
    )


def put_document(title="", **fields) -> Document:
    document = make_document(title, **fields)
    index.put(document)
    return document
