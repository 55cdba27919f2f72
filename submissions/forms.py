"""What the forms of all questionnaires share."""

from django import forms


class QuestionForm(forms.Form):
    """Bound to all answers of a draft, so that it can look at those to other questions."""

    more: tuple[str, ...] = ()
    """Fields that few need, shown on request."""

    def __init__(self, *args, item=None, language: str = "", **kwargs):
        """`item` is what a change is proposed to, `language` that of the text."""
        self.item, self.language = item, language
        super().__init__(*args, **kwargs)

    def hints(self) -> dict[str, str]:
        """{field: what would make the answer better}, of answers that are valid; keeps nobody from sending."""
        return {}

    def typed(self, name: str) -> str:
        """An answer to any question, as it was typed."""
        return self.data.get(name, "").strip()
