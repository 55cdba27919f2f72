"""Dates as people type them: 2021, March 2021, 3/2021, 17.3.2021, maaliskuu 2021."""

import re
import unicodedata
from functools import cache

from django import forms
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import gettext_lazy as _

from core.languages import INTERFACE_LANGUAGES
from core.partial_date import PartialDate

_EARLIEST, _LATEST = 1900, 2100
_SHORTEST_MONTH = 3
_FORMS = (
    re.compile(r"(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})[-/. ]+(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<year>\d{4})"),
    re.compile(r"(?P<name>[^\W\d]+)\.?,? +(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.? +(?P<name>[^\W\d]+)\.?,? +(?P<year>\d{4})"),
    re.compile(r"(?P<name>[^\W\d]+) +(?P<day>\d{1,2}),? +(?P<year>\d{4})"),
)


class PartialDateInput(forms.CharField):
    default_error_messages = {
        "invalid": _("Write a year such as 2021, or a month and a year such as March 2021 or 3/2021."),
        "out_of_range": _("Check the year: write all four figures, such as 2021."),
    }

    def __init__(self, label, *, earliest: int = _EARLIEST, **named):
        super().__init__(label=label, required=False, max_length=40, **named)
        self.earliest = earliest

    def to_python(self, value) -> PartialDate | None:
        text = super().to_python(value)
        if not text or len(text) > self.max_length:
            return text or None
        date = _read(text)
        if date is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.earliest <= date.year <= _LATEST:
            raise forms.ValidationError(self.error_messages["out_of_range"], code="out_of_range")
        date.check()
        return date

    def run_validators(self, value):
        super().run_validators("" if value is None else str(value))

    def widget_attrs(self, widget) -> dict:
        return {}


def date_typed(text: str) -> PartialDate | None:
    """Right or wrong; None where it cannot be read."""
    try:
        return PartialDateInput("").clean(text)
    except forms.ValidationError:
        return None


def _read(typed: str) -> PartialDate | None:
    text = unicodedata.normalize("NFC", typed).lower()
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            month = _month(parts["name"]) if parts.get("name") else int(parts.get("month") or 0)
            if month is None or (parts.get("month") and not month) or (parts.get("day") and not int(parts["day"])):
                return None
            return PartialDate(int(parts["year"]), month, int(parts.get("day") or 0))
    return None


def _month(word: str) -> int | None:
    """Its number, where one month alone is called so: in full, cut short, or bent (maaliskuussa)."""
    names = _month_names()
    if word in names:
        return names[word]
    if len(word) < _SHORTEST_MONTH:
        return None
    alike = {number for name, number in names.items() if name.startswith(word) or word.startswith(name + "s")}
    return alike.pop() if len(alike) == 1 else None


@cache
def _month_names() -> dict[str, int]:
    found = {}
    for language in INTERFACE_LANGUAGES:
        with translation.override(language):
            for months in (MONTHS, MONTHS_ALT):
                found.update({str(name).lower(): number for number, name in months.items()})
    return found


def in_order(started: PartialDate | None, ended: PartialDate | None) -> bool:
    """As far as both are known: what began in May 2024 may have ended in 2024."""
    return not started or not ended or str(ended) >= str(started)[: len(str(ended))]
