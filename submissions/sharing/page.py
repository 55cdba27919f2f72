"""A draft as colleagues read it: questions with their answers, and what was said about each."""

from dataclasses import dataclass

from django.forms import Form

from editorial.choices import BEING_WRITTEN
from editorial.models import DraftComment, Proposal
from submissions.changes.fields import is_written, said
from submissions.questionnaires import about, bound_form, bound_parts
from submissions.questions import Question
from submissions.screens import Draft

_ADDRESSES = ("email", "tel", "phone")
"""How to reach people is not for everybody who has a link."""


@dataclass(frozen=True)
class Told:
    label: str
    text: str
    is_words: bool


@dataclass(frozen=True)
class QuestionRead:
    question: Question
    told: list[Told]
    comments: list[DraftComment]


@dataclass(frozen=True)
class SharedPage:
    draft: Draft
    questions: list[QuestionRead]
    comments: list[DraftComment]
    """About all of it."""


def shared_proposal(key: str) -> Proposal | None:
    """A link that has ended is as unknown as one that never was; what was sent in is shown to nobody by link."""
    return Proposal.objects.filter(share_key=key, state__in=BEING_WRITTEN).select_related("author").first()


def shared_page(proposal: Proposal) -> SharedPage:
    draft, by_question = Draft(proposal), comments_by_question(proposal)
    return SharedPage(
        draft=draft,
        questions=[
            QuestionRead(each, _told(each, proposal), by_question.get(each.name, [])) for each in draft.questions
        ],
        comments=by_question.get("", []),
    )


def comments_by_question(proposal: Proposal) -> dict[str, list[DraftComment]]:
    """Those that are not settled, read once for a page."""
    if not hasattr(proposal, "open_comments"):
        proposal.open_comments = {}
        for comment in proposal.comments.filter(settled_at__isnull=True):
            proposal.open_comments.setdefault(comment.question, []).append(comment)
    return proposal.open_comments


def _told(question: Question, proposal: Proposal) -> list[Told]:
    forms = [bound_form(question, proposal.answers, about(proposal))]
    parts = bound_parts(question, proposal.answers, about(proposal))
    forms += [form for rows in parts.values() for form in rows.forms]
    return [told for form in forms for told in _told_in(form)]


def _told_in(form: Form) -> list[Told]:
    found = []
    for name, field in form.fields.items():
        is_address = name in _ADDRESSES or getattr(field.widget, "input_type", "") in _ADDRESSES
        if field.widget.is_hidden or name == "DELETE" or is_address:
            continue
        if form[name].value() and (text := said(form, name)):
            found.append(Told(str(field.label or ""), text, is_written(field)))
    return found
