"""Rules that the database keeps whoever writes, and how it finds rows."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


def one_of(field: str, choices: type[models.TextChoices], *, name: str, may_be_empty: bool = False):
    values = ["", *choices.values] if may_be_empty else choices.values
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


def in_order(first: str, last: str, *, name: str):
    """Where both dates are known; for partial dates see `core.fields`."""
    unknown = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(condition=unknown | Q(**{f"{last}__gte": F(first)}), name=name)


def index_by_beginning(field: str, name: str) -> models.Index:
    """For addresses on the web that are looked up by how they begin."""
    return models.Index(fields=[field], name=name, opclasses=["varchar_pattern_ops"])


def index_by_spelling(field: str, name: str) -> GinIndex:
    """For words that are spelled alike: trigrams of PostgreSQL."""
    return GinIndex(fields=[field], name=name, opclasses=["gin_trgm_ops"])
