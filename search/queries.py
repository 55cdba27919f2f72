from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Collate

from search import analyser
from search.choices import Sort
from search.facets import FACETS

_BEST_FIRST = (
    "-quality",
    "-evidence",
    "-is_running",
    F("confirmed_on").desc(nulls_last=True),
    "-published_on",
    "id",
)


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
    def saying(self, words: str):
        """Documents that hold every word, in any of its forms."""
        groups = analyser.lexemes_of_words(words)
        return self.filter(vector=LexemeQuery(analyser.tsquery(groups))) if groups else self

    def with_any(self, value_ids):
        return self.filter(facets__overlap=list(value_ids))

    def matching(self, query):
        """Documents that a `SearchQuery` asks for."""
        from search.conditions import condition

        chosen = (condition(facet, query.rows_of(facet)) for facet in query.chosen)
        return self.saying(query.words).filter(*chosen)

    def in_order(self, sort: str, words: str, language: str):
        """Always the same order for the same documents."""
        if sort == Sort.NEWEST:
            return self.order_by("-published_on", "-id")
        if sort == Sort.CONFIRMED:
            return self.order_by(F("confirmed_on").desc(nulls_last=True), *_BEST_FIRST)
        if sort == Sort.TITLE:
            return self.order_by(Collate(KeyTextTransform(language, "sort_keys"), "C"), "id")
        groups = analyser.lexemes_of_words(words)
        if not groups:
            return self.order_by(*_BEST_FIRST)
        rank = SearchRank(F("vector"), LexemeQuery(analyser.tsquery(groups)))
        return self.annotate(rank=rank).order_by("-rank", *_BEST_FIRST)

    def page(self, query, language: str, first: int, number: int):
        """One page of what a `SearchQuery` asks for. Finds it first, so that only its cards are read."""
        found = self.matching(query).in_order(query.sort, query.words, language).values("pk")[first : first + number]
        return self.filter(pk__in=found).in_order(query.sort, query.words, language)

    def cards(self, language: str):
        """Rows that `Hit.from_row` reads."""
        return self.annotate(card=KeyTransform(language, "cards")).values(
            "kind", "short_id", "card", "evidence", "confirmed_on", "is_running"
        )
