from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import ItemPointer


class Snapshot(ItemPointer):
    """What an item said when it was published, for ever: the database refuses to change or delete it.

    Addresses of people are not in it. Public history compares one snapshot with the next.
    """

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    data = models.JSONField()
    """{"facts": {column: value}, relation: [{column: value}]}"""
    changed = ArrayField(models.CharField(max_length=80), default=list)
    """Facts, words (texts.sv.title) and relations that differ from the snapshot before; empty for the first."""

    class Meta:
        ordering = ["kind", "item_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "item_id", "number"], name="snapshot_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="snapshot_counts_from_one"),
        ]

    def __str__(self):
        return f"{self.kind} {self.item_id} #{self.number}"
