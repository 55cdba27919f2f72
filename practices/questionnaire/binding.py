"""All forms of the questionnaire bound to the same answers."""

from django.utils.functional import cached_property

from core.models import Item
from practices.questionnaire.forms.base import QuestionForm
from submissions.answers import Answers, as_data
from submissions.concept_fields import ConceptBook
from submissions.parts import PartFormSet
from submissions.questions import Question


class InvalidAnswers(ValueError):
    """Answers that no rows can be made of; `errors` is {input or prefix: what is wrong}."""

    def __init__(self, errors: dict):
        super().__init__(f"not valid: {', '.join(sorted(errors))}")
        self.errors = errors


class BoundQuestionnaire:
    """Forms by the name of their question, repeated parts by their prefix; they share one list of concepts.

    Files that the answers name belong to `item` already.
    """

    def __init__(self, questions: tuple[Question, ...], answers: Answers, item: Item | None = None):
        data, concepts = as_data(answers), ConceptBook()
        self.forms: dict[str, QuestionForm] = {each.name: each.form(data, concepts=concepts) for each in questions}
        self.parts: dict[str, PartFormSet] = {
            prefix: formset(data, prefix=prefix, concepts=concepts)
            for each in questions
            for prefix, formset in each.parts.items()
        }
        for each in (*self.forms.values(), *self.parts.values()):
            each.item = item

    def errors(self) -> dict:
        found = {name: errors for form in self.forms.values() for name, errors in form.errors.items()}
        for prefix, formset in self.parts.items():
            if not formset.is_valid():
                found[prefix] = [*formset.non_form_errors(), *(errors for errors in formset.errors if errors)]
        return found

    def require_valid(self) -> None:
        if errors := self.errors():
            raise InvalidAnswers(errors)

    @cached_property
    def told(self) -> dict:
        """{input: cleaned value} of all questions; names are unique."""
        return {name: value for form in self.forms.values() for name, value in form.cleaned_data.items()}

    def not_known(self) -> list[str]:
        """Questions to which "we do not know" was the answer."""
        return [question for question, form in self.forms.items() if form.is_not_known()]
