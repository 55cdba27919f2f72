"""Dates of which only the year, or the year and month, are known."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, order=True)
class PartialDate:
    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """From "2024", "2024-05" or "2024-05-17" (EDTF level 0)."""
        try:
            parts = [int(part) for part in text.split("-")]
        except ValueError:
            raise ValidationError(_("A date looks like 2024, 2024-05 or 2024-05-17.")) from None
        if not 1 <= len(parts) <= 3:
            raise ValidationError(_("A date looks like 2024, 2024-05 or 2024-05-17."))
        value = cls(*parts)
        value.check()
        return value

    def check(self) -> None:
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise ValidationError(_("There is no such date.")) from None
        if self.day and not self.month:
            raise ValidationError(_("A day needs a month."))

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)
