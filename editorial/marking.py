"""The questions of the form at which an editor can ask for a change."""

from core.models import Item


def question_titles(item: Item) -> dict:
    """{name: title} of the questions, in order."""
    return {question.name: question.title for question in item.questionnaire().questions}
