"""What editors send from the desk. Everything is bounded; nothing typed is lost when something is missing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.access import can
from core.choices import TakeDownReason
from core.kinds import models_by_kind
from editorial.choices import GateReply
from editorial.gate import QUESTIONS
from editorial.permissions import KEEP_IN_MERGER

LONGEST_NOTE = 4000
LONGEST_POINT = 1000
_MARK = "mark-"
_CARRIED = ("seen", "shown")
"""What the page sends along to tell what it showed."""


def typed_in(form: forms.Form) -> list[str]:
    """The words that somebody wrote into it; those that stood there before are not among them."""
    names = (name for name, field in form.fields.items() if type(field) is forms.CharField and name not in _CARRIED)
    said = ((form.data.get(name), form.data.get(f"{name}-shown")) for name in names if not name.endswith("-shown"))
    return [text for text, shown in said if text and text != shown]


class TextForm(forms.Form):
    text = forms.CharField(max_length=LONGEST_NOTE)


class HandForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.filter(is_active=True))
    shown = forms.CharField(max_length=40, required=False)
    """Key of the editor that the page named."""


class GateForm(forms.Form):
    """An answer and a word for each question; an empty answer leaves it to what was found."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        for question in QUESTIONS:
            replies = [("", ""), *GateReply.choices]
            self.fields[question.gate] = forms.ChoiceField(choices=replies, required=False, label=question.text)
            self.fields[f"{question.gate}-why"] = forms.CharField(max_length=500, required=False)
            self.fields[f"{question.gate}-shown"] = forms.ChoiceField(choices=replies, required=False)
            self.fields[f"{question.gate}-why-shown"] = forms.CharField(max_length=500, required=False)

    def answers(self) -> dict[str, tuple[str, str]]:
        return self._said("")

    def shown(self) -> dict[str, tuple[str, str]]:
        """What the page showed when it was opened."""
        return self._said("-shown")

    def _said(self, ending: str) -> dict[str, tuple[str, str]]:
        said = self.cleaned_data
        return {each.gate: (said[f"{each.gate}{ending}"], said[f"{each.gate}-why{ending}"]) for each in QUESTIONS}


class DecisionForm(forms.Form):
    """The message, and what the move needs beside it."""

    seen = forms.CharField(max_length=80)
    note = forms.CharField(
        label=_("Your message to the author"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "ds-input"}),
        error_messages={"required": _("Please write why: the reason goes into the message.")},
    )

    def __init__(self, *arguments, item, move, titles, person, **named):
        super().__init__(*arguments, **named)
        self.item, self.person = item, person
        self.fields["note"].required = move.needs_note
        if move.action == "take down":
            self.fields["reason"] = forms.ChoiceField(label=_("What readers are told"), choices=TakeDownReason)
        if move.names_survivor:
            self.fields["into"] = forms.UUIDField(
                label=_("The record that stays"), error_messages={"required": _("Choose the record that stays.")}
            )
        if move.action == "return":
            for name in titles:
                self.fields[f"{_MARK}{name}"] = forms.CharField(max_length=LONGEST_POINT, required=False)

    def clean_into(self):
        found = models_by_kind()[self.item.kind].objects.filter(pk=self.cleaned_data["into"]).first()
        if found is None:
            raise ValidationError(_("Choose the record that stays."))
        if not (answer := can(self.person, KEEP_IN_MERGER, found)):
            raise ValidationError(answer.reason)
        return found

    def asked(self) -> list[tuple[str, str]]:
        said = getattr(self, "cleaned_data", {})
        marks = ((name.removeprefix(_MARK), text) for name, text in said.items() if name.startswith(_MARK))
        return [(name, text) for name, text in marks if text]


class PublishLaterForm(forms.Form):
    seen = forms.CharField(max_length=80)
    on = forms.DateField(
        label=_("Day of publication"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "ds-input"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def clean_on(self):
        day, today = self.cleaned_data["on"], timezone.localdate()
        if day and not today < day <= today.replace(year=today.year + 2, day=min(today.day, 28)):
            raise ValidationError(_("Choose a day after today, within two years."))
        return day
