"""Parts of an answer that are told again and again, in rows: names, authors, relations."""

from collections.abc import Iterable, Mapping

from django.forms import BaseFormSet, Form, formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from submissions.answers import Answers


class PartFormSet(BaseFormSet):
    default_error_messages = {
        "missing_management_form": _("A part of this page is missing. Load the page again and answer here once more."),
        "too_many_forms": ngettext_lazy(
            "At most %(num)d row has room here.", "At most %(num)d rows have room here.", "num"
        ),
    }

    def __init__(self, data=None, *args, prefix: str, **kwargs):
        """A draft that has not come to this question has no rows."""
        if data is not None and f"{prefix}-TOTAL_FORMS" not in data:
            data = MultiValueDict({**dict(data.lists()), **part_answers(prefix, [])})
        super().__init__(data, *args, prefix=prefix, **kwargs)

    def told(self) -> list[dict]:
        """What the rows say that are neither empty nor taken away, in their order; after `is_valid()`."""
        return [form.cleaned_data for form in self.kept_forms() if form.is_valid()]

    def kept_forms(self) -> list[Form]:
        return [form for form in self.forms if form.has_changed() and not self._should_delete_form(form)]


def part_formset(form: type[Form], *, most: int, formset: type[PartFormSet] = PartFormSet) -> type[PartFormSet]:
    return formset_factory(
        form, formset=formset, extra=1, max_num=most, absolute_max=most + 10, validate_max=True, can_delete=True
    )


def part_answers(prefix: str, rows: Iterable[Mapping[str, str]]) -> Answers:
    """The answers that a formset of these rows would get."""
    rows = list(rows)
    answers = {f"{prefix}-TOTAL_FORMS": [str(len(rows))], f"{prefix}-INITIAL_FORMS": ["0"]}
    for number, row in enumerate(rows):
        answers |= {f"{prefix}-{number}-{name}": [value] for name, value in row.items() if value}
    return answers
