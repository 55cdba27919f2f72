from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.changes.merging import OURS, PUBLIC


class SendChangeForm(forms.Form):
    note = forms.CharField(
        label=_("Why does it change? A few words are enough."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "ds-input"}),
    )


class DecisionForm(forms.Form):
    """`version` is that of the change whose text the page has shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=[("accept", ""), ("return", ""), ("reject", "")])
    note = forms.CharField(
        label=_("What do you tell the author?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "ds-input"}),
    )

    def clean(self):
        said = super().clean()
        if said.get("decision") in ("return", "reject") and not said.get("note"):
            self.add_error("note", ValidationError(_("Please write why: the reason goes into the message.")))
        return said


def choices_in(post) -> dict[str, str]:
    """{unit: side} of the page that shows both texts."""
    named = {name.removeprefix("keep-"): post[name] for name in post if name.startswith("keep-")}
    return {unit: side for unit, side in named.items() if side in (OURS, PUBLIC)}


def seen_version(post) -> int | None:
    said = post.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
