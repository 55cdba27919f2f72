"""Dates and figures the way people say them."""

import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.partial_date import PartialDate


def partial_date(value: PartialDate) -> str:
    """2021 · March 2021 · 17 March 2021, as the active language writes it."""
    if value.day:
        return date_format(datetime.date(value.year, value.month, value.day), "DATE_FORMAT")
    if value.month:
        return date_format(datetime.date(value.year, value.month, 1), "YEAR_MONTH_FORMAT")
    return str(value.year)


def period(started: PartialDate | None, ended: PartialDate | None, is_running: bool | None) -> str:
    """Since when, until when; empty when neither is known."""
    if started and ended:
        begin, end = partial_date(started), partial_date(ended)
        return begin if begin == end else f"{begin}–{end}"
    if started and is_running:
        return _("since %(date)s") % {"date": partial_date(started)}
    if started:
        return _("started %(date)s") % {"date": partial_date(started)}
    if ended:
        return _("until %(date)s") % {"date": partial_date(ended)}
    return ""


def population(number: int | None) -> str:
    """Two figures are enough to picture a place: 365 644 becomes 370 000."""
    if number is None:
        return _("size not known")
    return _("%(number)s inhabitants") % {"number": number_format(_rounded(number), force_grouping=True)}


def _rounded(number: int) -> int:
    return number if number < 100 else round(number, 2 - len(str(number)))


def inside_a_sentence(label) -> str:
    """A label that begins with a capital letter, as it stands in the middle of a sentence."""
    text = str(label)
    return text[:1].lower() + text[1:]
