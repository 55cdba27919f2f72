"""Puts items into the index and takes them out, always in the transaction that changes them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.models import Max

from core.languages import INTERFACE_LANGUAGES
from core.sorting import sort_key
from search.actions import ensure_facet_value, forget_names, name_value
from search.document import Document
from search.facets import BY_KEY, EVIDENCE_LEVELS
from search.models import FacetValue, SearchDocument
from search.suggestion_words import title_words
from search.vector import vector

_gathered: ContextVar[list[Document] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Rows that are put within the block are written together at its end: for those who change many items at once."""
    documents: list[Document] = []
    token = _gathered.set(documents)
    try:
        yield
        _put_all(documents)
    finally:
        _gathered.reset(token)


def refresh(item) -> None:
    """Makes the index say of an item what is true now; an item that did not come `for_indexing()` is read again."""
    if not item.is_listed:
        remove(item.pk)
        forget_names(value=item.short_id)
        return
    if not getattr(item, "is_read_whole", False):
        item = type(item).objects.for_indexing().get(pk=item.pk)
    put(item.search_document())


def refresh_those_naming(item) -> None:
    """Items show and are found by the names of others, so they follow when one of those comes or goes."""
    with gathered():
        for other in item.items_naming_it():
            refresh(other)


def put(document: Document) -> None:
    waiting = _gathered.get()
    if waiting is None:
        _put_all([document])
    else:
        waiting.append(document)


def _put_all(documents: list[Document]) -> None:
    for document in documents:
        if document.as_value:
            name_value(document.as_value)
    known = _known_values(documents)
    rows = [row_of(document, known) for document in documents]
    _number(rows)
    fields = [field.name for field in SearchDocument._meta.concrete_fields if field.name not in ("id", "item_id")]
    SearchDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=["item_id"], update_fields=fields)


def _number(rows: list[SearchDocument]) -> None:
    """Each row keeps its place in the bitmaps; new ones follow the last. Held until the end: writers take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.search'))")
    stored = SearchDocument.objects.filter(item_id__in=[row.item_id for row in rows])
    ids = dict(stored.values_list("item_id", "id"))
    last = SearchDocument.objects.aggregate(last=Max("id"))["last"] or 0
    for row in rows:
        row.id = ids.get(row.item_id) or (last := last + 1)


def remove(item_id: uuid.UUID) -> None:
    if waiting := _gathered.get():
        waiting[:] = [document for document in waiting if document.item_id != item_id]
    SearchDocument.objects.filter(item_id=item_id).delete()


def row_of(document: Document, known: dict[tuple, FacetValue] | None = None) -> SearchDocument:
    """The row that stands for this document; `known` are the values of its facets, when they were read before."""
    missing = set(INTERFACE_LANGUAGES) - set(document.cards)
    if missing:
        raise ValueError(f"{document.kind} {document.short_id} has no card for {', '.join(sorted(missing))}.")
    known = _known_values([document]) if known is None else known
    values = _with_ancestors([known[pair] for pair in sorted(_pairs(document))])
    return SearchDocument(
        kind=document.kind,
        item_id=document.item_id,
        short_id=document.short_id,
        vector=vector(document, values),
        facets=sorted(value.pk for value in values),
        title_words=title_words(document),
        published_on=document.published_on,
        confirmed_on=document.confirmed_on,
        quality=document.quality,
        evidence=document.evidence,
        is_running=document.is_running,
        main_theme=document.main_theme,
        cards={language: _card_fields(card) for language, card in document.cards.items()},
        sort_keys={language: sort_key(card.title, language) for language, card in document.cards.items()},
    )


def _card_fields(card) -> dict:
    return {
        "title": card.title,
        "title_language": card.title_language,
        "url": card.url,
        "one_liner": card.one_liner,
        "one_liner_language": card.one_liner_language,
        "label": card.label,
        "facts": [list(fact) for fact in card.facts],
    }


def _known_values(documents: list[Document]) -> dict[tuple, FacetValue]:
    """{(facet, value): its row} of all documents, in one statement; values that come with the items are made."""
    pairs = set().union(*(_pairs(document) for document in documents))
    known = {(row.facet, row.value): row for row in FacetValue.objects.named(pairs).with_broader()}
    for facet, value in sorted(pairs - known.keys()):
        known[facet, value] = ensure_facet_value(facet=facet, value=value)
    return known


def _pairs(document: Document) -> set[tuple[str, str]]:
    pairs = {(facet, value) for facet, values in document.facets.items() for value in values}
    pairs |= {("kind", document.kind)} | _evidence_levels(document)
    unknown = {facet for facet, _ in pairs} - BY_KEY.keys()
    if unknown:
        raise ValueError(f"There is no facet {', '.join(sorted(unknown))}.")
    return pairs


def _evidence_levels(document: Document) -> set[tuple[str, str]]:
    """ "At least" is written out; what showed no effect or harm must never fall out of a choice of levels."""
    if document.facets.get("flag"):
        return {("evidence", level) for level in EVIDENCE_LEVELS}
    reached = max(document.facets.get("evidence", []), default="")
    return {("evidence", level) for level in EVIDENCE_LEVELS if level <= reached}


def _with_ancestors(values: list[FacetValue]) -> list[FacetValue]:
    found = {}
    for value in values:
        above = value
        while above is not None and above.pk not in found:
            found[above.pk] = above
            above = above.broader
    return list(found.values())
