from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform
from django.utils.translation import get_language

from search.expression import tsquery
from search.facets import FACETS


class LexemeQuery(SearchQuery):
    """A tsquery whose lexemes are made already."""

    template = "%(expressions)s::tsquery"


class FacetValueQuerySet(models.QuerySet):
    def named(self, pairs):
        """The values with these (facet, value) pairs."""
        by_facet = {}
        for facet, value in pairs:
            by_facet.setdefault(facet, []).append(value)
        wanted = Q(pk__in=[])
        for facet, values in by_facet.items():
            wanted |= Q(facet=facet, value__in=values)
        return self.filter(wanted)

    def computed(self):
        """Values that no document carries because time or the reader decides them."""
        return self.filter(facet__in=[facet.key for facet in FACETS if facet.is_computed])

    def with_broader(self):
        """Reads the whole chain above each value in the same statement."""
        return self.select_related("broader__broader__broader")


class SearchDocumentQuerySet(models.QuerySet):
    def saying(self, words: str, language: str = ""):
        """Documents that say what was asked, as a reader of this language, or of the page, means it."""
        from search.expansion import expression_of
        from search.query import SearchQuery

        return self.expressed(expression_of(SearchQuery(words=words), language or get_language()))

    def expressed(self, expression):
        query = tsquery(expression)
        return self.filter(vector=LexemeQuery(query)) if query else self

    def with_any(self, value_ids):
        return self.filter(facets__overlap=list(value_ids))

    def cards(self, language: str):
        """Rows that `Hit.from_row` reads."""
        return self.annotate(card=KeyTransform(language, "cards")).values(
            "kind", "short_id", "card", "evidence", "confirmed_on", "is_running"
        )
