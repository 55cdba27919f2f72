"""Since when, and whether it is still running."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from practices.questionnaire.forms.base import QuestionForm, not_known
from practices.questionnaire.forms.fields import Choice
from practices.questionnaire.forms.telling import told
from submissions.concept_fields import ConceptField
from submissions.dates import PartialDateInput, in_order
from vocabulary.choices import Scheme

RUNNING, ENDED = "yes", "no"


def check_order(form: forms.Form) -> None:
    if not in_order(form.cleaned_data.get("started"), form.cleaned_data.get("ended")):
        form.add_error("ended", ValidationError(_("This is before it started. Check both dates."), code="before_start"))


class SinceForm(QuestionForm):
    more = ("ended", "end_reason", "maturity")

    started = PartialDateInput(
        gettext_lazy("When did it start?"), help_text=gettext_lazy("A year is enough: 2021, or March 2021.")
    )
    is_running = Choice(
        [(RUNNING, pgettext_lazy("still running?", "Yes")), (ENDED, pgettext_lazy("still running?", "No"))],
        gettext_lazy("Is it still running?"),
        empty=gettext_lazy("We do not know"),
        widget=forms.RadioSelect,
    )
    ended = PartialDateInput(gettext_lazy("When did it end, or when will it?"))
    end_reason = told("end_reason", gettext_lazy("Why did it end?"), rows=3)
    maturity = ConceptField(Scheme.OTHER, gettext_lazy("How far has it come?"), top="maturity")
    since_not_known = not_known()

    def clean_is_running(self) -> bool | None:
        return {RUNNING: True, ENDED: False}.get(self.cleaned_data["is_running"])

    def clean(self):
        check_order(self)
        return super().clean()
