"""Questionnaires by kind, and the forms of their questions filled with answers."""

from dataclasses import dataclass
from uuid import UUID

from django.forms import BaseFormSet, Form
from django.forms.formsets import TOTAL_FORM_COUNT
from django.forms.utils import ErrorList

from core.kinds import models_by_kind
from core.models import Item
from editorial.models import Proposal
from submissions.answers import Answers, as_data, one
from submissions.inputs import inputs_of, set_rows
from submissions.parts import MISSING
from submissions.questions import Question, Questionnaire


def questionnaire_for(kind: str) -> Questionnaire:
    return models_by_kind()[kind].questionnaire()


def item_of(proposal: Proposal) -> Item | None:
    """What it has become, or what it changes."""
    return models_by_kind()[proposal.kind]._default_manager.filter(pk=proposal.item_id).first()


def about(proposal: Proposal) -> "About":
    return About(proposal.language, item_of(proposal) if proposal.item_id else None, proposal.pk)


def title_of(proposal: Proposal) -> str:
    """As it is typed so far; empty while it is not."""
    questionnaire = questionnaire_for(proposal.kind)
    return " ".join(one(proposal.answers, questionnaire.title_input).split())


def start_page_of(kind: str) -> str:
    """Name of the address where something of this kind is begun."""
    return f"{models_by_kind()[kind].url_name.partition(':')[0]}:submit"


@dataclass(frozen=True)
class About:
    """What a draft is about, told to its forms."""

    language: str = ""
    item: Item | None = None
    proposal_id: UUID | None = None

    def tell(self, form: Form | BaseFormSet) -> Form | BaseFormSet:
        """Before it is asked whether it is valid; a formset hands it on to its rows."""
        form.language, form.item, form.proposal_id = self.language, self.item, self.proposal_id
        return form


def bound_form(question: Question, answers: Answers, about: About) -> Form:
    """With all answers of the draft, as some forms look at those to other questions."""
    return about.tell(question.form(as_data(answers)))


def bound_parts(question: Question, answers: Answers, about: About) -> dict[str, BaseFormSet]:
    """With no rows where none were sent."""
    parts = {}
    for prefix, rows in question.parts.items():
        data = dict(answers)
        if f"{prefix}-{TOTAL_FORM_COUNT}" not in data:
            set_rows(data, prefix, 0)
        parts[prefix] = about.tell(rows(as_data(data), prefix=prefix))
    return parts


def shown_form(question: Question, answers: Answers, about: About) -> Form:
    """Bound as soon as something is answered, so that first suggestions of a form are seen until then."""
    names = {name for names in inputs_of(question).fields.values() for name in names}
    return bound_form(question, answers, about) if names & answers.keys() else about.tell(question.form())


def shown_parts(question: Question, answers: Answers, about: About) -> dict[str, BaseFormSet]:
    bound = bound_parts(question, answers, about)
    return {
        prefix: bound[prefix] if f"{prefix}-{TOTAL_FORM_COUNT}" in answers else about.tell(rows(prefix=prefix))
        for prefix, rows in question.parts.items()
    }


def forget_missing(form: Form | BaseFormSet) -> None:
    """Leaves only what is wrong, not what is still missing."""
    form.is_valid()  # rows are judged together, and that can say something at each of them
    if isinstance(form, BaseFormSet):
        _forget_missing_of(form.non_form_errors())
    for each in form.forms if isinstance(form, BaseFormSet) else [form]:
        for name, errors in list(each.errors.items()):
            _forget_missing_of(errors)
            if not errors:
                del each.errors[name]


def _forget_missing_of(errors: ErrorList) -> None:
    errors.data = [error for error in errors.as_data() if error.code != MISSING]


def has_errors(form: Form | BaseFormSet) -> bool:
    form.is_valid()
    if not isinstance(form, BaseFormSet):
        return bool(form.errors)
    return any(each.errors for each in form.forms) or bool(form.non_form_errors())
