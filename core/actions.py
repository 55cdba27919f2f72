import datetime
import time

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from core.models import AuditRow, Generation, Item, OutboxMessage

SYSTEM = "system"
MESSAGES_KEPT = datetime.timedelta(days=90)


def record_audit(*, action: str, by=None, item: Item | None = None, detail: dict | None = None) -> AuditRow:
    """`by` is a person, or None for the system itself."""
    return AuditRow.objects.create(
        action=action,
        actor_id=by.pk if by else None,
        actor_label=str(by) if by else SYSTEM,
        kind=item.kind if item else "",
        item_id=item.pk if item else None,
        detail=detail or {},
    )


def raise_generation(area: str) -> None:
    """To a number that was never there, not even in a change that was taken back: caches compare numbers alone."""
    now = time.time_ns() // 1000
    if not Generation.objects.filter(area=area).update(number=Greatest(F("number") + 1, now)):
        Generation.objects.get_or_create(area=area, defaults={"number": now})


def queue_messages(messages: list[OutboxMessage]) -> None:
    """Writes them into the outbox in the transaction of their cause; a key that is there already stays as it is."""
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)


def forget_messages(*, cause: str) -> None:
    """Those whose key begins with this cause, also before they are sent: their receiver is no longer written to."""
    OutboxMessage.objects.filter(key__startswith=f"{cause} ").delete()


def forget_old_messages(now=None) -> int:
    """Deletes messages of three months ago, sent or not; tells how many."""
    before = (now or timezone.now()) - MESSAGES_KEPT
    return OutboxMessage.objects.filter(created_at__lt=before).delete()[0]
