from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import MembershipRole
from organisations.models import Organisation
from organisations.publication import WIDE_AND_YET_A_TYPE
from submissions.concept_fields import ConceptField
from submissions.fields import UNKNOWN
from vocabulary.choices import Scheme

_ROLES = [(role.value, role.label) for role in (MembershipRole.CONTRIBUTOR, MembershipRole.MANAGER)]


class JoinForm(forms.Form):
    message = forms.CharField(
        label=_("A few words to those who answer, if you like"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ds-input"}),
    )


class AnswerForm(forms.Form):
    """One answer to a request: a button each."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("manager", ""), ("no", ""), ("withdraw", "")])


class MembershipForm(forms.Form):
    """What becomes of a membership: another role, or its end."""

    step = forms.ChoiceField(choices=[*_ROLES, ("end", "")])


class OwnerForm(forms.Form):
    """An organisation that has been looked up, or the name and kind of one that is not known yet."""

    organisation = forms.SlugField(max_length=20, required=False)
    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "ds-input"}),
    )
    kind = ConceptField(
        Scheme.ACTOR_TYPE,
        _("What kind of organisation is it?"),
        empty=UNKNOWN,
        leaves_only=True,
        wide=WIDE_AND_YET_A_TYPE,
        widget=forms.Select(attrs={"class": "ds-input"}),
    )
    sender_joins = forms.BooleanField(
        label=_("The person who sent it in works there and goes on writing for it."),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
    )

    def clean(self):
        said = super().clean()
        said["found"] = _listed(said.get("organisation"))
        if not said["found"] and not (said.get("name") and said.get("kind")):
            raise forms.ValidationError(_("Choose an organisation, or write the name and the kind of a new one."))
        return said


class OfferForm(forms.Form):
    """The organisation has been looked up before."""

    organisation = forms.SlugField(max_length=20, error_messages={"required": _("Choose an organisation.")})
    message = forms.CharField(
        label=_("A few words to the organisation, if you like"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ds-input"}),
    )

    def clean_organisation(self) -> Organisation:
        found = _listed(self.cleaned_data["organisation"])
        if not found:
            raise forms.ValidationError(_("Choose an organisation."))
        return found


def _listed(short_id: str | None) -> Organisation | None:
    return Organisation.objects.listed().filter(short_id=short_id).first() if short_id else None
