"""What a chosen value asks of one document, as the filters say it; counting by bitmaps is proved against these."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.utils import timezone

from search.facets import BY_KEY
from search.models import FacetValue

MONTHS = {"12": 12, "24": 24}


def condition(facet: str, rows: list[FacetValue]) -> Q:
    """True for documents with any of these values of one facet."""
    if not BY_KEY[facet].is_computed:
        return Q(facets__overlap=[row.pk for row in rows])
    return Q.create([computed_condition(facet, row.value) for row in rows], connector=Q.OR)


def computed_condition(facet: str, value: str) -> Q:
    if facet == "flags":
        warned = FacetValue.objects.filter(facet="flag").order_by().values("pk")
        return ~Q(facets__overlap=ArraySubquery(warned))
    kept_up = Q(kind__in=sorted(BY_KEY["checked"].kinds))
    if value in MONTHS:
        return kept_up & Q(confirmed_on__gte=months_ago(MONTHS[value]))
    fresh = Q(confirmed_on__gte=months_ago(max(MONTHS.values())))
    return kept_up & (Q(confirmed_on__isnull=True) | ~fresh)


def months_ago(months: int) -> datetime.date:
    """The same day of the month so many months back, or the last day that month had."""
    today = timezone.localdate()
    month = today.year * 12 + today.month - 1 - months
    year, month = divmod(month, 12)
    first_of_next = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(today.day, last_day))
