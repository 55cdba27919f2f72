"""Pointing rows at another item when two records are merged."""

from django.db import IntegrityError, transaction


def repoint(rows, field: str, into) -> None:
    """Makes each of `rows` name `into` in `field`; what would then stand twice, or name itself, is dropped."""
    try:
        with transaction.atomic():
            rows.update(**{field: into})
    except IntegrityError:
        for row in rows.order_by("pk"):
            _repoint_one(row, field, into)


def _repoint_one(row, field: str, into) -> None:
    setattr(row, field, into)
    try:
        with transaction.atomic():
            row.save(update_fields=[field])
    except IntegrityError:
        row.delete()
