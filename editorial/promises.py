"""What we promise those who send something in, and when something public is to be confirmed."""

import calendar
import datetime
import zoneinfo
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from core.working_days import add_working_days

COMPLETENESS_WITHIN, REVIEW_WITHIN, PUBLICATION_WITHIN = 5, 15, 10
"""Working days from sending in until an editor answers, until two reviewers have, and from a yes until it is public."""
TAKE_DOWN_CONFIRMED_WITHIN = datetime.timedelta(hours=72)
_HOME = zoneinfo.ZoneInfo(settings.TIME_ZONE)
_DAY = datetime.timedelta(days=1)


def due_on(codes, since: datetime.datetime, within: int = COMPLETENESS_WITHIN) -> datetime.date:
    """The last day of the promise, for an item of the countries with these codes."""
    return _due_on(min(codes, default=""), since.astimezone(_HOME).date(), within)


def working_days_until(codes, day: datetime.date, today: datetime.date | None = None) -> int:
    """Working days that are left: 0 on the day itself, fewer when it has passed."""
    country, today = min(codes, default=""), today or timezone.localdate()
    return _working_days(country, today, day) if day >= today else -_working_days(country, day, today)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month, or the last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def _due_on(country: str, day: datetime.date, within: int) -> datetime.date:
    return add_working_days(day, within, country)


@lru_cache(maxsize=4096)
def _working_days(country: str, after: datetime.date, until: datetime.date) -> int:
    days = (after + _DAY * step for step in range((until - after).days))
    return sum(add_working_days(day, 1, country) == day + _DAY for day in days)
