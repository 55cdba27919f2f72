from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.choices import ChangeAnswer


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "ds-input"}),
    )


class ChangeAnswerForm(forms.Form):
    """Each asked change has one of its own; `prefix` keeps them apart."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(ChangeAnswer.CHANGED, _("I have changed it")), (ChangeAnswer.KEPT, _("I keep it, because …"))],
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = forms.CharField(label=_("Why do you keep it?"), max_length=500, required=False)

    def clean(self):
        said = super().clean()
        if said.get("answer") == ChangeAnswer.KEPT and not said.get("reason"):
            self.add_error("reason", ValidationError(_("Please tell why you keep it as it is.")))
        return said


class MoveForm(forms.Form):
    note = forms.CharField(
        label=_("Why?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4, "class": "ds-input"})
    )

    def __init__(self, *arguments, needs_note: bool, **named):
        super().__init__(*arguments, **named)
        if needs_note:
            self.fields["note"].required = True
        else:
            del self.fields["note"]
