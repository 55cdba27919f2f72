"""A draft as colleagues read it: questions with their answers, and what was said about each."""

from dataclasses import dataclass

from editorial.choices import BEING_WRITTEN
from editorial.models import DraftComment, Proposal
from submissions.questionnaires import about, bound_form, bound_parts
from submissions.questions import Question
from submissions.screens import Draft
from submissions.wording import ChoiceNames, Worded, worded

_ADDRESSES = ("email", "tel", "phone")
"""How to reach people is not for everybody who has a link."""


@dataclass(frozen=True)
class QuestionRead:
    question: Question
    told: list[Worded]
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
    draft, by_question, names = Draft(proposal), comments_by_question(proposal), ChoiceNames()
    return SharedPage(
        draft=draft,
        questions=[
            QuestionRead(each, _told(each, proposal, names), by_question.get(each.name, [])) for each in draft.questions
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


def _told(question: Question, proposal: Proposal, names: ChoiceNames) -> list[Worded]:
    forms = [bound_form(question, proposal.answers, about(proposal))]
    parts = bound_parts(question, proposal.answers, about(proposal))
    forms += [form for rows in parts.values() for form in rows.forms]
    told = (each for form in forms for each in worded(form, names))
    return [each for each in told if each.name not in _ADDRESSES and each.input_type not in _ADDRESSES]
