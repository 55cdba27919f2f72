"""The `field:value` of a search: what is known becomes a filter, what is not becomes words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from core.languages import INTERFACE_LANGUAGES
from search import grammar
from search.facets import BY_KEY
from search.grammar import Asked, FieldValue, Part, Written
from search.models import FacetValue


@dataclass(frozen=True)
class Resolved:
    """A search with its fields told apart."""

    words: str
    """What is left for the box."""
    asked: Asked
    chosen: tuple[FacetValue, ...] = ()
    """Values that are filters now."""


def fields_of(written: Iterable[Written]) -> list[FieldValue]:
    """At most as many as are searched for."""
    fields = (part for one in written for part in one.parts if isinstance(part, FieldValue))
    return list(dict.fromkeys(fields))[: grammar.MOST_PARTS]


def called(fields: Iterable[FieldValue]) -> Q:
    """Rows with such an identifier, or with such a label in any language of the pages."""
    wanted = Q(pk__in=[])
    for field in fields:
        names = Q(value__iexact=field.value)
        for language in INTERFACE_LANGUAGES:
            for text in _ways_to_write(field.value):
                names |= Q(**{f"labels__{language}__0__iexact": text})
        wanted |= Q(names, facet=field.facet)
    return wanted


def resolve(text: str, written: list[Written], rows: Iterable[FacetValue]) -> Resolved:
    """`rows` hold all values that the fields may mean."""
    rows, kept, chosen = list(rows), [], []
    for one in written:
        meant = _meant(one, rows)
        if meant and not one.parts[0].excluded:
            chosen += meant
        else:
            kept.append(replace(one, parts=tuple(_parts(one, meant))))
    is_whole = not chosen
    words = text.strip() if is_whole else " ".join(one.text for one in kept)
    return Resolved(words, grammar.asked(kept, is_cut=grammar.is_too_long(text)), tuple(chosen))


def _meant(one: Written, rows: list[FacetValue]) -> list[FacetValue]:
    field = one.parts[0]
    if not isinstance(field, FieldValue) or (field.excluded and BY_KEY[field.facet].is_computed):
        return []
    return [row for row in rows if row.facet == field.facet and _is_called(row, field.value)]


def _parts(one: Written, meant: list[FacetValue]) -> Iterable[Part]:
    if meant:
        return [FieldValue(row.facet, row.value, excluded=True) for row in meant]
    return [word for part in one.parts for word in (part.as_words() if isinstance(part, FieldValue) else [part])]


def _is_called(row: FacetValue, text: str) -> bool:
    names = {row.value.casefold(), *(label[0].casefold() for label in row.labels.values())}
    return not names.isdisjoint(way.casefold() for way in _ways_to_write(text))


def _ways_to_write(text: str) -> set[str]:
    """Without quotation marks a label of several words is written with hyphens."""
    return {text, text.replace("-", " ")}
