"""What the forms of questionnaires share."""

from django import forms

from core.models import Item


class QuestionForm(forms.Form):
    """Bound to all answers of a draft, so that it can look at those to other questions."""

    more: tuple[str, ...] = ()
    """Fields that few need: pages show `basic()` first and `extra()` on request."""
    item: Item | None = None
    """What the answers are about, where it exists already; set it before the form is asked whether it is valid."""
    language: str = ""
    """In which is written; set it like `item`."""

    def basic(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.more]

    def extra(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.more]

    def has_more_told(self) -> bool:
        return any(field.errors or field.value() not in (None, "", []) for field in self.extra())

    def hints(self) -> dict[str, str]:
        """{field: what would make the answer better}, of answers that are valid; keeps nobody from sending."""
        return {}

    def typed(self, name: str) -> str:
        """An answer to any question, as it was typed."""
        return self.data.get(name, "").strip()
