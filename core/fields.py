from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left, Length

from core.partial_date import PartialDate


class PartialDateField(models.CharField):
    """Stores "2024", "2024-05" or "2024-05-17": sorts as text, reads as `PartialDate`; null when not known."""

    def __init__(self, *args, **kwargs):
        kwargs.update(max_length=10, null=True, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "null", "blank"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return None if value is None else PartialDate(*(int(part) for part in value.split("-")))

    def to_python(self, value):
        if value in (None, "") or isinstance(value, PartialDate):
            return value or None
        return PartialDate.parse(str(value))

    def get_prep_value(self, value):
        value = self.to_python(value)
        return None if value is None else str(value)

    def validate(self, value, model_instance):
        # Choices and blank are not used with this field; the value itself was checked on parsing.
        if value is not None and not isinstance(value, PartialDate):
            raise ValidationError("not a partial date")

    def run_validators(self, value):
        super().run_validators("" if value is None else str(value))


PARTIAL_DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def partial_date_check(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__regex": PARTIAL_DATE_PATTERN}),
        name=name,
    )


def partial_dates_in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    """As far as both are known: what began in May 2024 may have ended in 2024."""
    unknown = models.Q(**{f"{first}__isnull": True}) | models.Q(**{f"{last}__isnull": True})
    not_before = models.Q(**{f"{last}__gte": Left(first, Length(last))})
    return models.CheckConstraint(condition=unknown | not_before, name=name)
