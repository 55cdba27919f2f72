import time

from django.db.models import F
from django.db.models.functions import Greatest

from core.models import AuditRow, Generation, Item

SYSTEM = "system"


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
