"""What all questions about a practice share: one list of concepts, "we do not know", and parts that keep their id."""

from django import forms

from practices.questionnaire.forms.concepts import ConceptBook
from submissions import parts, question_forms
from submissions.fields import UNKNOWN

NOT_KNOWN = "_not_known"
"""Ends the name of the tick box "We do not know"; the name of the question stands before it."""


class ConceptsInForm(question_forms.QuestionForm):
    """Hands the concepts that may be chosen to its fields; forms that are bound together share one book."""

    def __init__(self, *arguments, concepts: ConceptBook | None = None, **named):
        super().__init__(*arguments, **named)
        self.concepts = concepts or ConceptBook()
        for field in self.fields.values():
            if hasattr(field, "use_book"):
                field.use_book(self.concepts)


class QuestionForm(ConceptsInForm):
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


class PartForm(ConceptsInForm):
    """One row of a repeated part; its id keeps what hangs on the part."""

    use_required_attribute = False
    """An empty row may stay empty."""

    id = PartId()


class PartFormSet(parts.PartFormSet):
    """Rows that share one list of concepts."""

    def __init__(self, *arguments, concepts: ConceptBook | None = None, **named):
        super().__init__(*arguments, **named)
        self.concepts = concepts or ConceptBook()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "concepts": self.concepts}


def part_formset(form: type[PartForm], title, add, *, most: int, formset: type[PartFormSet] = PartFormSet):
    return parts.part_formset(form, title, add, most=most, formset=formset)
