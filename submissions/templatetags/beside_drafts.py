"""What stands beside the questions of a draft: comments of colleagues, the self-check."""

from django import template

from editorial.choices import ProposalPurpose
from submissions.sharing.page import comments_by_question

register = template.Library()


@register.inclusion_tag("submissions/_comments.html")
def comments_on(proposal, question: str = "") -> dict:
    """Open comments on one question, or on all of it."""
    return {"comments": comments_by_question(proposal).get(question, [])}


@register.inclusion_tag("submissions/_beside.html")
def beside_draft(draft) -> dict:
    """On the overview: how complete it is by the reviewers' own questions, colleagues, and how it will look."""
    questionnaire, proposal = draft.questionnaire, draft.proposal
    check = getattr(questionnaire, "self_check", None)
    return {
        "proposal": proposal,
        "bars": check(proposal.answers) if check else [],
        "is_change": proposal.purpose == ProposalPurpose.CHANGE,
        "open_comments": sum(map(len, comments_by_question(proposal).values())),
    }
