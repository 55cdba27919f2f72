"""The total and the count of every value of every facet, in one statement.

Each document that fails at most one chosen facet is looked at once, with the number of the facet that it fails. A
value of that facet counts documents that fail nothing or only that facet; every other value those that fail nothing.
"""

import json
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Case, Func, IntegerField, Value, When

from search.conditions import computed_condition, condition
from search.facets import BY_KEY
from search.models import SearchDocument
from search.query import SearchQuery, title_of

_ANY = 0
"""Stands among the values of every document, so that documents themselves are counted."""
_IDS = ArrayField(IntegerField())
# OFFSET 0 makes PostgreSQL work out each document once instead of once for every use of what it found.
_COUNT = """
WITH counted AS (
    SELECT failed, value_id, count(*) AS number
    FROM (
        SELECT failed, unnest(value_ids) AS value_id
        FROM ({matched} OFFSET 0) AS matched
        WHERE failed & (failed - 1) = 0
    ) AS said
    WHERE value_id IS NOT NULL
    GROUP BY failed, value_id
)
SELECT counted.failed, counted.number, value.id, value.facet, value.value, value.labels -> %s,
       value.broader_id, value.position, value.is_choice
FROM counted LEFT JOIN search_facetvalue AS value ON value.id = counted.value_id
"""


@dataclass
class CountedValue:
    id: int
    facet: str
    value: str
    label: str
    language: str
    broader_id: int | None
    position: int
    is_choice: bool
    number: int = 0


@dataclass
class Counts:
    total: int
    without: dict[str, int]
    """{chosen facet: how many there would be without it}"""
    values: list[CountedValue]


def count(query: SearchQuery, language: str) -> Counts:
    facets = list(query.chosen)
    sql, parameters = _matched(query, facets).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(matched=sql), [*parameters, language])
        return _unfold(cursor.fetchall(), facets)


def _matched(query: SearchQuery, facets: list[str]):
    """(bits of the chosen facets that the document fails, its values) of every document that says the words."""
    failed = Value(0)
    for number, facet in enumerate(facets):
        passes = condition(facet, query.rows_of(facet))
        failed += Case(When(passes, then=Value(0)), default=Value(1 << number), output_field=IntegerField())
    documents = SearchDocument.objects.saying(query.words).order_by()
    return documents.annotate(failed=failed, value_ids=_value_ids(query)).values_list("failed", "value_ids")


def _value_ids(query: SearchQuery):
    """What a document carries and what is true of it now; null where something is not."""
    computed = [
        Case(When(computed_condition(facet, value), then=Value(row.pk)), output_field=IntegerField())
        for (facet, value), row in query.rows.items()
        if BY_KEY[facet].is_computed
    ]
    now = Func(Value(_ANY), *computed, template="ARRAY[%(expressions)s]", output_field=_IDS)
    return Func(now, "facets", template="(%(expressions)s)", arg_joiner=" || ", output_field=_IDS)


def _unfold(rows: list[tuple], facets: list[str]) -> Counts:
    bit_of = {facet: 1 << number for number, facet in enumerate(facets)}
    counts = Counts(total=0, without=dict.fromkeys(facets, 0), values=[])
    values: dict[int, CountedValue] = {}
    for failed, number, value_id, facet, value, label, *rest in rows:
        if value_id is None:
            _count_documents(counts, failed, number, bit_of)
            continue
        if value_id not in values:
            values[value_id] = CountedValue(
                value_id, facet, value, *title_of(facet, value, json.loads(label or "null")), *rest
            )
        if failed in (0, bit_of.get(facet)):
            values[value_id].number += number
    counts.values = [value for value in values.values() if value.number]
    return counts


def _count_documents(counts: Counts, failed: int, number: int, bit_of: dict[str, int]) -> None:
    if failed == 0:
        counts.total = number
    for facet, bit in bit_of.items():
        if failed in (0, bit):
            counts.without[facet] += number
