"""Fields that forms of several kinds of item share; what they may hold has an end everywhere."""

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.languages import SOURCE_LANGUAGE
from core.partial_date import PartialDate
from core.sorting import sort_key
from places.models import Country
from submissions.concepts import SuggestedConcept
from vocabulary.choices import LabelKind
from vocabulary.models import ConceptLabel

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
    """One of what is read from the database; `empty` is what choosing none means.

    With the scheme that it `suggests`, pages set `suggested`: what the text of the writer names comes first.
    """

    default_error_messages = {"invalid_choice": _("Choose one from the list.")}

    def __init__(self, *, read: Callable[[], list], empty=UNKNOWN, suggests: str = "", **kwargs):
        self.make_choices, self.suggests = lambda: [("", empty), *read()], suggests
        super().__init__(**kwargs)

    @property
    def suggested(self) -> list[SuggestedConcept]:
        return []

    @suggested.setter
    def suggested(self, found: list[SuggestedConcept]) -> None:
        empty, *groups = self.choices
        first, groups = apart(groups, found)
        named = [(one.identifier, one.label) for one, _label in first]
        self.choices = [empty, *([(gettext("From your text"), named)] if named else []), *groups]


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
    default_error_messages = {"invalid_choice": _("Choose from the list."), "invalid_list": _("Choose from the list.")}
    widget = GroupedTicks

    def __init__(self, *, read: Callable[[], list], most: int, suggests: str = "", **kwargs):
        self.make_choices, self.most, self.suggests = read, most, suggests
        super().__init__(**kwargs)

    @property
    def suggested(self) -> list[SuggestedConcept]:
        return self.widget.suggested

    @suggested.setter
    def suggested(self, found: list[SuggestedConcept]) -> None:
        self.widget.suggested = found

    def clean(self, value):
        chosen = list(dict.fromkeys(super().clean(value)))
        if len(chosen) > self.most:
            raise ValidationError(gettext("Choose at most %(most)d.") % {"most": self.most})
        return chosen


def concepts(scheme: str, *, under: str = "", leaves_only: bool = False, wide: frozenset = frozenset()) -> Callable:
    """For `read`: current concepts, gathered under the widest of them, by label.

    `under` leaves those out that are not narrower than it; `leaves_only` those that have narrower ones, but for `wide`.
    """
    return functools.partial(_concepts, scheme, under, leaves_only, wide)


def _concepts(scheme: str, under: str, leaves_only: bool, wide: frozenset) -> list:
    narrower: dict[int | None, list[_Named]] = {}
    for each in _named(scheme):
        narrower.setdefault(each.broader_id, []).append(each)
    top = next((each.pk for siblings in narrower.values() for each in siblings if each.identifier == under), None)
    if under and top is None:
        return []

    def below(concept: _Named) -> list[tuple[str, str]]:
        parts = narrower.get(concept.pk, [])
        is_left_out = leaves_only and parts and concept.identifier not in wide
        own = [] if is_left_out else [(concept.identifier, concept.label)]
        return own + [choice for part in parts for choice in below(part)]

    found = []
    for concept in narrower.get(top, []):
        inner = below(concept)
        found += [(concept.label, inner)] if len(inner) > 1 else inner
    return found


class _Named(NamedTuple):
    pk: int
    broader_id: int | None
    identifier: str
    label: str


def _named(scheme: str) -> list[_Named]:
    """By position and label, in one statement."""
    language, found = get_language(), {}
    rows = ConceptLabel.objects.filter(
        kind=LabelKind.PREFERRED,
        language__in={language, SOURCE_LANGUAGE},
        concept__scheme=scheme,
        concept__deprecated_on__isnull=True,
    ).values_list("concept_id", "concept__broader_id", "concept__identifier", "concept__position", "language", "text")
    for pk, broader_id, identifier, position, code, label in rows:
        if pk not in found or code == language:
            found[pk] = (position, sort_key(label, language), _Named(pk, broader_id, identifier, label))
    return [named for *_order, named in sorted(found.values())]


def countries() -> list:
    """For `read`: those of the region before others."""
    groups = {True: [], False: []}
    for country in Country.objects.order_by("position", "code"):
        groups[country.is_nordic].append((country.code, country.name_in(get_language())[0]))
    return [*groups[True], *([(str(_("Other countries")), groups[False])] if groups[False] else [])]
