"""Which inputs a question has, and what a browser sent for them.

A unit is what is compared and merged as a whole: one field, or all rows of a repeated part, whose numbers may shift.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.forms import Form, MultiWidget, SelectDateWidget, Widget
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict

from submissions.answers import Answers, from_post, one
from submissions.lookalikes.answers import LONGEST_WHY, LOOKALIKES, MOST, is_answer
from submissions.questions import Question

MOST_ROWS = 100
_ROW = re.compile(r"(\d{1,3})-(\w+)")


@dataclass(frozen=True)
class Inputs:
    """Of one question or several."""

    fields: dict[str, tuple[str, ...]]
    """{field: names of its inputs}, as some widgets have several."""
    parts: dict[str, frozenset[str]]
    """{prefix: names of the inputs in a row}"""
    has_lookalikes: bool = False
    """What is said of lookalikes is one unit, called like the beginning of its inputs."""

    def sent(self, post: QueryDict) -> Answers:
        """What was sent for them, cleaned of what no database keeps; empty answers are none."""
        names = frozenset(name for names in self.fields.values() for name in names)
        raw = from_post(post, names, frozenset(self.parts))
        cleaned = {name: _cleaned(values) for name, values in raw.items() if name in names or self._is_of_part(name)}
        cleaned |= self._said_of_lookalikes(post)
        answers = {name: values for name, values in cleaned.items() if any(values)}
        for prefix in self.parts:
            _count_rows(answers, prefix)
        return answers

    def by_unit(self, answers: Answers) -> dict[str, Answers]:
        """{unit: its answers}; a unit without answers is there, too."""
        units: dict[str, Answers] = {unit: {} for unit in (*self.fields, *self.parts)}
        if self.has_lookalikes:
            units[LOOKALIKES] = {name: values for name, values in answers.items() if is_answer(name)}
        unit_of = {name: unit for unit, names in self.fields.items() for name in names}
        for name, values in answers.items():
            unit = unit_of.get(name) or next((prefix for prefix in self.parts if name.startswith(f"{prefix}-")), None)
            if unit:
                units[unit][name] = values
        return units

    def _said_of_lookalikes(self, post: QueryDict) -> Answers:
        names = [name for name in post if self.has_lookalikes and is_answer(name)]
        return {name: _cleaned([post[name][:LONGEST_WHY]]) for name in names[: 2 * MOST]}

    def _is_of_part(self, name: str) -> bool:
        for prefix, names in self.parts.items():
            rest = name.removeprefix(f"{prefix}-")
            row = _ROW.fullmatch(rest)
            if rest != name and (rest == TOTAL_FORM_COUNT or (row and int(row[1]) < MOST_ROWS and row[2] in names)):
                return True
        return False


def inputs_of(*questions: Question) -> Inputs:
    fields = {name: names for each in questions for name, names in _fields_of(each.form).items()}
    parts = {
        prefix: frozenset(name for names in _fields_of(rows.form).values() for name in names)
        for each in questions
        for prefix, rows in each.parts.items()
    }
    return Inputs(fields, parts, any(each.is_compared for each in questions))


@cache
def _fields_of(form: type[Form]) -> dict[str, tuple[str, ...]]:
    """Files are no answers; what stands for them is the id under which each is kept."""
    fields = form().fields.items()
    return {name: _names(name, field.widget) for name, field in fields if not field.widget.needs_multipart_form}


def _names(name: str, widget: Widget) -> tuple[str, ...]:
    if isinstance(widget, MultiWidget):
        return tuple(f"{name}{suffix}" for suffix in widget.widgets_names)
    if isinstance(widget, SelectDateWidget):
        return tuple(pattern % name for pattern in (widget.day_field, widget.month_field, widget.year_field))
    return (name,)


def _cleaned(values: list[str]) -> list[str]:
    """Browsers end lines in two ways; NUL is written by nobody and kept by no database."""
    return [value.replace("\r\n", "\n").replace("\0", "") for value in values]


def rows_in(answers: Answers, prefix: str) -> int:
    told = one(answers, f"{prefix}-{TOTAL_FORM_COUNT}")
    return min(int(told), MOST_ROWS) if told.isascii() and told.isdigit() and len(told) < 5 else 0


def set_rows(answers: Answers, prefix: str, count: int) -> None:
    answers[f"{prefix}-{TOTAL_FORM_COUNT}"] = [str(count)]
    answers[f"{prefix}-{INITIAL_FORM_COUNT}"] = ["0"]


def _count_rows(answers: Answers, prefix: str) -> None:
    if f"{prefix}-{TOTAL_FORM_COUNT}" in answers:
        set_rows(answers, prefix, rows_in(answers, prefix))


def without_row(answers: Answers, prefix: str, index: int) -> Answers:
    """The rows behind it move up by one."""
    kept = {}
    for name, values in answers.items():
        row = _ROW.fullmatch(name.removeprefix(f"{prefix}-")) if name.startswith(f"{prefix}-") else None
        if row is None or int(row[1]) < index:
            kept[name] = values
        elif int(row[1]) > index:
            kept[f"{prefix}-{int(row[1]) - 1}-{row[2]}"] = values
    if index < rows_in(answers, prefix):
        set_rows(kept, prefix, rows_in(answers, prefix) - 1)
    return kept


def row_of(answers: Answers, prefix: str, index: int) -> Answers:
    """{field: its answers} of one row."""
    start = f"{prefix}-{index}-"
    return {name.removeprefix(start): values for name, values in answers.items() if name.startswith(start)}


def is_answered(question: Question, answers: Answers) -> bool:
    """Counting rows is no answer, and what is said of others is none about this one."""
    inputs = inputs_of(question)
    units = Inputs(inputs.fields, inputs.parts).by_unit(answers)
    return any(any(values) for unit in units.values() for name, values in unit.items() if not name.endswith("_FORMS"))
