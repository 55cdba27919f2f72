"""Parts of an answer that are told again and again, in rows: names, authors, relations."""

import re
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from submissions.answers import Answers
from submissions.concept_fields import ConceptBook
from submissions.question_forms import ToldAbout

_TOO_MANY = _("There are too many rows here. Keep at most %(num)d.")
_ROWS_BEYOND = 10
"""So many more than allowed are read, so that what was typed comes back with the sentence about it."""
MISSING = "required"
"""Code of errors about what is not told yet; pages keep them until the draft is sent."""


class PartFormSet(ToldAbout, BaseFormSet):
    """Rows of a repeated part. How many there are is told by the rows that were sent, not by a counter alone."""

    part_title: str | Promise = ""
    add_label: str | Promise = ""
    default_error_messages = {"too_many_forms": _TOO_MANY}

    def __init__(self, *arguments, concepts: ConceptBook | None = None, **named):
        """Rows share one list of `concepts`, with other forms where it is given."""
        super().__init__(*arguments, **named)
        self.concepts = concepts or ConceptBook()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "concepts": self.concepts}

    def _construct_form(self, index, **kwargs):
        form = super()._construct_form(index, **kwargs)
        self.hand_on(form)
        return form

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
        wanted = int(asked_for) if re.fullmatch(r"[0-9]{1,9}", asked_for) else 0
        return max(highest, min(wanted, self.absolute_max + 1))

    def clean(self):
        """Empty rows take no room."""
        if len(self.told_forms()) > self.max_num:
            raise ValidationError(_TOO_MANY % {"num": self.max_num}, code="too_many_forms")

    def told(self) -> list[dict]:
        """What the rows say that are not empty, in their order; after `is_valid()`."""
        return [form.cleaned_data for form in self.told_forms()]

    def told_forms(self) -> list:
        return [form for form in self.forms if form.has_changed()]

    def ask_for(self, field: str, sentence: str | Promise) -> None:
        """Says what is missing at the first row, where somebody can write it."""
        error = ValidationError(sentence, code=MISSING)
        if not self.forms:
            raise error
        self.forms[0].add_error(field, error)


def part_formset(
    form: type,
    title: str | Promise,
    add: str | Promise,
    *,
    most: int,
    formset: type[PartFormSet] = PartFormSet,
) -> type[PartFormSet]:
    """`title` stands above the rows, `add` on the button for one more."""
    made = formset_factory(form, formset=formset, extra=1, max_num=most, absolute_max=most + _ROWS_BEYOND)
    made.part_title, made.add_label = title, add
    return made


def part_answers(prefix: str, rows: Iterable[Mapping[str, str]]) -> Answers:
    """The answers that a formset of these rows would get."""
    rows = list(rows)
    answers = {f"{prefix}-TOTAL_FORMS": [str(len(rows))], f"{prefix}-INITIAL_FORMS": ["0"]}
    for number, row in enumerate(rows):
        answers |= {f"{prefix}-{number}-{name}": [value] for name, value in row.items() if value}
    return answers
