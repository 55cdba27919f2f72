"""Concepts as readers meet them: trees of labels with counts, from the values that the search filters by."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from core.sorting import sort_key
from portal.figures import Figures
from search.models import FacetValue
from vocabulary.choices import Scheme

FACET_OF_SCHEME = {
    Scheme.THEME: "theme",
    Scheme.TARGET_GROUP: "group",
    Scheme.METHOD: "method",
    Scheme.ACTOR_TYPE: "actor",
    Scheme.LEGAL_STATUS: "legal",
}
"""Schemes whose concepts have a page, and the facet that finds their items."""


@dataclass(frozen=True)
class Topic:
    identifier: str
    label: str
    language: str
    url: str
    count: int
    position: int


class Topics:
    """All values of some facets, read in one statement."""

    def __init__(self, *facets: str, figures: Figures):
        self._figures = figures
        self._rows = {row.pk: row for row in FacetValue.objects.filter(facet__in=facets).defer("lexemes")}

    def top(self, facet: str) -> list[Topic]:
        """In their own order where they have one, by name where not."""
        return self._sorted(row for row in self._rows.values() if row.facet == facet and self._broader(row) is None)

    def narrower(self, facet: str, identifier: str) -> list[Topic]:
        row = self._row(facet, identifier)
        return self._sorted(other for other in self._rows.values() if row and other.broader_id == row.pk)

    def path_to(self, facet: str, identifier: str) -> list[Topic]:
        """The broader concepts, widest first."""
        row, path = self._row(facet, identifier), []
        while row and (row := self._broader(row)):
            path.insert(0, self._topic(row))
        return path

    def named(self, facet: str, identifier: str) -> Topic | None:
        row = self._row(facet, identifier)
        return self._topic(row) if row else None

    def _row(self, facet: str, identifier: str) -> FacetValue | None:
        return next((row for row in self._rows.values() if (row.facet, row.value) == (facet, identifier)), None)

    def _broader(self, row: FacetValue) -> FacetValue | None:
        broader = self._rows.get(row.broader_id)
        return broader if broader and broader.facet == row.facet else None

    def _sorted(self, rows: Iterable[FacetValue]) -> list[Topic]:
        topics = [self._topic(row) for row in rows]
        return sorted(topics, key=lambda topic: (topic.position, sort_key(topic.label, get_language())))

    def _topic(self, row: FacetValue) -> Topic:
        label, language = row.labels.get(get_language(), (row.value, ""))
        return Topic(
            identifier=row.value,
            label=label[:1].upper() + label[1:],
            language=language,
            url=reverse("portal:theme", kwargs={"identifier": row.value}),
            count=self._figures.total_under(row.facet, row.value),
            position=row.position,
        )
