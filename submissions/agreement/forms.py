from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """`back` is the page where it was written, which is shown again afterwards."""

    name = forms.CharField(
        label=_("Their name (if you like)"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("We write to it about this text alone, and delete it afterwards."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("A short note to them (if you like)"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    back = forms.ChoiceField(choices=[("send", ""), ("sharing", "")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="agreement_%s", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def clean_email(self) -> str:
        """In small letters, so that the same person is asked once."""
        return self.cleaned_data["email"].lower()

    def clean_note(self) -> str:
        return " ".join(self.cleaned_data["note"].split())


class NotYetForm(forms.Form):
    why = forms.CharField(
        label=_("What should be different?"),
        help_text=_("The writer sees it beside the draft."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "ds-input"}),
    )


class SeenForm(forms.Form):
    seen = forms.IntegerField(min_value=1, max_value=2_147_483_647)
