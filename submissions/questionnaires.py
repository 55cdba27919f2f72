"""Questionnaires by kind, and the forms of their questions filled with answers."""

from django.forms import BaseFormSet, Form
from django.forms.formsets import TOTAL_FORM_COUNT

from core.kinds import models_by_kind
from core.models import Item
from editorial.models import Proposal
from submissions.answers import Answers, as_data, one
from submissions.inputs import inputs_of, set_rows
from submissions.questions import Question, Questionnaire

MISSING = "required"
"""Code of the error that something is not told yet; it never keeps anybody from going on."""


def questionnaire_for(kind: str) -> Questionnaire | None:
    """None for kinds that nobody sends in."""
    model = models_by_kind().get(kind)
    try:
        return model.questionnaire() if model else None
    except NotImplementedError:
        return None


def title_of(proposal: Proposal) -> str:
    """As it is typed so far; empty while it is not."""
    questionnaire = questionnaire_for(proposal.kind)
    return " ".join(one(proposal.answers, questionnaire.title_input).split()) if questionnaire else ""


def start_page_of(kind: str) -> str:
    """Name of the address where something of this kind is begun."""
    return f"{models_by_kind()[kind].url_name.partition(':')[0]}:submit"


def bound_form(question: Question, answers: Answers, proposal: Proposal | None = None) -> Form:
    return _about(question.form(as_data(answers)), proposal)


def _about(bound: Form | BaseFormSet, proposal: Proposal | None):
    """Tells it which item it is about, and in which language: an item is no double of itself."""
    if proposal:
        bound.language = proposal.language
        bound.item = item_about(proposal)
    return bound


def item_about(proposal: Proposal) -> Item | None:
    """What it became before it was sent back, or what it changes."""
    return models_by_kind()[proposal.kind]._default_manager.filter(pk=proposal.item_id).first()


def bound_parts(question: Question, answers: Answers, proposal: Proposal | None = None) -> dict[str, BaseFormSet]:
    """With no rows where none were sent."""
    parts = {}
    for prefix, rows in question.parts.items():
        data = dict(answers)
        if f"{prefix}-{TOTAL_FORM_COUNT}" not in data:
            set_rows(data, prefix, 0)
        parts[prefix] = _about(rows(as_data(data), prefix=prefix), proposal)
    return parts


def shown_form(question: Question, answers: Answers, proposal: Proposal | None = None) -> Form:
    """Bound as soon as something is answered, so that first suggestions of a form are seen until then."""
    names = {name for names in inputs_of(question).fields.values() for name in names}
    return bound_form(question, answers, proposal) if names & answers.keys() else question.form()


def shown_parts(question: Question, answers: Answers, proposal: Proposal | None = None) -> dict[str, BaseFormSet]:
    bound = bound_parts(question, answers, proposal)
    return {
        prefix: bound[prefix] if f"{prefix}-{TOTAL_FORM_COUNT}" in answers else rows(prefix=prefix)
        for prefix, rows in question.parts.items()
    }


def forget_missing(form: Form | BaseFormSet) -> None:
    """Leaves only what is wrong, not what is still missing."""
    forms = form.forms if isinstance(form, BaseFormSet) else [form]
    for each in forms:
        for name, errors in list(each.errors.items()):
            errors.data = [error for error in errors.as_data() if error.code != MISSING]
            if not errors.data:
                del each.errors[name]


def has_errors(form: Form | BaseFormSet) -> bool:
    if not isinstance(form, BaseFormSet):
        return bool(form.errors)
    return any(each.errors for each in form.forms) or bool(form.non_form_errors())
