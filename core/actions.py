from django.db.models import F

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
    if not Generation.objects.filter(area=area).update(number=F("number") + 1):
        Generation.objects.get_or_create(area=area)
