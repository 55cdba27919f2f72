"""A few items of each kind, for pages that lead on to the search."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import get_language, gettext

from search.engine import Hit
from search.models import FacetValue, SearchDocument

KINDS = ("practice", "organisation", "research")
_CARD = ("kind", "short_id", "card", "evidence", "confirmed_on", "is_running")
_LOOK_BACK = 10
_ENOUGH_EXAMPLES = 50
_SMALL_ACTORS = ("voluntary-organisation", "migrant-organisation", "sports-club", "faith-community")


@dataclass(frozen=True)
class Section:
    """The first items of one kind, how many there are, and where all of them stand."""

    kind: str
    title: str
    total: int
    url: str
    hits: list[Hit]


def newest(kind: str, number: int) -> list[Hit]:
    """The newest from different Nordic countries before a second one from any of them."""
    nordic = set(
        FacetValue.objects.filter(facet="country").exclude(value__in=("nordic", "other")).values_list("pk", flat=True)
    )
    rows = SearchDocument.objects.filter(kind=kind).with_any(nordic).order_by("-published_on", "-id")
    seen: set[int] = set()
    first, others = [], []
    for row in rows.cards(get_language()).values(*_CARD, "facets")[: number * _LOOK_BACK]:
        countries = nordic & set(row["facets"])
        (others if countries & seen else first).append(row)
        seen |= countries
    return [Hit.from_row(row) for row in [*first, *others][:number]]


def sections(facet: str, value: str, counts: dict[str, int], *, each: int, order=KINDS) -> list[Section]:
    """Two statements: the first `each` items of every kind under a value; kinds without any are left out."""
    hits: dict[str, list[Hit]] = {kind: [] for kind in order}
    for row in _first_of_each_kind(facet, value, each):
        hits[row["kind"]].append(Hit.from_row(row))
    titles = {
        "practice": gettext("Practices"),
        "research": gettext("Research"),
        "organisation": gettext("Organisations"),
    }
    return [
        Section(kind, titles[kind], counts[kind], search_address(kind=kind, **{facet: value}), hits[kind])
        for kind in order
        if counts[kind]
    ]


def search_address(**parameters: str) -> str:
    return f"{reverse('portal:search')}?{urlencode(parameters)}" if parameters else reverse("portal:search")


def _first_of_each_kind(facet: str, value: str, each: int) -> QuerySet:
    """What is mainly about the value comes first, then what is best known to work."""
    facet_value = FacetValue.objects.filter(facet=facet, value=value).first()
    if facet_value is None:
        return SearchDocument.objects.none()
    is_about_it = Case(When(Q(main_theme=value), then=Value(True)), default=Value(False), output_field=BooleanField())
    best_first = [is_about_it.desc(), "-quality", "-evidence", "-published_on", "id"]
    place = Window(RowNumber(), partition_by=F("kind"), order_by=best_first)
    listed = SearchDocument.objects.with_any([facet_value.pk]).annotate(place=place).filter(place__lte=each)
    return listed.order_by("kind", "place").cards(get_language())


def small_example() -> Hit | None:
    """A practice that an association runs in its own place, in the reader's language if there is one."""
    wanted = [("scale", "level-local"), ("actor", "public-bodies"), *(("actor", one) for one in _SMALL_ACTORS)]
    ids = {row.value: row.pk for row in FacetValue.objects.named(wanted)}
    local, public = ids.pop("level-local", None), ids.pop("public-bodies", None)
    practices = SearchDocument.objects.filter(kind="practice", facets__contains=[local]).with_any(ids.values())
    rows = practices.exclude(facets__contains=[public]).order_by("-is_running", "-evidence", "id")
    hits = [Hit.from_row(row) for row in rows.cards(get_language())[:_ENOUGH_EXAMPLES]]
    return next((hit for hit in hits if hit.title_language == get_language()), hits[0] if hits else None)
