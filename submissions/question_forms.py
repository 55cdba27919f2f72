"""What the forms of questionnaires share."""

from uuid import UUID

from django import forms

from core.models import Item
from submissions.concept_fields import ConceptBook, OfConcepts


class ToldAbout:
    """What a form or its rows may know of the draft; set it before they are asked whether they are valid."""

    item: Item | None = None
    """What the answers are about, where it exists already."""
    language: str = ""
    """In which is written."""
    proposal_id: UUID | None = None
    """The draft, whose files may be named in it."""

    def hand_on(self, form: "ToldAbout") -> None:
        form.item, form.language, form.proposal_id = self.item, self.language, self.proposal_id


class QuestionForm(ToldAbout, forms.Form):
    """Bound to all answers of a draft, so that it can look at those to other questions."""

    more: tuple[str, ...] = ()
    """Fields that few need: pages show `basic()` first and `extra()` on request."""

    def __init__(self, *arguments, concepts: ConceptBook | None = None, **named):
        """Forms that are bound together share `concepts`."""
        super().__init__(*arguments, **named)
        self.concepts = concepts or ConceptBook()
        for field in self.fields.values():
            if isinstance(field, OfConcepts):
                field.use_book(self.concepts)

    def basic(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.more]

    def extra(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.more]

    def has_more_told(self) -> bool:
        return any(field.errors or any(_values(field)) for field in self.extra())

    def hints(self) -> dict[str, str]:
        """{field: what would make the answer better}, of answers that are valid; keeps nobody from sending."""
        return {}

    def typed(self, name: str) -> str:
        """An answer to any question, as it was typed."""
        return self.data.get(name, "").strip()


def _values(field: forms.BoundField) -> list:
    value = field.value()
    return value if isinstance(value, list | tuple) else [value]
