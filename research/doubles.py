"""Works that may be the same."""

from django.db.models import QuerySet

from core.partial_date import PartialDate
from research.models import ResearchItem


def with_identifier(scheme: str, values: list[str]) -> QuerySet:
    return ResearchItem.objects.filter(identifiers__scheme=scheme, identifiers__value__in=values)


def same_title(title: str, issued: PartialDate | None) -> QuerySet:
    """Public works with this title that came out in that year or one beside it, as far as the year is known."""
    found = ResearchItem.objects.public().filter(title__iexact=title)
    if issued is None:
        return found
    near = {"issued__gte": PartialDate(issued.year - 1), "issued__lt": PartialDate(issued.year + 2)}
    return found.filter(**near) | found.filter(issued__isnull=True)
