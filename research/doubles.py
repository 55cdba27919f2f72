"""Works that may be the same."""

import re

from django.db.models import QuerySet

from research.models import ResearchItem


def with_identifier(scheme: str, values: list[str]) -> QuerySet:
    return ResearchItem.objects.filter(identifiers__scheme=scheme, identifiers__value__in=values)


def same_title(title: str, issued: str) -> QuerySet:
    """Public works with this title that came out in that year or one beside it, as far as the year is known."""
    found = ResearchItem.objects.public().filter(title__iexact=title)
    year = int(issued[:4]) if re.fullmatch(r"[12]\d{3}.*", issued, re.ASCII) else None
    if year is None:
        return found
    return found.filter(issued__gte=str(year - 1), issued__lt=str(year + 2)) | found.filter(issued__isnull=True)
