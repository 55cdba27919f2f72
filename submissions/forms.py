import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import CONTENT_LANGUAGE_CHOICES


class StartForm(forms.Form):
    """`key` begins one draft, however often it is sent."""

    language = forms.ChoiceField(
        label=_("In which language do you write?"),
        help_text=_("Choose the one in which you write best. We take care of the others."),
        choices=CONTENT_LANGUAGE_CHOICES,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link to your draft. There is no password. Nobody sees your address on the site."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, owners=None, needs_address: bool = True, **kwargs):
        """`owners` are the organisations that the reader writes for, as pairs of id and name."""
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        if not needs_address:
            del self.fields["email"]
        if owners:
            self.fields["owner"] = forms.ChoiceField(
                label=_("For whom do you write?"),
                help_text=_("Those who write for the organisation can write in the same draft."),
                choices=[*owners, ("", _("For myself alone"))],
                required=False,
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def clean_email(self) -> str:
        """In small letters, as it is compared with those of accounts."""
        return self.cleaned_data["email"].lower()


AGREEMENT = "2026-11"
"""Names the words of `SendForm.agreed`, for the audit trail: other words get another name."""


class SendForm(forms.Form):
    agreed = forms.BooleanField(
        label=_(
            "The organisation agrees that the text is shown here. "
            "Others may use it when they say where it comes from (licence CC BY 4.0)."
        ),
        error_messages={"required": _("We can show the text only when the organisation agrees.")},
        widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
    )
    display_name = forms.CharField(
        label=_("Your name"),
        help_text=_("The editors who work with your text see it. Readers do not."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "ds-input"}),
    )

    def __init__(self, *args, needs_name: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_name:
            del self.fields["display_name"]
