"""The questions of the form at which an editor can ask for a change."""

from core.models import Item


def question_titles(item: Item) -> dict:
    """{name: title} of the questions, in order; none for a kind that nobody sends in by a form."""
    try:
        questions = item.questionnaire().questions
    except NotImplementedError:
        return {}
    return {question.name: question.title for question in questions}
