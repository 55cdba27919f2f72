"""What the pages of a draft show: one question or all, progress, and what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.forms import BaseFormSet, Form, Textarea, TextInput
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.reading import Phrase
from editorial.content import Told
from editorial.models import Proposal
from files.forms import FILE
from submissions.answers import Answers, one
from submissions.checking import Problem, problems
from submissions.concepts import SuggestedConcept, suggested_concepts
from submissions.inputs import inputs_of, is_answered
from submissions.lookalikes.answers import LOOKALIKES, Way, answers_in
from submissions.merging import seen
from submissions.questionnaires import (
    About,
    about,
    bound_form,
    bound_parts,
    forget_missing,
    has_errors,
    questionnaire_for,
    shown_form,
    shown_parts,
    title_of,
)
from submissions.questions import Question, Questionnaire
from submissions.wording import ChoiceNames, is_written, label_of, told, values_said, worded_rows

ADD_ANOTHER = _("Add another")
_MOST_SUGGESTED, _MOST_NAMED = 3, 60


@dataclass(frozen=True)
class OtherText:
    """What somebody else has saved meanwhile for one unit."""

    unit: str
    label: str
    values: tuple[Phrase, ...]
    rows: list[list[Told]] = field(default_factory=list)


@dataclass(frozen=True)
class Rows:
    prefix: str
    formset: BaseFormSet
    title: str | Promise
    add_label: str | Promise


@dataclass(frozen=True)
class QuestionShown:
    question: Question
    number: int
    form: Form
    rows: list[Rows]
    is_answered: bool
    conflicts: list[OtherText] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    """What would make the answers better; they keep nobody from going on."""

    @property
    def has_errors(self) -> bool:
        return has_errors(self.form) or any(has_errors(each.formset) for each in self.rows)

    @property
    def takes_files(self) -> bool:
        return any(each.formset.is_multipart() for each in self.rows)


@dataclass
class Draft:
    """A draft with the questions of its kind."""

    proposal: Proposal

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return questionnaire_for(self.proposal.kind)

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.questionnaire.questions

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def title(self) -> str:
        return title_of(self.proposal)

    @cached_property
    def answered(self) -> set[str]:
        return {each.name for each in self.questions if is_answered(each, self.proposal.answers)}

    @cached_property
    def problems(self) -> list[Problem]:
        return problems(self.questionnaire, self.proposal.answers, self.about)

    @cached_property
    def about(self) -> About:
        return about(self.proposal)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.questions]

    def find(self, name: str) -> Question | None:
        return next((each for each in self.questions if each.name == name), None)

    @property
    def current(self) -> Question:
        """Where the writer stopped."""
        return self.find(self.proposal.question) or self.questions[0]

    @property
    def current_number(self) -> int:
        return self.number_of(self.current)

    def number_of(self, question: Question) -> int:
        return self.names.index(question.name) + 1

    def before(self, question: Question) -> Question | None:
        number = self.number_of(question)
        return self.questions[number - 2] if number > 1 else None

    def after(self, question: Question) -> Question | None:
        number = self.number_of(question)
        return self.questions[number] if number < self.total else None

    def shown(
        self,
        question: Question,
        answers: Answers,
        *,
        checked: bool = False,
        conflicts: dict[str, Answers] | None = None,
        refused: dict[str, str] | None = None,
    ) -> QuestionShown:
        """With the answers of the draft, or those just sent; `checked` says what is missing, too.

        `refused` is {input: why its file was not taken}.
        """
        form = (bound_form if checked else shown_form)(question, answers, self.about)
        parts = (bound_parts if checked else shown_parts)(question, answers, self.about)
        hints = _hints(form)
        self._suggest(form)
        for each in (form, *parts.values()):
            if not checked:
                forget_missing(each)
            _tell_refused(each, refused or {})
            self._dress(each)
        rows = [_rows(prefix, formset) for prefix, formset in parts.items()]
        units = {*form.fields, *parts, *([LOOKALIKES] if question.is_compared else [])}
        other = [_other_text(question, unit, conflicts[unit], self.about) for unit in conflicts or {} if unit in units]
        number, is_answered = self.number_of(question), question.name in self.answered
        return QuestionShown(question, number, form, rows, is_answered, other, hints)

    def _suggest(self, form: Form) -> None:
        for each in form.fields.values():
            if scheme := getattr(each, "suggests", ""):
                each.suggested = [one for one in self.suggestions if one.scheme == scheme][:_MOST_SUGGESTED]

    @cached_property
    def suggestions(self) -> list[SuggestedConcept]:
        """Of what is saved: topics, groups and types of work that the text names."""
        texts = {name: one(self.proposal.answers, name) for name in self.questionnaire.words}
        return suggested_concepts(texts, self.proposal.language, most=_MOST_NAMED)

    def _dress(self, form: Form | BaseFormSet) -> None:
        """The look of our fields, and the language of what is written in them."""
        forms = [*form.forms, form.empty_form] if isinstance(form, BaseFormSet) else [form]
        for each in forms:
            each.use_required_attribute = False
            for asked in each.fields.values():
                asked.widget.attrs.setdefault("class", "ds-input")
                if isinstance(asked.widget, TextInput | Textarea) and self.proposal.language != get_language():
                    asked.widget.attrs.setdefault("lang", self.proposal.language)

    def seen(self, *questions: Question) -> str:
        return seen(inputs_of(*questions).by_unit(self.proposal.answers))


def _tell_refused(form: Form | BaseFormSet, refused: dict[str, str]) -> None:
    """At the field, in place of what else there is to say about it."""
    form.is_valid()
    for each in form.forms if isinstance(form, BaseFormSet) else ():
        sentence = refused.get(each.add_prefix(FILE))
        if sentence:
            each.errors.pop(FILE, None)
            each.add_error(FILE, sentence)


def _hints(form: Form) -> list[str]:
    return list(form.hints().values()) if hasattr(form, "hints") and form.is_bound and form.is_valid() else []


def _rows(prefix: str, formset: BaseFormSet) -> Rows:
    """A formset may say `part_title` and `add_label`."""
    return Rows(prefix, formset, getattr(formset, "part_title", ""), getattr(formset, "add_label", "") or ADD_ANOTHER)


def _other_text(question: Question, unit: str, there: Answers, about: About) -> OtherText:
    """In the words that people read."""
    if unit == LOOKALIKES:
        return OtherText(unit, "", tuple(_ways(there)))
    label = label_of(question, unit)
    if unit in question.parts:
        rows = worded_rows(bound_parts(question, there, about)[unit], ChoiceNames())
        return OtherText(unit, label, (), [told(row, about.language) for row in rows])
    form = bound_form(question, there, about)
    language = about.language if is_written(form.fields[unit]) else ""
    return OtherText(unit, label, tuple(Phrase(value, language) for value in values_said(form, unit)))


def _ways(there: Answers) -> Iterator[Phrase]:
    for answer in answers_in(there):
        yield Phrase(" ".join([str(Way(answer.way).label), answer.why]).strip())


def taken_over(post: QueryDict) -> frozenset[str]:
    """Units for which the writer has chosen the text of somebody else."""
    return frozenset(post.getlist("take"))
