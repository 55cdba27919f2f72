"""The collection on the map and in tables: which places have how many items, named and sorted for the reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.reading import Phrase
from core.sorting import sort_key
from places.display import country_address, region_address
from places.map import BOXES, VIEW_BOX, Box, view_box_of
from places.models import Country, Region
from portal.figures import Figures

STEPS = 6


@dataclass(frozen=True)
class MapRegion:
    code: str
    path: str
    step: int
    """0 none … 6 most."""
    label: str
    """Name, country and number in words, for those who do not see the colour."""
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class KeyStep:
    step: int
    label: str


@dataclass(frozen=True)
class RegionMap:
    """What `portal/_choropleth.html` draws."""

    view_box: str
    boxes: tuple[Box, ...]
    regions: list[MapRegion]
    key: list[KeyStep]

    @property
    def grain(self) -> int:
        """Distance of the lines that hatch a region, the same on every screen whatever part is shown."""
        _left, _top, width, height = (int(number) for number in self.view_box.split())
        return max(round(max(width, height) / 130), 2)

    @property
    def swatch_width(self) -> int:
        return 6 * self.grain

    @property
    def swatch_height(self) -> int:
        return 4 * self.grain


@dataclass(frozen=True)
class PlaceRow:
    """A line of a table of places."""

    name: Phrase
    practices: int
    organisations: int
    research: int
    municipalities: int = 0


@dataclass(frozen=True)
class CountryTable:
    total: PlaceRow
    rows: list[PlaceRow]


def nordic_map(regions: Iterable[Region], figures: Figures) -> RegionMap:
    """The whole picture, with practices per region."""
    return _region_map([region for region in regions if region.path], figures, VIEW_BOX, BOXES)


def closer_map(regions: Iterable[Region], figures: Figures, current: Region | None = None) -> RegionMap | None:
    """One country of the same picture, where its outlines are known; `current` is what the page is about."""
    regions = [region for region in regions if region.path]
    if not regions:
        return None
    return _region_map(regions, figures, view_box_of(region.path for region in regions), (), current)


def place_address(region: Region) -> str:
    """Where an area is one region, its page is that of the country."""
    is_whole_country = region.code == region.country_id
    return country_address(region.country) if is_whole_country else region_address(region.country, region)


def country_row(country: Country, figures: Figures, municipalities: int = 0) -> PlaceRow:
    name = Phrase(*country.name_in(get_language()), country_address(country))
    return _row("country", country.code, name, figures, municipalities)


def country_counts(countries: Iterable[Country], figures: Figures) -> list[dict]:
    """Practices per country, as `components/figure_table.html` shows them."""
    rows = sorted(
        (country_row(country, figures) for country in countries),
        key=lambda row: sort_key(row.name.text, get_language()),
    )
    return [
        {"label": row.name.text, "language": row.name.language, "url": row.name.url, "count": row.practices}
        for row in rows
    ]


def region_rows(regions: Iterable[Region], figures: Figures) -> list[PlaceRow]:
    """In the order in which readers of the active language look for names."""
    language = get_language()
    rows = [
        _row(
            "region",
            region.code,
            Phrase(*region.name_in(language), place_address(region)),
            figures,
            getattr(region, "municipality_count", 0),
        )
        for region in regions
    ]
    return sorted(rows, key=lambda row: sort_key(row.name.text, language))


def country_tables(regions: Iterable[Region], figures: Figures) -> list[CountryTable]:
    by_country: dict[Country, list[Region]] = {}
    for region in regions:
        by_country.setdefault(region.country, []).append(region)
    tables = [
        CountryTable(
            country_row(country, figures, sum(region.municipality_count for region in own)), region_rows(own, figures)
        )
        for country, own in by_country.items()
    ]
    return sorted(tables, key=lambda table: sort_key(table.total.name.text, get_language()))


def upper_bounds(largest: int) -> list[int]:
    """The largest number of each step: one by one for small numbers, growing evenly in proportion for large ones."""
    if largest <= STEPS:
        return list(range(1, largest + 1))
    bounds = []
    for step in range(1, STEPS + 1):
        proportional = round(largest ** (step / STEPS))
        bounds.append(max(proportional, bounds[-1] + 1 if bounds else 1))
    return bounds


def step_of(count: int, bounds: list[int]) -> int:
    """With few steps the colours spread over the whole scale, so that the largest number is always the darkest."""
    if not count:
        return 0
    place = next(number for number, bound in enumerate(bounds, start=1) if count <= bound)
    return round(place * STEPS / len(bounds))


def _region_map(regions, figures, view_box, boxes, current=None) -> RegionMap:
    counts = {region.code: figures.under("region", region.code, "practice") for region in regions}
    bounds = upper_bounds(max(counts.values(), default=0))
    drawn = [
        MapRegion(
            code=region.code,
            path=region.path,
            step=step_of(counts[region.code], bounds),
            label=_in_words(region, counts[region.code]),
            count=counts[region.code],
            url=place_address(region),
            is_current=region == current,
        )
        for region in regions
    ]
    return RegionMap(view_box, boxes, drawn, _key(bounds))


def _key(bounds: list[int]) -> list[KeyStep]:
    steps = [KeyStep(0, _("none"))]
    least = 1
    for bound in bounds:
        steps.append(KeyStep(step_of(bound, bounds), str(bound) if bound == least else f"{least}–{bound}"))
        least = bound + 1
    return steps


def _in_words(region: Region, count: int) -> str:
    language = get_language()
    place = region.name_in(language)[0]
    if region.code != region.country_id:
        place = _("%(region)s, %(country)s") % {"region": place, "country": region.country.name_in(language)[0]}
    return ngettext("%(place)s: %(count)s practice", "%(place)s: %(count)s practices", count) % {
        "place": place,
        "count": count,
    }


def _row(facet: str, value: str, name: Phrase, figures: Figures, municipalities: int = 0) -> PlaceRow:
    practices, organisations, research = (
        figures.under(facet, value, kind) for kind in ("practice", "organisation", "research")
    )
    return PlaceRow(name, practices, organisations, research, municipalities)
