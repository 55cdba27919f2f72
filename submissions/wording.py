"""Answers as people read them: names of what was chosen, without what was left empty."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from django.forms import BaseFormSet, BooleanField, CharField, ChoiceField, Field, Form, MultipleChoiceField, Textarea
from django.urls import reverse
from django.utils.translation import gettext as _

from core.reading import Phrase
from editorial.content import Told
from files.forms import STORED
from files.models import StoredFile
from submissions.questions import Question, Questionnaire

_WORDS = ("text", None)


@dataclass(frozen=True)
class Worded:
    """One field that was answered."""

    name: str
    label: str
    values: tuple[str, ...]
    is_words: bool
    """Whether it is written in the language of the text, rather than chosen or counted."""
    input_type: str
    url: str = ""
    """Where it is, when it is a file."""

    @property
    def text(self) -> str:
        return "\n".join(self.values)


@dataclass
class ChoiceNames:
    """Names of what can be chosen, read once for all rows of a page that offer the same."""

    _known: dict = field(default_factory=dict)

    def of(self, one: Field) -> dict[str, str]:
        read = getattr(one, "make_choices", None)
        if read is None:
            return names_of_choices(getattr(one, "choices", ()))
        if read not in self._known:
            self._known[read] = names_of_choices(one.choices)
        return self._known[read]


def worded(form: Form, names: ChoiceNames) -> Iterator[Worded]:
    """What a form or row says, without what nobody sees; a box that is not ticked says nothing."""
    for name, one in form.fields.items():
        stored = file_of(form, name)
        if (one.widget.is_hidden and not stored) or name == "DELETE" or not form[name].value():
            continue
        if values := values_of(form, name, names):
            input_type = getattr(one.widget, "input_type", None) or "text"
            url = reverse("files:file", args=[stored.pk]) if stored else ""
            yield Worded(name, str(one.label or ""), values, is_written(one), input_type, url)


def file_of(form: Form, name: str) -> StoredFile | None:
    """The file that the field stands for, where it may be shown with this form."""
    return form.kept() if name == STORED and hasattr(form, "kept") else None


def told(fields: Iterable[Worded], language: str) -> list[Told]:
    """For pages; `language` is that of the text."""
    return [
        Told(each.label, tuple(Phrase(value, language if each.is_words else "", each.url) for value in each.values))
        for each in fields
    ]


def worded_rows(rows: BaseFormSet, names: ChoiceNames) -> list[list[Worded]]:
    """Rows that say something."""
    found = (list(worded(form, names)) for form in rows.forms)
    return [row for row in found if row]


def is_written(one: Field) -> bool:
    """Whether people write sentences or names in it, in the language of the text."""
    is_free = isinstance(one.widget, Textarea) or getattr(one.widget, "input_type", None) in _WORDS
    return is_free and isinstance(one, CharField) and not hasattr(one, "choices")


def said(form: Form, name: str) -> str:
    """One answer, with each thing that was chosen in a line of its own."""
    return "\n".join(values_said(form, name))


def values_said(form: Form, name: str) -> tuple[str, ...]:
    """Choosing none may say something, too."""
    return values_of(form, name, ChoiceNames()) or _none_chosen(form.fields[name])


def _none_chosen(one: Field) -> tuple[str, ...]:
    """Such as “we do not know”; where something must be chosen, there is only a sentence that asks for it."""
    if not isinstance(one, ChoiceField) or isinstance(one, MultipleChoiceField) or one.required:
        return ()
    empty = ChoiceNames().of(one).get("")
    return (str(empty),) if empty else ()


def values_of(form: Form, name: str, names: ChoiceNames) -> tuple[str, ...]:
    """A field that holds a key says by `words_for(form, value)` what that stands for."""
    one, value = form.fields[name], form[name].value()
    if value and hasattr(one, "words_for"):
        return tuple(one.words_for(form, str(value)))
    if isinstance(one, BooleanField):
        return (_("Yes") if value and value != "False" else _("No"),)
    told = [str(each) for each in (value if isinstance(value, (list, tuple)) else [value]) if each not in (None, "")]
    known = names.of(one) if told else {}
    return tuple(str(known.get(each, each)) for each in told)


def labels_of(questionnaire: Questionnaire, units: Container[str]) -> list[str]:
    """What the form calls these fields and repeated parts, in the order of its questions."""
    found = (
        (question, unit) for question in questionnaire.questions for unit in (*question.form().fields, *question.parts)
    )
    return [label_of(question, unit) for question, unit in found if unit in units]


def label_of(question: Question, unit: str) -> str:
    field = question.form().fields.get(unit)
    label = field.label if field else getattr(question.parts.get(unit), "part_title", "")
    return str(label or question.title)


def names_of_choices(choices) -> dict[str, str]:
    names = {}
    for value, name in choices:
        if isinstance(name, (list, tuple)):
            names |= names_of_choices(name)
        else:
            names[str(value)] = name
    return names
