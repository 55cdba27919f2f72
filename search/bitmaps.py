"""Which documents carry a key, as one bit for each document in blocks: what every count and every list is made of.

Kept are the concepts, the values of the facets that are counted, months and days of the last confirmation, and words
so frequent that reading their documents one by one would take long. A missing row means: no document of that block.
"""

from io import StringIO

from django.db import connection, transaction

from core.actions import raise_generation
from search.facets import ADDRESS, FACETS, METHOD_GROUP
from search.models import BLOCK, EVERY_DOCUMENT, Bitmap, SearchDocument, TrackedWord

WORDS_AREA = "search words"
"""Of the `Generation` that tells which words are tracked."""
COUNTED_FACETS = frozenset(
    {facet.key for facet in FACETS if facet.place_on_page != ADDRESS and not facet.is_computed} | {"flag", METHOD_GROUP}
)
SHARE_OF_TRACKED = 0.02
LEAST_TRACKED = 200
"""Documents: fewer are read one by one in no time."""
MOST_TRACKED = 3000
_ESCAPES = str.maketrans({"\\": "\\\\"})
"""What COPY reads otherwise."""
_SAMPLE = 5000
"""Documents are enough to tell which words are frequent."""

_IS_KEPT = """(
    key ~ '^([@!*]|\\^@)'
    OR starts_with(key, '#') AND split_part(substr(key, 2), ':', 1) = ANY(%(facets)s)
    OR key IN (SELECT lexeme FROM search_trackedword)
    OR key ~ '^[~^]' AND substr(key, 2) IN (SELECT lexeme FROM search_trackedword)
)"""
EMPTY = f"B'0'::bit({BLOCK})"
# Rows that are there already change their bit where it is wrong; keys that are new in the block get a row.
_WRITE = f"""
WITH said AS MATERIALIZED (SELECT key FROM unnest(%(keys)s::text[]) AS key WHERE {_IS_KEPT}),
there AS MATERIALIZED (SELECT key, get_bit(bits, %(place)s) AS bit FROM search_bitmap WHERE block = %(block)s),
changed AS (
    UPDATE search_bitmap AS bitmap SET bits = set_bit(bits, %(place)s, 1 - there.bit)
    FROM there LEFT JOIN said USING (key)
    WHERE bitmap.key = there.key AND bitmap.block = %(block)s AND there.bit <> (said.key IS NOT NULL)::int
)
INSERT INTO search_bitmap (key, block, bits)
SELECT key, %(block)s, set_bit({EMPTY}, %(place)s, 1) FROM said WHERE key NOT IN (SELECT key FROM there)
"""  # noqa: S608 - made of constants
_KEYS = f"""
SELECT id - %(block)s * {BLOCK}, array_to_string(tsvector_to_array(vector), ' ') FROM search_searchdocument
WHERE id >= %(block)s * {BLOCK} AND id < (%(block)s + 1) * {BLOCK}
"""  # noqa: S608 - a number
_FREQUENT = """
SELECT word FROM ts_stat(%(sample)s)
WHERE ndoc * %(scale)s >= %(least)s AND (word ~ '^[^@!*^~#]' OR word ~ '^#' AND NOT {is_kept})
ORDER BY ndoc DESC, word LIMIT %(most)s
"""


def write(document_id: int, keys) -> None:
    """Makes the bits of one document say its keys and no others. Needs the lock of the index."""
    _run(_WRITE, **_place(document_id), keys=sorted({*keys, EVERY_DOCUMENT}))


def clear(document_id: int) -> None:
    """Takes one document out of every bitmap. Needs the lock of the index."""
    _run(_WRITE, **_place(document_id), keys=[])


@transaction.atomic
def fill() -> None:
    """All bitmaps anew from the documents."""
    Bitmap.objects.all().delete()
    tracked = frozenset(TrackedWord.objects.values_list("lexeme", flat=True))
    for block in _blocks():
        _write_block(block, _bits_of_block(block, tracked))


def _bits_of_block(block: int, tracked: frozenset[str]) -> dict[str, bytearray]:
    """{key: its bits}"""
    bits = {EVERY_DOCUMENT: bytearray(BLOCK // 8)}
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, {"block": block})
        for place, keys in cursor:
            byte, bit = place >> 3, 128 >> (place & 7)
            bits[EVERY_DOCUMENT][byte] |= bit
            for key in keys.split(" "):
                if key in bits:
                    bits[key][byte] |= bit
                elif is_kept(key, tracked):
                    bits[key] = bytearray(BLOCK // 8)
                    bits[key][byte] = bit
    return bits


def _write_block(block: int, bits: dict[str, bytearray]) -> None:
    lines = StringIO("".join(f"{key.translate(_ESCAPES)}\t{block}\tx{row.hex()}\n" for key, row in bits.items()))
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY search_bitmap (key, block, bits) FROM STDIN", lines)


@transaction.atomic
def choose_tracked_words(
    *, share: float = SHARE_OF_TRACKED, least: int = LEAST_TRACKED, most: int = MOST_TRACKED
) -> int:
    """Decides anew for which words bitmaps are kept, and returns how many; `fill` makes the bitmaps follow."""
    total = SearchDocument.objects.count()
    step = max(total // _SAMPLE, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            _FREQUENT.format(is_kept=_IS_KEPT.replace("key", "word")),
            {
                "sample": f"SELECT vector FROM search_searchdocument WHERE id % {step} = 0",  # noqa: S608 - a number
                "scale": step,
                "least": max(least, share * total),
                "most": most,
                "facets": sorted(COUNTED_FACETS),
            },
        )
        words = [row[0] for row in cursor.fetchall()]
    TrackedWord.objects.all().delete()
    TrackedWord.objects.bulk_create(TrackedWord(lexeme=word) for word in words)
    raise_generation(WORDS_AREA)
    return len(words)


def is_kept(key: str, tracked) -> bool:
    """Whether bitmaps say all about a key, given the words that are tracked."""
    first = key[0]
    if first in "@!*" or key in tracked:
        return True
    if first == "#":
        return key[1:].partition(":")[0] in COUNTED_FACETS
    return first in "^~" and (key[1:] in tracked or key.startswith("^@"))


def _place(document_id: int) -> dict:
    block, place = divmod(document_id, BLOCK)
    return {"block": block, "place": place, "facets": sorted(COUNTED_FACETS)}


def _blocks() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT id / {BLOCK} FROM search_searchdocument ORDER BY 1")  # noqa: S608 - a number
        return [row[0] for row in cursor.fetchall()]


def _run(sql: str, **parameters) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
