"""Keeps the words that misspelt ones are compared with: each as often as items hold it, none that no item holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from django.db import connection

from search.misspelling import typo_keys

_BATCH = 20_000
_ADD = """
    INSERT INTO search_searchword AS word (form, language, frequency)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) ORDER BY 1, 2
    ON CONFLICT (form, language) DO UPDATE SET frequency = word.frequency + excluded.frequency
    RETURNING CASE WHEN xmax = 0 THEN form END
"""
_TAKE = """
    WITH lost AS (SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) AS lost(form, language, number)),
    less AS (
        UPDATE search_searchword word SET frequency = frequency - number FROM lost
        WHERE (word.form, word.language) = (lost.form, lost.language) AND frequency > number
    )
    DELETE FROM search_searchword word USING lost
    WHERE (word.form, word.language) = (lost.form, lost.language) AND frequency <= number
    RETURNING word.form
"""
_FORGET = """
    DELETE FROM search_searchtypo WHERE form = ANY(%s)
    AND NOT EXISTS (SELECT FROM search_searchword word WHERE word.form = search_searchtypo.form)
"""
_ADD_KEYS = """
    INSERT INTO search_searchtypo (key, form) SELECT * FROM unnest(%s::int[], %s::text[]) ON CONFLICT DO NOTHING
"""
_COUNT = """
    INSERT INTO search_searchword (form, language, frequency)
    SELECT split_part(said, ':', 2), split_part(said, ':', 1), count(*) FROM search_searchdocument, unnest(forms) said
    GROUP BY said ORDER BY said
"""


def replace(lost: Iterable[str], gained: Iterable[str]) -> None:
    """Items no longer hold the words `lost` and now hold `gained`, each given as `language:word` for every item."""
    difference = Counter(gained)
    difference.subtract(lost)
    new = _run(_ADD, {said: number for said, number in difference.items() if number > 0})
    gone = _run(_TAKE, {said: -number for said, number in difference.items() if number < 0})
    if gone:
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, [gone])
    _add_keys(new)


def fill() -> None:
    """Counts the words of all documents anew."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_searchword, search_searchtypo")
        cursor.execute(_COUNT)
        cursor.execute("SELECT DISTINCT form FROM search_searchword ORDER BY form")
        forms = [form for (form,) in cursor.fetchall()]
        for start in range(0, len(forms), _BATCH):
            batch = forms[start : start + _BATCH]
            # Forms are letters and nothing else, so they are written as they stand.
            lines = StringIO("".join([f"{key}\t{form}\n" for form in batch for key in typo_keys(form)]))
            cursor.copy_expert("COPY search_searchtypo (key, form) FROM STDIN", lines)


def differences() -> Iterator[str]:
    """A sentence for every word whose number is not that of the documents that hold it, or whose keys are wrong."""
    held = Counter(dict(_rows("SELECT said, count(*) FROM search_searchdocument, unnest(forms) said GROUP BY said")))
    stored = Counter(dict(_rows("SELECT language || ':' || form, frequency FROM search_searchword")))
    for said in sorted(held.keys() | stored.keys()):
        if held[said] != stored[said]:
            yield f"The word {said} is in {held[said]} documents and kept as if in {stored[said]}."
    yield from _differences_of_keys({said.partition(":")[2] for said in held})


def _differences_of_keys(forms: set[str]) -> Iterator[str]:
    stored = dict(_rows("SELECT form, array_agg(key ORDER BY key) FROM search_searchtypo GROUP BY form"))
    for form in sorted(forms | stored.keys()):
        if (typo_keys(form) if form in forms else None) != stored.get(form):
            yield f"The keys of the word {form} are not those of its letters."


def _run(sql: str, numbers: dict[str, int]) -> list[str]:
    if not numbers:
        return []
    languages, forms = zip(*(said.split(":", 1) for said in numbers), strict=True)
    rows = _rows(sql, [list(forms), list(languages), list(numbers.values())])
    return sorted({form for (form,) in rows if form})


def _add_keys(forms: list[str]) -> None:
    keyed = [(key, form) for form in forms for key in typo_keys(form)]
    if keyed:
        with connection.cursor() as cursor:
            cursor.execute(_ADD_KEYS, [list(column) for column in zip(*keyed, strict=True)])


def _rows(sql: str, parameters=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
