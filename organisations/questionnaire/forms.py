"""The forms of the five questions."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import CONTENT_LANGUAGE_CHOICES
from organisations.choices import Cooperation, OrganisationScope, RelationKind
from organisations.gate import at_host
from organisations.lookup import OrganisationField
from organisations.models import ROR_FORM, Organisation, OrganisationRelation
from organisations.national_ids import forms_of, is_of_a_person, is_valid, written
from organisations.publication import MOST_SAID, WIDE_AND_YET_A_TYPE, same_names
from organisations.questionnaire.place import regions, where
from submissions.concept_fields import ConceptField, ConceptsField
from submissions.fields import ChosenField, LineField, LongField, WebAddressField, countries
from submissions.parts import PartFormSet, part_formset
from submissions.question_forms import QuestionForm
from submissions.twins import host, twin_sentence
from vocabulary.choices import Scheme

_FIRST_YEAR = 800
_MOST_NAMES, _MOST_RELATIONS = 9, 20


class NameForm(QuestionForm):
    name = LineField(label=gettext_lazy("Name"), max_length=200)
    short_name = LineField(label=gettext_lazy("Short name, if people use one"), max_length=40, required=False)

    def hints(self):
        country = self.typed("country") or None
        twin = twin_sentence(same_names([self.cleaned_data["name"]], country), self.item)
        return {"name": twin} if twin else {}


class OtherNameForm(QuestionForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("", "–"), *CONTENT_LANGUAGE_CHOICES])
    name = LineField(label=gettext_lazy("Official name in this language"), max_length=200)
    short_name = LineField(label=gettext_lazy("Short name"), max_length=40, required=False)


class OtherNames(PartFormSet):
    def clean(self):
        super().clean()
        languages = [self.language]
        for form in self.told_forms():
            language = form.cleaned_data.get("language")
            if language and language in languages:
                form.add_error("language", _("There is a name in this language already: keep one of them."))
            languages.append(language)


OtherNameFormSet = part_formset(
    OtherNameForm,
    title=gettext_lazy("Official names in other languages"),
    add=gettext_lazy("Add a name"),
    most=_MOST_NAMES,
    formset=OtherNames,
)


class KindForm(QuestionForm):
    type = ConceptField(
        Scheme.ACTOR_TYPE,
        gettext_lazy("What kind of organisation is it?"),
        empty=gettext_lazy("Choose the one that fits best"),
        leaves_only=True,
        wide=WIDE_AND_YET_A_TYPE,
        required=True,
    )
    country = ChosenField(
        label=gettext_lazy("Country"), read=countries, empty=gettext_lazy("No country of its own"), required=False
    )
    place = LineField(
        label=gettext_lazy("Municipality or town"),
        help_text=gettext_lazy("Where its office is."),
        max_length=120,
        required=False,
    )
    region = ChosenField(label=gettext_lazy("Region"), read=regions, required=False)
    scope = forms.ChoiceField(
        label=gettext_lazy("How far does it reach?"),
        choices=[("", gettext_lazy("We do not know")), *OrganisationScope.choices],
        required=False,
    )
    founded_year = forms.IntegerField(
        label=gettext_lazy("Year when it began"), min_value=_FIRST_YEAR, max_value=9999, required=False
    )

    more = ("region", "scope", "founded_year")

    def clean_founded_year(self):
        year = self.cleaned_data["founded_year"]
        if year and year > date.today().year:
            raise ValidationError(_("This year has not come yet."))
        return year

    def clean(self):
        told = super().clean()
        if {"country", "place", "region"} <= told.keys():
            try:
                told["where"] = where(told["country"], told["place"], told["region"])
            except ValidationError as error:
                self.add_error("region", error)
        return told

    def hints(self):
        place = self.cleaned_data["where"]
        if place["country_id"] and place["locality"]:
            return {"place": _("We know no municipality of this name there, so we show it as a town.")}
        return {}


class ReachForm(QuestionForm):
    url = WebAddressField(label=gettext_lazy("Website"), max_length=500, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the organisation"),
        help_text=gettext_lazy("Editors see it; it does not stand on the page. One that is not of a single person."),
        max_length=254,
        required=False,
    )
    phone = LineField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Editors see it; it does not stand on the page."),
        max_length=40,
        required=False,
        validators=[
            RegexValidator(r"^\+?[0-9 ()./-]{5,39}$", gettext_lazy("A phone number looks like +46 8 123 45 67."))
        ],
    )
    national_id = LineField(
        label=gettext_lazy("Organisation number"),
        help_text=gettext_lazy("From the register of your country. Editors see it; it does not stand on the page."),
        max_length=20,
        required=False,
    )
    ror = LineField(
        label=gettext_lazy("ROR"),
        help_text=gettext_lazy("Research Organization Registry: universities, institutes and funders have one."),
        max_length=40,
        required=False,
    )

    more = ("national_id", "ror")

    def clean_national_id(self):
        number = self.cleaned_data["national_id"]
        country = self.typed("country") or (self.item.country_id if self.item else "") or ""
        if not number:
            return ""
        if is_of_a_person(country, number):
            raise ValidationError(_("This is the number of a person. Leave it out; we do not keep such numbers."))
        if not is_valid(country, written(country, number)):
            raise ValidationError(
                _("The check digit does not fit. Look the number up in the register, or leave it out.")
            )
        same = Organisation.objects.filter(country=country or None, national_id__in=forms_of(country, number))
        if twin := twin_sentence(same, self.item):
            raise ValidationError(twin)
        return written(country, number)

    def clean_ror(self):
        ror = self.cleaned_data["ror"].lower().rstrip("/").rpartition("ror.org/")[2]
        if not ror:
            return ""
        RegexValidator(ROR_FORM, _("A ROR looks like 03yrm5c26 or https://ror.org/03yrm5c26."))(ror)
        if twin := twin_sentence(Organisation.objects.filter(ror=ror), self.item):
            raise ValidationError(twin)
        return ror

    def hints(self):
        address = self.cleaned_data["url"]
        if not address:
            return {"url": _("With a website, readers and editors can see who you are.")}
        twin = twin_sentence(at_host(host(address)), self.item)
        return {"url": twin} if twin else {}


class WorkForm(QuestionForm):
    about = LongField(label=gettext_lazy("What does it do, in a few sentences?"), max_length=1000, required=False)
    themes = ConceptsField(Scheme.THEME, gettext_lazy("Themes it works with, five at most"), most=MOST_SAID)
    groups = ConceptsField(
        Scheme.TARGET_GROUP, gettext_lazy("People it works for, five groups at most"), most=MOST_SAID
    )
    can_offer = forms.MultipleChoiceField(
        label=gettext_lazy("What can it offer others?"),
        choices=Cooperation.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    looking_for = forms.MultipleChoiceField(
        label=gettext_lazy("What is it looking for?"),
        choices=Cooperation.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    more = ("can_offer", "looking_for")

    def hints(self):
        empty = {
            "about": _("Two sentences are enough: what you do, and for whom."),
            "themes": _("With a theme, those who look for it find you."),
        }
        return {name: sentence for name, sentence in empty.items() if not self.cleaned_data[name]}


class BelongsForm(QuestionForm):
    """All of it is told in rows."""


class RelationForm(QuestionForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("How do they belong together?"),
        choices=[("", "–"), *((kind.value, kind.label) for kind in (RelationKind.PART_OF, RelationKind.MEMBER_OF))],
    )
    organisation = OrganisationField(
        label=gettext_lazy("Organisation"), help_text=gettext_lazy("Its name in the idea bank.")
    )

    def clean(self):
        told = super().clean()
        whole = told.get("organisation")
        if self.item is None or whole is None or "kind" not in told:
            return told
        if whole.pk == self.item.pk:
            self.add_error("organisation", _("An organisation cannot belong to itself: name another one."))
        else:
            self._refuse_circle(told["kind"], whole)
        return told

    def _refuse_circle(self, kind: str, whole: Organisation) -> None:
        relation = OrganisationRelation(kind=kind, from_organisation=self.item, to_organisation=whole)
        try:
            relation.clean()
        except ValidationError:
            self.add_error("organisation", _("It belongs to yours already, if only by way of others: name another."))


class Relations(PartFormSet):
    def clean(self):
        super().clean()
        seen = set()
        for form in self.told_forms():
            told = (form.cleaned_data.get("kind"), form.cleaned_data.get("organisation"))
            if all(told) and told in seen:
                form.add_error("organisation", _("This stands here twice: keep one of them."))
            seen.add(told)


RelationFormSet = part_formset(
    RelationForm,
    title=gettext_lazy("What it belongs to"),
    add=gettext_lazy("Add an organisation"),
    most=_MOST_RELATIONS,
    formset=Relations,
)
