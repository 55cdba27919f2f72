"""Parts of an answer that are told again and again, in rows: names, authors, relations."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import Item
from submissions.answers import Answers
from submissions.question_forms import QuestionForm

_TOO_MANY = _("There is room for %(num)d.")
MISSING = "required"
"""Code of errors about what is not told yet; pages keep them until the draft is sent."""


class PartFormSet(BaseFormSet):
    part_title: str | Promise = ""
    add_label: str | Promise = ""
    item: Item | None = None
    language: str = ""
    """Set both like those of a `QuestionForm`; the rows get them, too."""
    default_error_messages = {
        "missing_management_form": _("A part of this page is missing. Load the page again and answer here once more."),
        "too_many_forms": _TOO_MANY,
    }

    def __init__(self, data=None, *args, prefix: str, **kwargs):
        """A draft that has not come to this question has no rows."""
        if data is not None and f"{prefix}-TOTAL_FORMS" not in data:
            data = MultiValueDict({**dict(data.lists()), **part_answers(prefix, [])})
        super().__init__(data, *args, prefix=prefix, **kwargs)

    def _construct_form(self, index, **kwargs):
        form = super()._construct_form(index, **kwargs)
        form.item, form.language = self.item, self.language
        return form

    def clean(self):
        """Empty rows take no room."""
        if len(self.told_forms()) > self.max_num:
            raise ValidationError(_TOO_MANY % {"num": self.max_num}, code="too_many_forms")

    def told(self) -> list[dict]:
        """What the rows say that are not empty, in their order; after `is_valid()`."""
        return [form.cleaned_data for form in self.told_forms()]

    def told_forms(self) -> list[QuestionForm]:
        return [form for form in self.forms if form.has_changed()]


def part_formset(
    form: type[QuestionForm],
    *,
    title: str | Promise,
    add: str | Promise,
    most: int,
    formset: type[PartFormSet] = PartFormSet,
) -> type[PartFormSet]:
    """`title` stands above the rows, `add` on the button for one more."""
    made = formset_factory(form, formset=formset, extra=1, max_num=most, absolute_max=most + 10)
    made.part_title, made.add_label = title, add
    return made


def part_answers(prefix: str, rows: Iterable[Mapping[str, str]]) -> Answers:
    """The answers that a formset of these rows would get."""
    rows = list(rows)
    answers = {f"{prefix}-TOTAL_FORMS": [str(len(rows))], f"{prefix}-INITIAL_FORMS": ["0"]}
    for number, row in enumerate(rows):
        answers |= {f"{prefix}-{number}-{name}": [value] for name, value in row.items() if value}
    return answers
