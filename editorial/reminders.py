"""Reminds authors who were asked for changes and have said nothing for long."""

import datetime

from django.utils import timezone

from core.choices import Status
from core.daily import each_by_itself
from core.kinds import models_by_kind
from core.models import Item
from editorial import desk_emails
from editorial.conditions import SILENT_FOR, silent_since

REMINDED_AFTER = (datetime.timedelta(days=50), datetime.timedelta(days=30))
"""Of silence, the longest first."""


def remind_authors() -> int:
    """One message for each of the two days, however often this runs; tells how many items it was about."""
    return each_by_itself(_remind, list(_silent()))


def _silent():
    """Writing in a conversation leaves the row of the item alone, so each is asked once more how long it is silent."""
    since = timezone.now() - min(REMINDED_AFTER)
    for model in models_by_kind().values():
        yield from model.objects.filter(status=Status.CHANGES_REQUESTED, updated_at__lte=since).order_by("pk")


def _remind(item: Item) -> bool:
    since = silent_since(item)
    silent_for = timezone.now() - since if since else datetime.timedelta()
    step = next((step for step in REMINDED_AFTER if step <= silent_for < SILENT_FOR), None)
    if step is None:
        return False
    days_left = -((silent_for - SILENT_FOR) // datetime.timedelta(days=1))
    desk_emails.please_answer(item, f"{item.pk} silent since {since:%Y-%m-%d} {step.days}", days_left)
    return True
