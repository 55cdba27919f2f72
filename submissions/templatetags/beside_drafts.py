"""What stands beside the questions of a draft: what editors ask for, comments of colleagues, the self-check."""

from django import template

from editorial.choices import ProposalPurpose
from submissions.checking import changes_asked_of
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
