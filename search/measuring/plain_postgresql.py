"""The same questions to PostgreSQL's own text search, in the configuration of the reader's language."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_CONFIGURATIONS = {
    "sv": "swedish",
    "da": "danish",
    "nb": "norwegian",
    "nn": "norwegian",
    "fi": "finnish",
    "en": "english",
}
_OTHERWISE = "simple"
_FIND = """
SELECT id FROM measured_text, websearch_to_tsquery(%(configuration)s::regconfig, %(query)s) AS asked
WHERE to_tsvector(%(configuration)s::regconfig, text) @@ asked
ORDER BY ts_rank(to_tsvector(%(configuration)s::regconfig, text), asked) DESC, id
"""


@contextmanager
def texts(rows: list[tuple[str, str]]) -> Iterator[None]:
    """`rows` are (id, text)."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE measured_text (id text, text text)")
        cursor.executemany("INSERT INTO measured_text VALUES (%s, %s)", rows)
        yield
        cursor.execute("DROP TABLE measured_text")


def found(query: str, language: str) -> list[str]:
    asked = {"configuration": _CONFIGURATIONS.get(language, _OTHERWISE), "query": query}
    with connection.cursor() as cursor:
        cursor.execute(_FIND, asked)
        return [row[0] for row in cursor.fetchall()]
