"""Compares the index with the items that it stands for, and what is derived from its rows with the rows."""

from collections.abc import Iterator

from django.db import connection

from core.kinds import models_by_kind
from core.models import Item
from search import index, scratch, words
from search.bitmaps import is_kept
from search.building import CHUNK, chunks_of
from search.models import BLOCK, SearchDocument, TrackedWord

_COMPARED = [field.attname for field in SearchDocument._meta.concrete_fields if field.name not in ("id", "written_at")]
_IN_BLOCK = f"id / {BLOCK} = %(block)s"
_BLOCKS = f"""
    SELECT DISTINCT id / {BLOCK} FROM search_searchdocument UNION SELECT block FROM search_bitmap ORDER BY 1
"""  # noqa: S608 - made of constants
_KEYS = f"""
    SELECT DISTINCT unnest(tsvector_to_array(vector)) FROM search_searchdocument WHERE {_IN_BLOCK}
"""  # noqa: S608 - made of constants
_WRONG_BITS = f"""
    SELECT key, coalesce(bit_count(stored.bits), 0), coalesce(bit_count(said.bits), 0)
    FROM (
        SELECT key, bit_or(set_bit(repeat('0', {BLOCK})::bit({BLOCK}), id %% {BLOCK}, 1)) AS bits
        FROM search_searchdocument, unnest(tsvector_to_array(vector)) AS key
        WHERE {_IN_BLOCK} AND key = ANY(%(keys)s) GROUP BY key
    ) AS said
    FULL JOIN (SELECT key, bits FROM search_bitmap WHERE block = %(block)s) AS stored USING (key)
    WHERE coalesce(said.bits, repeat('0', {BLOCK})::bit({BLOCK}))
        <> coalesce(stored.bits, repeat('0', {BLOCK})::bit({BLOCK}))
    ORDER BY key
"""  # noqa: S608 - made of constants
_WRONG_COUNTS = """
    SELECT facet, value, coalesce(stored.number, 0), coalesce(said.number, 0)
    FROM search_facetvalue
    LEFT JOIN (SELECT value AS id, count(*) AS number FROM search_searchdocument, unnest(facets) value GROUP BY 1)
        AS said USING (id)
    LEFT JOIN (SELECT key, sum(bit_count(bits)) AS number FROM search_bitmap GROUP BY key)
        AS stored ON stored.key = '#' || facet || ':' || value
    WHERE coalesce(stored.number, 0) <> coalesce(said.number, 0)
    ORDER BY facet, value
"""


def differences() -> Iterator[str]:
    """A sentence for every row that is missing, wrong, or stands for nothing listed, and for what does not follow."""
    for kind, model in sorted(models_by_kind().items()):
        for chunk in chunks_of(kind, lambda item_ids: set()):
            rows = SearchDocument.objects.in_bulk(chunk.item_ids, field_name="item_id")
            items = model.objects.listed().filter(pk__in=chunk.item_ids).for_indexing().order_by("pk")
            for item in items:
                yield from _differences_of(item, rows.get(item.pk))
        stray = SearchDocument.objects.filter(kind=kind).exclude(item_id__in=model.objects.listed().values("pk"))
        yield from (_stray(row) for row in stray.order_by("id").iterator(chunk_size=CHUNK))
    yield from map(_stray, SearchDocument.objects.exclude(kind__in=models_by_kind()).order_by("id"))
    yield from _differences_of_bitmaps()
    yield from words.differences()
    if scratch.exists(scratch.NEXT):
        yield "A rebuild was broken off and stands unfinished."


def _stray(row: SearchDocument) -> str:
    return f"{row} is in the index and no listed item."


def _differences_of(item: Item, row: SearchDocument | None) -> Iterator[str]:
    if row is None:
        yield f"{item.kind} {item.pk} is listed and not in the index."
        return
    wanted = index.row_of(item.search_document())
    wrong = [name for name in _COMPARED if getattr(row, name) != getattr(wanted, name)]
    if wrong:
        yield f"{row} differs in {', '.join(wrong)}."


def _differences_of_bitmaps() -> Iterator[str]:
    """Against the keys of each row, and once more against plain counting of the values of the rows."""
    tracked = frozenset(TrackedWord.objects.values_list("lexeme", flat=True))
    for (block,) in _rows(_BLOCKS):
        keys = [key for (key,) in _rows(_KEYS, {"block": block}) if is_kept(key, tracked)]
        for key, bits, documents in _rows(_WRONG_BITS, {"block": block, "keys": keys}):
            yield f"The bitmap of {key} in block {block} has {bits} documents where the rows have {documents}."
    for facet, value, counted, number in _rows(_WRONG_COUNTS):
        if is_kept(f"#{facet}:{value}", tracked):
            yield f"{facet}={value} is counted {counted} times by bitmaps and {number} times by rows."


def _rows(sql: str, parameters=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
