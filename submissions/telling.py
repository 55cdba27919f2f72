"""From answers to what they mean, by the forms of a questionnaire."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.models import Item
from submissions.answers import Answers, as_data
from submissions.questions import Question


@dataclass(frozen=True)
class Told:
    facts: dict
    """{name of the input: cleaned value} of all questions."""
    parts: dict[str, list[dict]]
    """{prefix: cleaned rows in order}"""


def told(questions: Iterable[Question], answers: Answers, *, item: Item, language: str) -> Told:
    """Raises ValueError for answers that are not valid."""
    data = as_data(answers)
    result = Told({}, {})
    for question in questions:
        form = question.form(data)
        _require_valid(question, form, item, language)
        result.facts.update(form.cleaned_data)
        for prefix, formset in question.parts.items():
            rows = formset(data, prefix=prefix)
            _require_valid(question, rows, item, language)
            result.parts[prefix] = rows.told()
    return result


def _require_valid(question: Question, bound, item: Item, language: str) -> None:
    bound.item, bound.language = None if item._state.adding else item, language
    if not bound.is_valid():
        raise ValueError(f"{question.name}: {bound.errors}")
