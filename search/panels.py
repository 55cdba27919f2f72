"""The facets of one search as the page shows them: which values, in which order, with which counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.sorting import sort_key
from search import facets
from search.counting import CountedValue
from search.engine import SearchResult
from search.facets import FACETS, Facet
from search.models import FacetValue
from search.query import SearchQuery, title_of


@dataclass
class FacetChoice:
    """One value; without `value` it is only the heading of its narrower ones."""

    value: str
    label: str
    language: str
    count: int
    is_selected: bool
    narrower: list["FacetChoice"] = field(default_factory=list)
    is_folded: bool = False
    """Its narrower values are opened on demand."""

    @property
    def leads_to_chosen(self) -> bool:
        return any(choice.is_selected or choice.leads_to_chosen for choice in self.narrower)


@dataclass
class FacetPanel:
    key: str
    title: str
    selection: str
    is_open: bool
    is_more: bool
    values: list[FacetChoice]
    selected_count: int


def panels(query: SearchQuery, result: SearchResult, language: str) -> list[FacetPanel]:
    """Facets of the chosen kind that have something to choose."""
    shown = (facet for facet in FACETS if _is_shown(facet, query))
    made = (_panel(facet, query, result, language) for facet in shown)
    return [panel for panel in made if panel.values]


def _is_shown(facet: Facet, query: SearchQuery) -> bool:
    if facet.place_on_page in (facets.TABS, facets.ADDRESS):
        return False
    return facet.is_for(query.kind) or facet.key in query.chosen


def _panel(facet: Facet, query: SearchQuery, result: SearchResult, language: str) -> FacetPanel:
    values = _values(facet, query, result, language)
    if facet.key == "flags" and not _warns(result) and facet.key not in query.chosen:
        values = {}
    return FacetPanel(
        key=facet.key,
        title=str(facet.title),
        selection=facet.selection,
        is_open=facet.place_on_page == facets.OPEN,
        is_more=facet.place_on_page == facets.MORE,
        values=_Tree(facet, values, set(query.chosen.get(facet.key, ())), language).choices(),
        selected_count=len(query.chosen.get(facet.key, ())),
    )


def _warns(result: SearchResult) -> bool:
    return "flag" in result.counts


def _values(facet: Facet, query: SearchQuery, result: SearchResult, language: str) -> dict[int, CountedValue]:
    """Counted values, and chosen ones that nothing carries with what stands above them."""
    values = {value.id: value for value in result.values if value.facet in (facet.key, facets.METHOD_GROUP)}
    for row in query.rows_of(facet.key):
        above = row
        while above is not None and above.facet == facet.key:
            values.setdefault(above.pk, _uncounted(above, language))
            above = above.broader
    return values


def _uncounted(row: FacetValue, language: str) -> CountedValue:
    label, code = title_of(row.facet, row.value, row.labels.get(language))
    return CountedValue(row.pk, row.facet, row.value, label, code, row.broader_id, row.position, row.is_choice)


class _Tree:
    def __init__(self, facet: Facet, values: dict[int, CountedValue], selected: set[str], language: str):
        self.facet = facet
        self.values = values
        self.selected = selected
        self.language = language
        self.below: dict[int | None, list[CountedValue]] = {}
        for value in sorted(values.values(), key=self._order):
            self.below.setdefault(value.broader_id if value.broader_id in values else None, []).append(value)

    def _order(self, value: CountedValue) -> tuple:
        return value.position, sort_key(value.label, self.language), value.value

    def choices(self) -> list[FacetChoice]:
        return [choice for value in self.below.get(None, []) for choice in self._choice(value)]

    def _choice(self, value: CountedValue) -> Iterable[FacetChoice]:
        """Nothing for what has no tick box, unless it is chosen."""
        is_heading = value.facet != self.facet.key
        is_selected = not is_heading and value.value in self.selected
        if not value.is_choice and not is_selected:
            return
        choice = FacetChoice(
            value="" if is_heading else value.value,
            label=value.label,
            language=value.language,
            count=value.number,
            is_selected=is_selected,
            narrower=[found for narrower in self.below.get(value.id, []) for found in self._choice(narrower)],
            is_folded=self.facet.narrower == facets.ON_DEMAND,
        )
        if self.facet.narrower == facets.WHEN_CHOSEN and not (is_selected or choice.leads_to_chosen):
            choice.narrower = []
        if choice.narrower or not is_heading:
            yield choice
