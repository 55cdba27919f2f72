"""Fields that forms of several kinds of item share; what they may hold has an end everywhere."""

import functools
from collections.abc import Callable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import Country
from submissions.concepts import SuggestedConcept

UNKNOWN = _("We do not know")
NOT_IN_LIST = _("Something was chosen that is not in the list. Choose again.")
TOO_MANY = _("Choose at most %(number)d: the ones that fit best.")


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


class GroupedTicks(forms.CheckboxSelectMultiple):
    """Tick boxes; groups are folded, and stand open where something in them is chosen."""

    suggested: Sequence[SuggestedConcept] = ()

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(value or ())
        return shown_ticks(name, chosen, self.groups(chosen), attrs or {}, self.suggested)

    def groups(self, chosen: set[str]) -> list:
        """(label, [(value, label)]); what has an empty label is not folded."""
        entries = list(self.choices)
        alone = [(key, entry) for key, entry in entries if not isinstance(entry, list | tuple)]
        groups = [(key, entry) for key, entry in entries if isinstance(entry, list | tuple)]
        return [("", alone), *groups] if alone else groups


def shown_ticks(name: str, chosen: set[str], groups: list, attrs: dict, suggested: Sequence[SuggestedConcept]) -> str:
    """What is suggested stands before the groups, and only there."""
    first, groups = apart(groups, suggested)
    context = {
        "name": name,
        "id": attrs.get("id", f"id_{name}"),
        "described_by": attrs.get("aria-describedby", ""),
        "suggested": [_member(one.identifier, label, chosen) | {"why": one.why} for one, label in first],
        "groups": [_group(label, entries, chosen) for label, entries in groups],
    }
    return render_to_string("submissions/grouped_choices.html", context)


def apart(groups: list, suggested: Sequence[SuggestedConcept]) -> tuple[list, list]:
    """[(suggestion, its label in the list)], and the groups without them; what is in no group is not suggested."""
    found, wanted = {}, {one.identifier for one in suggested}

    def without(entries: list) -> list:
        found.update({value: label for value, label in entries if value in wanted})
        return [(value, label) for value, label in entries if value not in wanted]

    rest = []
    for key, entry in groups:
        if isinstance(entry, list | tuple):
            rest += [(key, left)] if (left := without(entry)) else []
        else:
            rest += without([(key, entry)])
    return [(one, found[one.identifier]) for one in suggested if one.identifier in found], rest


def _group(label, entries, chosen: set[str]) -> dict:
    members = [_member(value, text, chosen) for value, text in entries]
    return {"label": label, "members": members, "is_open": any(each["is_chosen"] for each in members)}


def _member(value: str, label, chosen: set[str]) -> dict:
    return {"value": value, "label": label, "is_chosen": value in chosen}


class ChosenManyField(FreshChoices, forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": NOT_IN_LIST, "invalid_list": NOT_IN_LIST}
    widget = GroupedTicks

    def __init__(self, *, read: Callable[[], list], most: int, **kwargs):
        self.make_choices, self.most = read, most
        super().__init__(**kwargs)

    def clean(self, value):
        chosen = list(dict.fromkeys(super().clean(value)))
        if len(chosen) > self.most:
            raise ValidationError(TOO_MANY, code="too_many", params={"number": self.most})
        return chosen


def countries() -> list:
    """For `read`: those of the region before others."""
    groups = {True: [], False: []}
    for country in Country.objects.order_by("position", "code"):
        groups[country.is_nordic].append((country.code, country.name_in(get_language())[0]))
    return [*groups[True], *([(str(_("Other countries")), groups[False])] if groups[False] else [])]
