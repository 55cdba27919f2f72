"""What questionnaires share whose answers are all checked before rows are made of them."""

from collections.abc import Callable

from core.models import Item
from submissions.answers import Answers
from submissions.questions import Question
from submissions.rows import taken_meanwhile
from submissions.telling import told


class RowQuestionnaire:
    """Base of a `Questionnaire`."""

    questions: tuple[Question, ...]
    write_rows: Callable[..., None]
    """`(item, told, *, language, by)`; writes nothing when nothing differs."""

    def write(self, item: Item, answers: Answers, *, language: str, by) -> Item:
        said = told(self.questions, answers, item=item, language=language)
        with taken_meanwhile():
            self.write_rows(item, said, language=language, by=by)
        return item
