from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import MembershipRole
from organisations.models import Organisation

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
        found = Organisation.objects.listed().filter(short_id=self.cleaned_data["organisation"]).first()
        if not found:
            raise forms.ValidationError(_("Choose an organisation."))
        return found
