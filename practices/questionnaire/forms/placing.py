"""Where it is done: a country, and the municipality, region or town by the name people use."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.names import folded_name
from places.models import Country, Municipality, Region
from practices.questionnaire.forms.base import PartForm, QuestionForm
from practices.questionnaire.forms.fields import Carried, NameInput, Words
from submissions.concept_fields import ConceptField
from submissions.fields import countries
from submissions.parts import PartFormSet, part_formset
from vocabulary.choices import Scheme


@dataclass(frozen=True)
class Where:
    """Keys of a place, as a `PlaceAssignment` holds them."""

    country_id: str
    region_id: str | None = None
    municipality_id: int | None = None
    locality: str = ""


class CountryBook:
    """What rows about countries offer: read once for all of them."""

    @cached_property
    def choices(self) -> list:
        return [("", _("Choose a country")), *countries()]


class PlaceBook:
    """Municipalities and regions of some countries by their folded names: two statements."""

    def __init__(self, countries: set[str]):
        self._countries = countries

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {
            region.code: region
            for region in Region.objects.filter(country__in=self._countries).without_outlines().order_by("code")
        }

    @cached_property
    def municipalities(self) -> dict[tuple[str, str], Municipality]:
        rows = Municipality.objects.filter(country__in=self._countries).order_by("country", "code")
        return {(row.country_id, row.code): row for row in rows}

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[Region | Municipality]]:
        """Municipalities that exist stand before those of the past, and before regions."""
        rows = sorted(self.municipalities.values(), key=lambda row: row.valid_to is not None)
        found = defaultdict(list)
        for place in (*rows, *self.regions.values()):
            for name in names_of(place):
                found[place.country_id, name].append(place)
        return found

    def called(self, country: str, typed: str) -> list[Region | Municipality]:
        """`typed` may name the region after a comma. What exists today wins over what was, municipality over region."""
        name, _comma, around = (folded_name(part) for part in typed.partition(","))
        found = self._named.get((country, name), [])
        if around:
            found = [place for place in found if self._is_within(place, around)]
        existing = [place for place in found if isinstance(place, Municipality) and place.valid_to is None]
        return existing or found[:1]

    def _is_within(self, place: Region | Municipality, around: str) -> bool:
        return isinstance(place, Municipality) and around in names_of(self.regions[place.region_id])

    def known(self, value: str, country: str) -> Region | Municipality | None:
        """By a value as suggestions send it: municipality:FI-444, region:SE-M."""
        facet, _colon, code = value.partition(":")
        if facet == "municipality":
            return self.municipalities.get((country, code.removeprefix(f"{country}-")))
        place = self.regions.get(code) if facet == "region" else None
        return place if place and place.country_id == country else None


def names_of(place: Region | Municipality) -> set[str]:
    return {folded_name(name) for name in (place.name, *place.names.values())}


def _where(place: Region | Municipality) -> Where:
    if isinstance(place, Municipality):
        return Where(place.country_id, place.region_id, place.pk)
    return Where(place.country_id, place.pk)


class CountryForm(PartForm):
    """A row about one country."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        error_messages={
            "required": gettext_lazy("Choose the country."),
            "invalid_choice": gettext_lazy("Choose a country from the list."),
        },
    )

    def __init__(self, *arguments, countries: CountryBook | None = None, **named):
        super().__init__(*arguments, **named)
        book = countries or CountryBook()
        self.fields["country"].choices = lambda: book.choices


class CountriesFormSet(PartFormSet):
    """Its rows share one list of countries."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.countries = CountryBook()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "countries": self.countries}


class PlaceKey(Carried):
    """Which place of ours the name beside it means; people read its name."""

    def words_for(self, form: forms.Form, value: str) -> list[str]:
        facet, _colon, code = value.partition(":")
        book = PlaceBook({code[:2]})
        place = Country.objects.filter(code=code).first() if facet == "country" else book.known(value, code[:2])
        around = [book.regions[place.region_id].name] if isinstance(place, Municipality) else []
        return [", ".join([place.name, *around]) if place else form["name"].value() or value]


class PlaceForm(CountryForm):
    id = None
    name = Words(
        120,
        gettext_lazy("Municipality, town or region"),
        help_text=gettext_lazy("Leave it empty when it is done in the whole country."),
        widget=NameInput("suggestions:places", known="known", country="country"),
    )
    known = PlaceKey(40, label=gettext_lazy("Place in the list"))
    """What a suggestion stands for; it counts while the name is one of its names."""

    def find(self, book: PlaceBook) -> None:
        """Puts `where` into `cleaned_data`, or says that there are several such places."""
        country, name = self.cleaned_data["country"], self.cleaned_data["name"]
        known = book.known(self.cleaned_data["known"], country)
        if not name or (known and folded_name(name) in names_of(known)):
            self.cleaned_data["where"] = _where(known) if known and name else Where(country)
            return
        found = book.called(country, name)
        if len(found) > 1:
            self.add_error("name", self._several(found, book))
        elif found:
            self.cleaned_data["where"] = _where(found[0])
        else:
            region = known.pk if isinstance(known, Region) else None
            self.cleaned_data["where"] = Where(country, region, locality=name)

    def _several(self, found: list[Municipality], book: PlaceBook) -> ValidationError:
        names = "; ".join(f"{place.name}, {book.regions[place.region_id].name}" for place in found)
        return ValidationError(
            _("There are several places with this name. Write one of these: %(names)s."),
            code="several",
            params={"names": names},
        )


class PlacesFormSet(CountriesFormSet):
    def clean(self):
        super().clean()
        right = [form for form in self.told_forms() if form.is_valid()]
        book = PlaceBook({form.cleaned_data["country"] for form in right})
        for form in right:
            form.find(book)
        if not self.told_forms():
            self.ask_for("country", _("Tell in which country it is done."))

    def places(self) -> Iterator[Where]:
        seen = dict.fromkeys(told["where"] for told in self.told())
        yield from seen


PlaceFormSet = part_formset(
    PlaceForm, gettext_lazy("Places"), gettext_lazy("Add a place"), most=20, formset=PlacesFormSet
)


class WhereForm(QuestionForm):
    scale = ConceptField(Scheme.OTHER, gettext_lazy("How large an area does it cover?"), top="implementation-level")
