"""Fields that forms of several kinds of item share; what they may hold has an end everywhere."""

import functools
from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from core.partial_date import PartialDate
from core.sorting import sort_key
from places.models import Country
from vocabulary.models import Concept

UNKNOWN = _("We do not know")


class LineField(forms.CharField):
    """One line: breaks and runs of spaces that came along with copying become one space."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class LongField(forms.CharField):
    def __init__(self, *, rows: int = 4, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        """Browsers send a break as two characters."""
        return super().to_python(value).replace("\r\n", "\n")


class WebAddressField(forms.URLField):
    default_error_messages = {"invalid": _("A web address looks like https://example.org/page.")}

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)
        others = [each for each in self.validators if not isinstance(each, URLValidator)]
        self.validators = [*others, URLValidator(schemes=["http", "https"], message=self.error_messages["invalid"])]


class PartialDateField(LineField):
    """2024, 2024-05 or 2024-05-17; cleans to a `PartialDate` or None."""

    def __init__(self, **kwargs):
        super().__init__(max_length=10, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        return PartialDate.parse(text) if text else None


class FreshChoices:
    """Mixin: choices are read when a form needs them, once, in the language of the reader."""

    make_choices: Callable[[], list]

    def __deepcopy__(self, memo):
        result = super().__deepcopy__(memo)
        result.choices = functools.cache(self.make_choices)
        return result


class ChosenField(FreshChoices, forms.ChoiceField):
    """One of what is read from the database; `empty` is what choosing none means."""

    default_error_messages = {"invalid_choice": _("Choose one from the list.")}

    def __init__(self, *, read: Callable[[], list], empty=UNKNOWN, **kwargs):
        self.make_choices = lambda: [("", empty), *read()]
        super().__init__(**kwargs)


class ChosenManyField(FreshChoices, forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": _("Choose from the list."), "invalid_list": _("Choose from the list.")}
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, read: Callable[[], list], most: int, **kwargs):
        self.make_choices, self.most = read, most
        super().__init__(**kwargs)

    def clean(self, value):
        chosen = list(dict.fromkeys(super().clean(value)))
        if len(chosen) > self.most:
            raise ValidationError(
                ngettext("Choose at most %(most)d.", "Choose at most %(most)d.", self.most) % {"most": self.most}
            )
        return chosen


def concepts(scheme: str, *, under: str = "", leaves_only: bool = False, wide: frozenset = frozenset()) -> Callable:
    """For `read`: current concepts, gathered under the widest of them, by label.

    `under` leaves those out that are not narrower than it; `leaves_only` those that have narrower ones, but for `wide`.
    """
    return functools.partial(_concepts, scheme, under, leaves_only, wide)


def _concepts(scheme: str, under: str, leaves_only: bool, wide: frozenset) -> list:
    narrower: dict[int | None, list[Concept]] = {}
    top = None
    for concept in Concept.objects.current().in_scheme(scheme).with_labels():
        narrower.setdefault(concept.broader_id, []).append(concept)
        if concept.identifier == under:
            top = concept.pk
    if under and top is None:
        return []

    def below(concept: Concept) -> list[tuple[str, str]]:
        parts = narrower.get(concept.pk, [])
        own = [] if leaves_only and parts and concept.identifier not in wide else [_choice(concept)]
        return own + [choice for part in _by_label(parts) for choice in below(part)]

    found = []
    for concept in _by_label(narrower.get(top, [])):
        inner = below(concept)
        found += [(_choice(concept)[1], inner)] if len(inner) > 1 else inner
    return found


def _by_label(concepts: list[Concept]) -> list[Concept]:
    language = get_language()
    return sorted(concepts, key=lambda concept: (concept.position, sort_key(_choice(concept)[1], language)))


def _choice(concept: Concept) -> tuple[str, str]:
    return concept.identifier, concept.label_in(get_language()).text


def countries() -> list:
    """For `read`: those of the region before others."""
    groups = {True: [], False: []}
    for country in Country.objects.order_by("position", "code"):
        groups[country.is_nordic].append((country.code, country.name_in(get_language())[0]))
    return [*groups[True], *([(str(_("Other countries")), groups[False])] if groups[False] else [])]
