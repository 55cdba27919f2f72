"""Compares what the engine counts with plain counting of rows, in one snapshot of the database."""

from django.db import connection, transaction

from search.bitmaps import COUNTED_FACETS
from search.expression import tsquery
from search.measuring.contenders import Ours, Question

_TOTAL = "SELECT count(*) FROM search_searchdocument WHERE {matching}"
_COUNTS = """
SELECT value.facet, value.id, count(*)
FROM (SELECT unnest(facets) AS value_id FROM search_searchdocument WHERE {matching}) AS said
JOIN search_facetvalue AS value ON value.id = said.value_id
GROUP BY value.facet, value.id
"""


def is_exact(question: Question) -> bool:
    """Values that time decides are left out: no row carries them."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        result = Ours().result(question)
        told = {(value.facet, value.id): value.number for value in result.values if value.facet in COUNTED_FACETS}
        return result.total == _rows(_TOTAL, question)[0][0] and told == _plain_counts(question)


def _plain_counts(question: Question) -> dict[tuple[str, int], int]:
    """A chosen facet is counted without what is chosen of it."""
    everywhere = _counted(question)
    counts = {key: number for key, number in everywhere.items() if key[0] not in question.chosen}
    for facet in question.chosen:
        counts |= {key: number for key, number in _counted(question, facet).items() if key[0] == facet}
    return counts


def _counted(question: Question, without: str = "") -> dict[tuple[str, int], int]:
    rows = _rows(_COUNTS, question, without)
    return {(facet, value): number for facet, value, number in rows if facet in COUNTED_FACETS}


def _rows(sql: str, question: Question, without: str = "") -> list[tuple]:
    conditions, parameters = ["true"], []
    if question.expression.groups:
        conditions.append("vector @@ %s::tsquery")
        parameters.append(tsquery(question.expression))
    for facet, ids in question.chosen.items():
        if facet != without:
            conditions.append("facets && %s")
            parameters.append(ids)
    with connection.cursor() as cursor:
        cursor.execute(sql.format(matching=" AND ".join(conditions)), parameters)
        return cursor.fetchall()
