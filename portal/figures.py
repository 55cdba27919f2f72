"""How many listed items there are of each kind under each value: everything that a page counts, in one statement."""

from django.db import connection

_COUNT = """
    SELECT value.facet, value.value, document.kind, count(*)
    FROM search_searchdocument document
    CROSS JOIN LATERAL unnest(document.facets) AS said(id)
    JOIN search_facetvalue value ON value.id = said.id
    WHERE value.facet = ANY(%s)
    GROUP BY value.facet, value.value, document.kind
"""


class Figures:
    """Counts of the collection as it stands, for the facets named."""

    def __init__(self, *facets: str):
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [["kind", *facets]])
            self._counts = {(facet, value, kind): count for facet, value, kind, count in cursor.fetchall()}

    def of_kind(self, kind: str) -> int:
        """All items of one kind."""
        return self._counts.get(("kind", kind, kind), 0)

    def under(self, facet: str, value: str, kind: str) -> int:
        """Items of one kind that have this value or one below it."""
        return self._counts.get((facet, value, kind), 0)

    def total_under(self, facet: str, value: str) -> int:
        """Items of all kinds that have this value or one below it."""
        return sum(count for (a, b, _kind), count in self._counts.items() if (a, b) == (facet, value))
