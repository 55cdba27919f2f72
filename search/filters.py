"""The filters of the search page; the same ones serve machines."""

import re

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from search import grammar
from search.choices import Sort
from search.conditions import condition
from search.facets import FACETS, ONE, Facet
from search.field_values import called, fields_of, resolve
from search.grammar import Asked, FieldValue
from search.models import FacetValue, SearchDocument
from search.query import Problem

LONGEST_SEARCH = 200
_VALUE = re.compile(r"[A-Za-z0-9-]{1,80}")


class FacetField(forms.Field):
    """All values given for one facet; of a facet with one choice the last."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, facet: Facet, **options):
        super().__init__(**options)
        self.facet = facet

    def clean(self, value):
        values = [text.strip() for text in value or []]
        if self.facet.selection == ONE:
            values = values[-1:]
        return list(dict.fromkeys(text for text in values if text))


class WordsField(forms.CharField):
    """Halves of letters, which no page can be sent with, are shown as what they are: unreadable."""

    def to_python(self, value):
        return super().to_python(value).encode("utf-8", "replace").decode()


class Switch(forms.Field):
    """On or off; nothing in it can be wrong."""

    def clean(self, value):
        return value == "1"


class SearchForm(forms.Form):
    exact = Switch(required=False)
    page = forms.IntegerField(required=False, min_value=1)
    sort = forms.ChoiceField(required=False, choices=Sort)

    rows: dict[tuple[str, str], FacetValue]

    asked: Asked

    def clean(self):
        """Finds all chosen values in one statement; a chosen value stands in for the broader ones chosen with it."""
        text = self.cleaned_data.get("q", "")
        written = grammar.read(text)
        asked = {facet: self.cleaned_data.get(facet.key, []) for facet in FACETS}
        self.rows = self._known_rows(asked, fields_of(written))
        words = resolve(text, written, self.rows.values())
        self.asked, self.cleaned_data["q"] = words.asked, words.words
        for facet, values in asked.items():
            unknown = [value for value in values if (facet.key, value) not in self.rows]
            if unknown:
                self.add_error(facet.key, [ValidationError("", code="unknown", params={"value": v}) for v in unknown])
            else:
                rows = [self.rows[facet.key, value] for value in values]
                self.cleaned_data[facet.key] = chosen_rows(facet, [*rows, *words.chosen])
        return self.cleaned_data

    @staticmethod
    def _known_rows(asked: dict[Facet, list[str]], fields: list[FieldValue]) -> dict[tuple[str, str], FacetValue]:
        pairs = [(facet.key, value) for facet, values in asked.items() for value in values if _VALUE.fullmatch(value)]
        rows = FacetValue.objects.named(pairs) | FacetValue.objects.computed()
        if fields:
            rows |= FacetValue.objects.filter(called(fields))
        return {(row.facet, row.value): row for row in rows.with_broader().order_by()}

    def problems(self) -> list[Problem]:
        """What is wrong, for a page that says so."""
        return [
            Problem(parameter, error.code, (error.params or {}).get("value", ""))
            for parameter, errors in self.errors.as_data().items()
            for error in errors
        ]


def chosen_rows(facet: Facet, rows: list[FacetValue]) -> list[FacetValue]:
    """Those of this facet; of a facet with one choice the last."""
    own = list(dict.fromkeys(row for row in rows if row.facet == facet.key))
    return own[-1:] if facet.selection == ONE else narrowest(own)


def narrowest(rows: list[FacetValue]) -> list[FacetValue]:
    """Without those that are broader than another one of them."""
    broader = set()
    for row in rows:
        above = row.broader
        while above is not None:
            broader.add(above.pk)
            above = above.broader
    return [row for row in rows if row.pk not in broader]


class FacetFilter(django_filters.Filter):
    field_class = FacetField

    def filter(self, queryset, value):
        return queryset.filter(condition(self.field_name, value)) if value else queryset


class WordsFilter(django_filters.CharFilter):
    field_class = WordsField

    def filter(self, queryset, value):
        return queryset.saying(value)


class SearchFilterSet(django_filters.FilterSet):
    q = WordsFilter(max_length=LONGEST_SEARCH)

    class Meta:
        model = SearchDocument
        fields = []
        form = SearchForm

    @classmethod
    def get_filters(cls):
        return super().get_filters() | {facet.key: FacetFilter(facet.key, facet=facet) for facet in FACETS}

    def filter_queryset(self, queryset):
        for name, one in self.filters.items():
            queryset = one.filter(queryset, self.form.cleaned_data[name])
        return queryset
