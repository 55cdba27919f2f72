"""Puts items into the index and takes them out, always in the transaction that changes them."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.db.models import Max

from core.languages import INTERFACE_LANGUAGES
from core.sorting import sort_key
from search import bitmaps, scratch, thesaurus, words
from search.actions import ensure_facet_value, forget_names, name_value
from search.document import Document
from search.facets import BY_KEY, EVIDENCE_LEVELS
from search.models import FacetValue, SearchDocument
from search.suggestion_words import title_words
from search.thesaurus import Thesaurus
from search.vector import indexed

_gathered: ContextVar[dict[uuid.UUID, Document] | None] = ContextVar("gathered", default=None)
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.search'))"
_WRITTEN = [field.name for field in SearchDocument._meta.concrete_fields if field.name not in ("id", "item_id")]


@contextmanager
def gathered() -> Iterator[None]:
    """Rows that are put within the block are written together at its end: for those who change many items at once."""
    lock()  # what is read within the block is still true when it is written
    documents: dict[uuid.UUID, Document] = {}
    token = _gathered.set(documents)
    try:
        yield
        _put_all(list(documents.values()))
    finally:
        _gathered.reset(token)


@transaction.atomic
def refresh(item) -> None:
    """Makes the index say of an item what is true now; an item that did not come `for_indexing()` is read again.

    It is read while no other writes to the index: two who change parts of one item both see what the first has done.
    """
    lock()
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
        waiting[document.item_id] = document


@transaction.atomic
def remove(item_id: uuid.UUID) -> None:
    if waiting := _gathered.get():
        waiting.pop(item_id, None)
    for row in take_out([item_id]):
        forget_names(value=row.short_id)
    scratch.drop_abandoned(scratch.NEXT)  # a rebuild that was broken off must not remember what is hidden now


@transaction.atomic
def _put_all(documents: list[Document]) -> None:
    if documents:
        lock()  # before the values, so that all writers take what they share in the same order
        write_rows(rows_of(documents))


def lock() -> None:
    """Writers of one index take turns, each until the end of its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


@transaction.atomic
def write_rows(rows: list[SearchDocument]) -> None:
    """Puts rows in the place of those of the same items, and makes all that is derived from rows follow."""
    lock()
    stored = {row.item_id: row for row in _stored(row.item_id for row in rows)}
    number(rows, {item_id: row.id for item_id, row in stored.items()})
    SearchDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=["item_id"], update_fields=_WRITTEN)
    for row in rows:
        bitmaps.write(row.pk, row.keys)
    words.replace(lost=_forms(stored.values()), gained=_forms(rows))


@transaction.atomic
def take_out(item_ids: list[uuid.UUID]) -> list[SearchDocument]:
    """Takes items out of the index, with all that is derived from their rows; returns those that were there."""
    lock()
    stored = list(_stored(item_ids))
    if stored:
        SearchDocument.objects.filter(pk__in=[row.pk for row in stored]).delete()
        for row in stored:
            bitmaps.clear(row.id)
        words.replace(lost=_forms(stored), gained=[])
    return stored


def number(rows: list[SearchDocument], known: dict[uuid.UUID, int]) -> None:
    """Each row keeps its place in the bitmaps; new ones follow the last."""
    last = SearchDocument.objects.aggregate(last=Max("id"))["last"] or 0
    for row in rows:
        row.id = known.get(row.item_id) or (last := last + 1)


def _stored(item_ids: Iterable[uuid.UUID]):
    rows = SearchDocument.objects.filter(item_id__in=list(item_ids))
    return rows.only("id", "item_id", "short_id", "forms").order_by("id")


def _forms(rows: Iterable[SearchDocument]) -> list[str]:
    return [form for row in rows for form in row.forms]


def rows_of(documents: list[Document]) -> list[SearchDocument]:
    """The rows that stand for these documents; values that came with the items are named first."""
    for document in documents:
        if document.as_value:
            name_value(document.as_value)
    known, topics = _known_values(documents), thesaurus.current()
    return [row_of(document, known, topics) for document in documents]


def row_of(
    document: Document, known: dict[tuple, FacetValue] | None = None, topics: Thesaurus | None = None
) -> SearchDocument:
    """The row that stands for this document; values of its facets and the thesaurus are read when they are not given.

    Beside its columns it has `keys`: all that the document is found by, for the bitmaps.
    """
    missing = set(INTERFACE_LANGUAGES) - set(document.cards)
    if missing:
        raise ValueError(f"{document.kind} {document.short_id} has no card for {', '.join(sorted(missing))}.")
    known = _known_values([document]) if known is None else known
    values = _with_ancestors([known[pair] for pair in sorted(_pairs(document))])
    found_by = indexed(document, values, topics)
    row = SearchDocument(
        kind=document.kind,
        item_id=document.item_id,
        short_id=document.short_id,
        vector=found_by.vector,
        rank_vector=found_by.rank_vector,
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
        passages={language: list(passage) for language, passage in found_by.passages.items()},
        forms=found_by.forms,
    )
    row.keys = found_by.keys | found_by.words
    return row


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
