"""A few items of each kind, for pages that lead on to the search."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import get_language, gettext

from search.models import FacetValue, SearchDocument

KINDS = ("practice", "organisation", "research")


@dataclass(frozen=True)
class ListedItem:
    """A card of the index in one language, as `components/result_card.html` shows it."""

    kind: str
    short_id: str
    title: str
    title_language: str
    url: str
    label: str
    one_liner: str
    one_liner_language: str
    facts: list[dict]
    evidence: int
    confirmed_on: date | None
    is_running: bool
    snippet: str = ""
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """The first items of one kind, how many there are, and where all of them stand."""

    kind: str
    title: str
    total: int
    url: str
    hits: list[ListedItem]


def newest(kind: str, number: int) -> list[ListedItem]:
    rows = SearchDocument.objects.filter(kind=kind).order_by("-published_on", "-id")[:number]
    return [_listed(row, get_language()) for row in rows]


def sections(facet: str, value: str, counts: dict[str, int], *, each: int, order=KINDS) -> list[Section]:
    """Two statements: the first `each` items of every kind under a value; kinds without any are left out."""
    hits: dict[str, list[ListedItem]] = {kind: [] for kind in order}
    for row in _first_of_each_kind(facet, value, each):
        hits[row.kind].append(_listed(row, get_language()))
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
    facet_value = FacetValue.objects.filter(facet=facet, value=value).first()
    if facet_value is None:
        return SearchDocument.objects.none()
    is_about_it = Case(When(Q(main_theme=value), then=Value(True)), default=Value(False), output_field=BooleanField())
    best_first = [
        is_about_it.desc(),
        F("quality").desc(),
        F("evidence").desc(),
        F("published_on").desc(),
        F("id").asc(),
    ]
    place = Window(RowNumber(), partition_by=F("kind"), order_by=best_first)
    listed = SearchDocument.objects.filter(facets__contains=[facet_value.pk])
    return listed.annotate(place=place).filter(place__lte=each).order_by("kind", "place")


def _listed(row: SearchDocument, language: str) -> ListedItem:
    card = row.cards[language]
    return ListedItem(
        kind=row.kind,
        short_id=row.short_id,
        title=card["title"],
        title_language=card["title_language"],
        url=card["url"],
        label=card.get("label", ""),
        one_liner=card.get("one_liner", ""),
        one_liner_language=card.get("one_liner_language", ""),
        facts=[{"text": text, "language": of} for text, of in card.get("facts", ())],
        evidence=row.evidence,
        confirmed_on=row.confirmed_on,
        is_running=row.is_running,
    )
