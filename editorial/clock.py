"""Moves that the system makes by itself when their day has come.

What nobody confirms is not archived yet, although the table of moves allows it: owners cannot confirm anything before
there is a page for it, and nothing is put away for want of what nobody can do.
"""

from collections.abc import Iterator

from django.utils import timezone

from core.choices import Status
from core.daily import each_by_itself
from core.kinds import models_by_kind
from core.models import Item
from editorial.conditions import SILENT_FOR
from editorial.workflow import MoveRefused, change_status


def make_due_moves() -> int:
    """Publishes on the chosen day, withdraws what nobody answers; tells how many."""
    return each_by_itself(_make, list(_due()))


def _due() -> Iterator[tuple[Item, str]]:
    today, now = timezone.localdate(), timezone.now()
    for model in models_by_kind().values():
        due = {
            "publish": model.objects.filter(status=Status.ACCEPTED, publish_on__lte=today),
            "withdraw": model.objects.filter(status=Status.CHANGES_REQUESTED, updated_at__lte=now - SILENT_FOR),
        }
        for action, items in due.items():
            yield from ((item, action) for item in items.order_by("number", "pk"))


def _make(due: tuple[Item, str]) -> bool:
    """What is not ready, or has just been moved by a person, is left to people."""
    item, action = due
    try:
        change_status(item, action)
    except MoveRefused:
        return False
    return True
