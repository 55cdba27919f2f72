"""Rules that the database keeps whoever writes."""

from django.db import models
from django.db.models import F, Q


def one_of(field: str, choices: type[models.TextChoices], *, name: str, may_be_empty: bool = False):
    values = ["", *choices.values] if may_be_empty else choices.values
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


def in_order(first: str, last: str, *, name: str):
    """Where both dates are known; for partial dates see `core.fields`."""
    unknown = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(condition=unknown | Q(**{f"{last}__gte": F(first)}), name=name)
