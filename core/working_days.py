"""Promises are counted in working days of a country."""

import datetime
from functools import cache

import holidays


def add_working_days(day: datetime.date, number: int, country: str = "") -> datetime.date:
    """The working day that many after `day`; without a country only weekends are free."""
    while number > 0:
        day += datetime.timedelta(days=1)
        number -= day.weekday() < 5 and day not in _free_days(country, day.year)
    return day


@cache
def _free_days(country: str, year: int) -> frozenset[datetime.date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year)) if country else frozenset()
    except NotImplementedError:  # a country that the library does not know
        return frozenset()
