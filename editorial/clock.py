"""Moves that the system makes by itself when their day has come."""

from collections.abc import Iterator

from django.utils import timezone

from core.choices import Status
from core.kinds import models_by_kind
from core.models import Item
from editorial.conditions import ARCHIVED_AFTER, SILENT_FOR
from editorial.workflow import MoveRefused, change_status


def make_due_moves() -> int:
    """Publishes on the chosen day, withdraws what nobody answers, archives what nobody confirms; tells how many."""
    return sum(_make(item, action) for item, action in list(_due()))


def _due() -> Iterator[tuple[Item, str]]:
    today, now = timezone.localdate(), timezone.now()
    for model in models_by_kind().values():
        due = {
            "publish": model.objects.filter(status=Status.ACCEPTED, publish_on__lte=today),
            "withdraw": model.objects.filter(status=Status.CHANGES_REQUESTED, updated_at__lte=now - SILENT_FOR),
            "archive": model.objects.filter(status=Status.PUBLISHED, revalidate_on__lte=today - ARCHIVED_AFTER),
        }
        for action, items in due.items():
            yield from ((item, action) for item in items.order_by("number", "pk"))


def _make(item: Item, action: str) -> bool:
    """What is not ready, or has just been moved by a person, is left to people."""
    try:
        change_status(item, action, note="Nobody has confirmed it." if action == "archive" else "")
    except MoveRefused:
        return False
    return True
