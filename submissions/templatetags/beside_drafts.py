"""What stands beside the questions of a draft: what editors ask for, comments of colleagues, the self-check."""

from django import template

from core.access import can
from editorial.choices import ProposalPurpose
from submissions import browsers
from submissions.agreement.forms import AskForm
from submissions.agreement.page import agreement_page
from submissions.checking import changes_asked_of
from submissions.permissions import SEND
from submissions.sharing.page import comments_by_question

register = template.Library()


@register.inclusion_tag("submissions/_beside_question.html")
def beside_question(proposal, question: str) -> dict:
    """Read once for all questions of a page."""
    if not hasattr(proposal, "changes_asked"):
        proposal.changes_asked = list(changes_asked_of(proposal))
    return {
        "proposal": proposal,
        "asked": [each for each in proposal.changes_asked if each.question == question],
        "is_change": proposal.purpose == ProposalPurpose.CHANGE,
        "comments": comments_by_question(proposal).get(question, []),
    }


@register.inclusion_tag("submissions/_agreements.html", takes_context=True)
def agreements(context, back: str) -> dict:
    """Who was asked to agree, and how to ask; `back` is this page, by its name."""
    proposal = context["proposal"]
    may_ask = can(browsers.writer_of(context["request"]), SEND, proposal)
    return {"page": agreement_page(proposal, may_ask), "form": AskForm(initial={"back": back}), "back": back}


@register.inclusion_tag("submissions/_beside.html")
def beside_draft(draft) -> dict:
    """On the overview: how it will look, colleagues, how complete it is by the reviewers' own questions."""
    proposal = draft.proposal
    check = getattr(draft.questionnaire, "self_check", None)
    return {
        "proposal": proposal,
        "bars": check(proposal.answers) if check else [],
        "is_change": proposal.purpose == ProposalPurpose.CHANGE,
        "open_comments": sum(map(len, comments_by_question(proposal).values())),
    }
