"""What all questions about a practice share: forms with a short and a longer half, and parts that repeat.

`more` of a form names the fields that stand under "More, if you have time": pages show `form.basic()` first and
`form.extra()` inside a `details` element, open when `form.has_more_told()`. Parts follow the same rule row by row.
"""

import re
from collections.abc import Iterator

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, BaseFormSet, ManagementForm, formset_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from practices.questionnaire.forms.concepts import ConceptBook

NOT_KNOWN = "_not_known"
"""Ends the name of the tick box "We do not know"; the name of the question stands before it."""
_ROWS_BEYOND = 5
"""So many more than allowed are read, so that what was typed comes back with the sentence about it."""


class ConceptsInForm(forms.Form):
    """Hands the concepts that may be chosen to its fields; forms that are bound together share one book."""

    more: tuple[str, ...] = ()

    def __init__(self, *arguments, concepts: ConceptBook | None = None, **named):
        super().__init__(*arguments, **named)
        self.concepts = concepts or ConceptBook()
        for field in self.fields.values():
            if hasattr(field, "use_book"):
                field.use_book(self.concepts)

    def basic(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.more]

    def extra(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.more]

    def has_more_told(self) -> bool:
        return any(field.errors or any(_values(field)) for field in self.extra())


def _values(field: forms.BoundField) -> list:
    value = field.value()
    return value if isinstance(value, list) else [value]


class QuestionForm(ConceptsInForm):
    """One question."""

    def is_not_known(self) -> bool:
        """Whether "We do not know" was the answer."""
        return any(value for name, value in self.cleaned_data.items() if name.endswith(NOT_KNOWN))


def not_known() -> forms.BooleanField:
    """The tick box of a question where not knowing is an answer."""
    return forms.BooleanField(required=False, label=gettext_lazy("We do not know"))


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


class PartFormSet(BaseFormSet):
    """Rows of a repeated part. How many there are is told by the rows that were sent, not by a counter alone."""

    part_title = ""
    add_label = ""
    most = 10
    default_error_messages = {
        **BaseFormSet.default_error_messages,
        "too_many_forms": gettext_lazy("There are too many rows here. Keep at most %(num)d."),
    }

    def __init__(self, *arguments, concepts: ConceptBook | None = None, **named):
        super().__init__(*arguments, **named)
        self.concepts = concepts or ConceptBook()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "concepts": self.concepts}

    @cached_property
    def management_form(self) -> ManagementForm:
        if not self.is_bound:
            return super().management_form
        counts = {TOTAL_FORM_COUNT: self._rows_sent(), INITIAL_FORM_COUNT: 0}
        form = ManagementForm(
            {f"{self.prefix}-{name}": str(count) for name, count in counts.items()}, prefix=self.prefix
        )
        form.full_clean()
        return form

    def _rows_sent(self) -> int:
        row = re.compile(rf"{re.escape(self.prefix)}-(\d{{1,4}})-")
        highest = max((int(found[1]) + 1 for name in self.data if (found := row.match(name))), default=0)
        asked_for = self.data.get(f"{self.prefix}-{TOTAL_FORM_COUNT}", "")
        wanted = int(asked_for) if re.fullmatch(r"[0-9]{1,4}", asked_for) else 0
        return max(highest, min(wanted, self.absolute_max))

    def told(self) -> Iterator[tuple[int, dict]]:
        """(number of the row, what was told in it) of the rows that are not empty."""
        kept = set(self._kept())
        yield from ((number, form.cleaned_data) for number, form in enumerate(self.forms) if form in kept)

    def clean(self):
        if sum(1 for _row in self._kept()) > self.most:
            raise forms.ValidationError(
                self.error_messages["too_many_forms"] % {"num": self.most}, code="too_many_forms"
            )

    def _kept(self) -> Iterator[forms.Form]:
        return (form for form in self.forms if form.has_changed())

    def ask_for(self, field: str, sentence) -> None:
        """Says what is missing at the first row, where somebody can write it."""
        error = forms.ValidationError(sentence, code="required")
        if not self.forms:
            raise error
        self.forms[0].add_error(field, error)


def part_formset(form: type[PartForm], title, add, *, most: int, formset: type[PartFormSet] = PartFormSet):
    """With at most `most` rows; `title` stands above them, `add` on the button for one more."""
    made = formset_factory(form, formset=formset, extra=1, max_num=most, absolute_max=most + _ROWS_BEYOND)
    made.part_title, made.add_label, made.most = title, add, most

    return made
