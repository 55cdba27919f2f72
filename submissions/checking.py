"""What keeps a draft from being sent, in sentences that lead to the question."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseFormSet, Form

from editorial.choices import ChangeAnswer, ProposalPurpose
from editorial.models import Proposal, RequestedChange
from submissions.answers import Answers
from submissions.questionnaires import About, bound_form, bound_parts
from submissions.questions import Question, Questionnaire


@dataclass(frozen=True)
class Problem:
    question: Question
    sentence: str
    label: str = ""
    """Of the field."""


def problems(questionnaire: Questionnaire, answers: Answers, about: About) -> list[Problem]:
    return [problem for question in questionnaire.questions for problem in _of_question(question, answers, about)]


def _of_question(question: Question, answers: Answers, about: About) -> Iterator[Problem]:
    yield from _of_form(question, bound_form(question, answers, about))
    for rows in bound_parts(question, answers, about).values():
        yield from _of_rows(question, rows)


def _of_form(question: Question, form: Form) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        label = str(form.fields[name].label or "") if name in form.fields else ""
        yield from (Problem(question, sentence, label) for sentence in errors)


def _of_rows(question: Question, rows: BaseFormSet) -> Iterator[Problem]:
    rows.is_valid()  # rows are judged together, and that can say something at each of them
    for form in rows.forms:
        yield from _of_form(question, form)
    yield from (Problem(question, sentence) for sentence in rows.non_form_errors())


def changes_asked_of(proposal: Proposal):
    """What editors have asked for, about this draft."""
    if proposal.item_id is None:
        return RequestedChange.objects.none()
    asked = RequestedChange.objects.filter(kind=proposal.kind, item_id=proposal.item_id)
    of_a_change = proposal.purpose == ProposalPurpose.CHANGE
    return asked.filter(proposal=proposal) if of_a_change else asked.filter(proposal__isnull=True)


def unanswered_changes(proposal: Proposal):
    return changes_asked_of(proposal).filter(answer=ChangeAnswer.WAITING)
