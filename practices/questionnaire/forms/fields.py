"""Fields that read what people type the way they type it."""

import re
from decimal import Decimal

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from submissions.fields import LineField, LongField, WebAddressField

_BULLETS = re.compile(r"^[ \t]*(?:[•·▪◦‣∙●○§\uf0b7\uf0a7][ \t]*|[o–—-]\t[ \t]*)", re.MULTILINE)
"""What a list of a word processor becomes when it is pasted as text."""
_NUMBERED = re.compile(r"^[ \t]*(\d{1,2})[.)]\t[ \t]*", re.MULTILINE)
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[.,']\d{3})+")
_NOT_TOLD = _("Not told")
_TOO_LONG = _("This is longer than there is room for: at most %(limit_value)d characters, and here are %(show_value)d.")


class TellsTooMuch(forms.CharField):
    """Browsers cut nothing off: who pastes too much is told, and loses nothing."""

    default_error_messages = {"required": _("Write something here.")}

    def run_validators(self, value):
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = _TOO_LONG
        super().run_validators(value)

    def widget_attrs(self, widget) -> dict:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class Words(TellsTooMuch, LineField):
    def __init__(self, longest: int, label, *, required=False, **named):
        super().__init__(max_length=longest, label=label, required=required, **named)


class NameInput(forms.TextInput):
    """Suggests names while one types; what was chosen goes into the hidden input `known` beside it."""

    def __init__(self, address: str, *, known: str, country: str = ""):
        super().__init__({"autocomplete": "off", "data-known": known, **({"data-country": country} if country else {})})
        self.address, self.known = address, known
        self.meant = tuple
        """What a typed name may mean, as (value for the hidden input, Named): asked by pages that show the field."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, {**(extra_attrs or {}), "data-suggest": reverse(self.address)})


class LongWords(TellsTooMuch, LongField):
    """Lists pasted from a word processor stay lists."""

    def __init__(self, longest: int, label, *, rows: int = 5, **named):
        super().__init__(rows=rows, max_length=longest, label=label, required=False, **named)

    def to_python(self, value):
        text = super().to_python(value).replace("\r", "\n")
        return _NUMBERED.sub(r"\1. ", _BULLETS.sub("- ", text)).strip()


class WholeNumber(forms.IntegerField):
    """1400, 1 400 and 1.400 are the same number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {
        "invalid": _("Write a whole number, such as 140."),
        "min_value": _("Write a number that is 0 or more."),
        "max_value": _("This number is too large: at most %(limit_value)d."),
    }

    def __init__(self, label, *, most: int, least: int = 0, **named):
        super().__init__(label=label, min_value=least, max_value=most, required=False, **named)
        for validator in self.validators:
            if (message := self.error_messages.get(validator.code)) is not None:
                validator.message = message

    def to_python(self, value):
        return super().to_python(_plain_number(value))

    def widget_attrs(self, widget) -> dict:
        return {}


class Amount(forms.DecimalField):
    """95 000, 95.000 and 95000,00 are the same amount."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {"invalid": _("Write a number, such as 95 000.")}

    def __init__(self, label, *, digits: int, **named):
        super().__init__(label=label, min_value=0, max_digits=digits, decimal_places=2, required=False, **named)
        for validator in self.validators:
            if getattr(validator, "code", "") == "min_value":
                validator.message = WholeNumber.default_error_messages["min_value"]

    def to_python(self, value) -> Decimal | None:
        return super().to_python(_plain_number(value).replace(",", ".") if value else value)

    def widget_attrs(self, widget) -> dict:
        return {}


def _plain_number(value):
    text = _SPACES.sub("", str(value or ""))
    return re.sub(r"[.,']", "", text) if _THOUSANDS.fullmatch(text) else text


class WebAddress(WebAddressField):
    """example.org is enough."""

    def __init__(self, label):
        super().__init__(label=label, max_length=1000, required=False)

    def widget_attrs(self, widget) -> dict:
        return {"inputmode": "url"}


class Choice(forms.ChoiceField):
    """One of a short list; `empty` names the answer that says nothing."""

    default_error_messages = {
        "required": _("Choose one from the list."),
        "invalid_choice": _("Choose one from the list."),
    }

    def __init__(self, choices, label, *, empty=_NOT_TOLD, **named):
        named.setdefault("required", False)
        super().__init__(choices=[("", empty), *choices], label=label, **named)


class Carried(forms.CharField):
    """Stands beside a field and says what was chosen for it; a row with nothing else in it is an empty row."""

    widget = forms.HiddenInput

    def __init__(self, longest: int, label):
        super().__init__(required=False, max_length=longest, label=label)

    def has_changed(self, initial, data) -> bool:
        return False


class Tick(forms.BooleanField):
    def __init__(self, label, **named):
        super().__init__(label=label, required=False, **named)
