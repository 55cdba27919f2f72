"""What all questions about a practice share: "we do not know", and parts that keep their id."""

from django import forms

from submissions import question_forms
from submissions.fields import UNKNOWN

NOT_KNOWN = "_not_known"
"""Ends the name of the tick box "We do not know"; the name of the question stands before it."""


class QuestionForm(question_forms.QuestionForm):
    """One question."""

    def is_not_known(self) -> bool:
        """Whether "We do not know" was the answer."""
        return any(value for name, value in self.cleaned_data.items() if name.endswith(NOT_KNOWN))


def not_known() -> forms.BooleanField:
    """The tick box of a question where not knowing is an answer."""
    return forms.BooleanField(required=False, label=UNKNOWN)


class PartId(forms.UUIDField):
    """Which part a row is about. A row with nothing else in it is an empty row."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def has_changed(self, initial, data) -> bool:
        return False


class PartForm(question_forms.QuestionForm):
    """One row of a repeated part; its id keeps what hangs on the part."""

    use_required_attribute = False
    """An empty row may stay empty."""

    id = PartId()
