"""Numbers that people can say on the phone: NC-2026-0042."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.models import Generation


@transaction.atomic
def take_numbers(count: int) -> list[str]:
    """The next `count` numbers of this year; its row stays locked until the end of the transaction."""
    year = timezone.localdate().year
    counter, _ = Generation.objects.get_or_create(area=f"item numbers {year}", defaults={"number": 0})
    Generation.objects.filter(pk=counter.pk).update(number=F("number") + count)
    counter.refresh_from_db()
    return [f"NC-{year}-{number:04d}" for number in range(counter.number - count + 1, counter.number + 1)]
