"""Makes rows equal to what a data file says, and touches no row that is equal already."""

from dataclasses import dataclass

from django.db import models

_BATCH = 2000


@dataclass
class Changes:
    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.added + other.added, self.changed + other.changed, self.removed + other.removed)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{self.added} new, {self.changed} changed, {self.removed} removed"


def sync_rows(
    existing: models.QuerySet, wanted: list[models.Model], *, key: tuple[str, ...], removes: bool = False
) -> Changes:
    """Adds, changes and (when it `removes`) deletes rows of `existing` until they equal `wanted`, matched by `key`.

    Afterwards each of `wanted` carries the primary key of its row.
    """
    model = existing.model
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.attname not in key]
    stored = {_key(row, key): row for row in existing}
    changed, added = [], []
    for row in wanted:
        before = stored.pop(_key(row, key), None)
        if before is None:
            added.append(row)
            continue
        row.pk = before.pk
        if any(getattr(row, field.attname) != getattr(before, field.attname) for field in fields):
            changed.append(row)
    gone = [row.pk for row in stored.values()] if removes else []
    if gone:
        model._base_manager.filter(pk__in=gone).delete()
    if changed:
        model._base_manager.bulk_update(changed, [field.name for field in fields], batch_size=_BATCH)
    model._base_manager.bulk_create(added, batch_size=_BATCH)
    return Changes(len(added), len(changed), len(gone))


def _key(row: models.Model, key: tuple[str, ...]) -> tuple:
    return tuple(getattr(row, name) for name in key)


def replace_children(stored: list[models.Model], wanted: list[models.Model]) -> bool:
    """Replaces the rows of one item by `wanted` when they differ in anything but their own keys; tells whether."""
    if not wanted and not stored:
        return False
    model = type((wanted or stored)[0])
    names = tuple(field.attname for field in model._meta.concrete_fields if not field.primary_key)
    before = [_key(row, names) for row in stored]
    if len(before) == len(wanted) and all(_key(row, names) in before for row in wanted):
        return False
    model._base_manager.filter(pk__in=[row.pk for row in stored]).delete()
    model._base_manager.bulk_create(wanted)
    return True
