"""Work that is done once a day by whichever worker comes first. Rooms name theirs in `tasks.py`."""

import datetime
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.models import DailyRun

logger = logging.getLogger(__name__)
_work: dict[str, Callable[[], object]] = {}


def daily(name: str) -> Callable[[Callable], Callable]:
    """The decorated function runs once a day, in a transaction; it may be broken off and run again."""

    def register(function: Callable) -> Callable:
        if name in _work:
            raise ValueError(f"two kinds of daily work are called {name}")
        _work[name] = function
        return function

    return register


def do_daily_work(today: datetime.date | None = None) -> list[str]:
    """Does what nobody has done today; tells what. What fails is logged, and does not keep the rest waiting."""
    today = today or timezone.localdate()
    return [name for name in _work if _do_once(name, today)]


def each_by_itself(work: Callable[..., bool], pieces: Iterable) -> int:
    """For how many it was done. What fails is undone alone and logged, and does not keep the others waiting."""
    return sum(_try(work, piece) for piece in pieces)


def _try(work: Callable[..., bool], piece) -> bool:
    try:
        with transaction.atomic():
            return work(piece)
    except Exception:
        logger.exception("Daily work failed for one: %r", piece)
        return False


def _do_once(name: str, today: datetime.date) -> bool:
    DailyRun.objects.get_or_create(name=name)
    try:
        with transaction.atomic():
            waiting = DailyRun.objects.filter(Q(day__isnull=True) | Q(day__lt=today), name=name)
            run = waiting.select_for_update(skip_locked=True).first()
            if run is None:
                return False
            _work[name]()
            run.day = today
            run.save()
    except Exception:
        logger.exception("Daily work failed: %s", name)
        return False
    return True
