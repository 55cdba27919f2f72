"""What differs between two sets of answers, field by field, in the words of the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.forms import Field, Form
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from editorial.models import Proposal
from files.forms import STORED
from files.models import StoredFile
from submissions.answers import Answers
from submissions.differences import ADDED, REMOVED, Piece, word_difference
from submissions.inputs import inputs_of
from submissions.questionnaires import About, about, bound_form, bound_parts, questionnaire_for
from submissions.questions import Question, Questionnaire
from submissions.wording import file_of, is_written, said

_OF_THE_ROW = ("id", "DELETE")


@dataclass(frozen=True)
class ShownFile:
    stored: StoredFile
    alt: str
    change: str
    """Whether it was removed or added."""


@dataclass(frozen=True)
class FieldDifference:
    """One field of the form, or one field in a row of a repeated part."""

    unit: str
    """Name of the field, or prefix of the part."""
    question: Question
    label: str | Promise
    before: str
    after: str
    is_words: bool
    """Whether it is written in the language of the text, rather than chosen or counted."""
    input_type: str = "text"
    row: int | None = None
    keys: tuple[str, str] = ("", "")
    """What a hidden field holds: two keys may stand for the same words."""
    files: "tuple[ShownFile, ...]" = ()
    """Before and after, where files are what differs and both can be shown."""

    @property
    def differs(self) -> bool:
        return _told(self.before) != _told(self.after) or self.keys[0] != self.keys[1]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Word by word where it is written; what is chosen or counted changes as a whole."""
        if self.is_words:
            return word_difference(self.before, self.after)
        sides = (Piece(self.before, REMOVED), Piece(self.after, ADDED))
        return tuple(piece for piece in sides if piece.text)


def field_differences(proposal: Proposal, before: Answers, after: Answers) -> list[FieldDifference]:
    told = about(proposal)
    return [
        difference
        for question in questionnaire_for(proposal.kind).questions
        for difference in _of_question(question, before, after, told)
        if difference.differs
    ]


def differing_units(questionnaire: Questionnaire, before: Answers, after: Answers) -> set[str]:
    inputs = inputs_of(*questionnaire.questions)
    old, new = inputs.by_unit(before), inputs.by_unit(after)
    return {unit for unit in old if plain(old[unit]) != plain(new[unit])}


def plain(answers: Answers) -> Answers:
    """Without what says nothing: empty answers, counters of rows, the two ways in which lines end."""
    told = {
        name: [_told(value) for value in values if value.strip()]
        for name, values in answers.items()
        if not name.endswith("_FORMS")
    }
    return {name: values for name, values in told.items() if values}


def _of_question(question: Question, before: Answers, after: Answers, told: About) -> Iterator[FieldDifference]:
    """Only fields whose answers differ are put into words: naming what was chosen may ask the database."""
    old, new = (inputs_of(question).by_unit(answers) for answers in (before, after))
    changed = {unit for unit in old if plain(old[unit]) != plain(new[unit])}
    if not changed:
        return
    forms = [bound_form(question, answers, told) for answers in (before, after)]
    for name, field in forms[1].fields.items():
        if name in changed:
            yield _difference(question, name, name, field, forms)
    rows = [bound_parts(question, answers, told) for answers in (before, after)]
    for prefix in question.parts:
        if prefix in changed:
            yield from _of_rows(question, prefix, *(formsets[prefix] for formsets in rows))


def _of_rows(question: Question, prefix: str, before, after) -> Iterator[FieldDifference]:
    """Rows are compared by their id where they have one, else by their place."""
    old, new = _rows_by_key(before), _rows_by_key(after)
    for number, key in enumerate({**old, **new}, 1):
        form = new.get(key) or old[key]
        for name, field in form.fields.items():
            if name in _OF_THE_ROW:
                continue
            yield _difference(question, prefix, name, field, [old.get(key), new.get(key)], row=number)


def _rows_by_key(formset) -> dict[str, Form]:
    rows = {}
    for number, form in enumerate(formset.forms):
        if form.data.get(form.add_prefix("DELETE")):
            continue
        own = form.data.get(form.add_prefix("id")) if "id" in form.fields else ""
        rows[own or f"#{number}"] = form
    return rows


def _difference(question: Question, unit: str, name: str, field: Field, sides: list[Form | None], *, row=None):
    """`sides` are the forms before and after; None where the row is not there."""
    label = field.label or question.title  # of what is hidden, too: nothing changes unseen
    if row:
        label = _("%(label)s (number %(number)s)") % {"label": label, "number": row}
    return FieldDifference(
        unit,
        question,
        label,
        *(_words(form, name, is_alone=None in sides) for form in sides),
        is_words=is_written(field),
        input_type=getattr(field.widget, "input_type", None) or "text",
        row=row,
        keys=tuple(_key(form, name) for form in sides) if field.widget.is_hidden else ("", ""),
        files=_files(name, sides),
    )


def _words(form: Form | None, name: str, *, is_alone: bool) -> str:
    """A row that comes or goes tells what is told in it, not what is left empty."""
    if form is None or (is_alone and not form[name].value()):
        return ""
    return said(form, name)


def _key(form: Form | None, name: str) -> str:
    return _told(str(form[name].value() or "")) if form else ""


def _files(name: str, sides: list[Form | None]) -> tuple[ShownFile, ...]:
    """None unless all that is named can be shown: the words say so then."""
    if name != STORED:
        return ()
    named = [(form, change) for form, change in zip(sides, (REMOVED, ADDED), strict=True) if _key(form, name)]
    found = [(file_of(form, name), str(form["alt"].value() or ""), change) for form, change in named]
    return tuple(ShownFile(*each) for each in found) if all(stored for stored, *_rest in found) else ()


def _told(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
