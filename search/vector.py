"""The lexemes of a document as PostgreSQL writes a tsvector."""

from search import analyser
from search.document import Document, IndexedText
from search.models import FacetValue

_PLACES_PER_LANGUAGE = 1600
"""PostgreSQL counts positions up to 16 383; ten languages share them."""
_PLACES_PER_LEXEME = 256


def vector(document: Document, values: list[FacetValue]) -> str:
    """Title, one-liner and summary with their places; body, labels and facet values are only there."""
    places: dict[str, list[str]] = {}
    for number, text in enumerate(document.texts):
        _place(places, text, number * _PLACES_PER_LANGUAGE)
        for lexeme in analyser.lexemes(f"{text.body} {text.labels}", text.language):
            places.setdefault(lexeme, [])
    for value in values:
        for lexeme in value.lexemes:
            places.setdefault(lexeme, [])
        places.setdefault(f"#{value.facet}:{value.value}", [])
    return " ".join(_entry(lexeme, places[lexeme]) for lexeme in sorted(places, key=str.encode))


def _place(places: dict[str, list[str]], text: IndexedText, offset: int) -> None:
    parts = ((text.title, "A"), (text.one_liner, "B"), (text.summary, "C"))
    weighted = ((lexeme, weight) for part, weight in parts for lexeme in analyser.lexemes(part, text.language))
    for position, (lexeme, weight) in enumerate(weighted, 1):
        if position > _PLACES_PER_LANGUAGE - 1:
            return
        found = places.setdefault(lexeme, [])
        if len(found) < _PLACES_PER_LEXEME - 1:
            found.append(f"{offset + position}{weight}")


def _entry(lexeme: str, places: list[str]) -> str:
    quoted = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':{','.join(places)}" if places else f"'{quoted}'"
