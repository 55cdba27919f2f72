"""Lookalikes on the pages of a draft: beside the title while it is written, after saving it, and before it is sent."""

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from editorial.models import Proposal
from submissions import actions, browsers
from submissions.answers import Answers
from submissions.inputs import Inputs
from submissions.lookalikes.alike import NOTHING, Alike, alike
from submissions.lookalikes.answers import LOOKALIKES, Way
from submissions.merging import seen
from submissions.questionnaires import questionnaire_for

_RATE = "suggestions"
_SHOWN = "shown"
"""Name of the inputs that say which ones a page has shown."""
_MOST_SHOWN = 20


def shown_with(request: HttpRequest, proposal: Proposal, answers: Answers) -> dict:
    """For the template of a page that shows them."""
    return {
        "alike": alike(proposal, answers, browsers.writer_of(request)),
        "alike_below": questionnaire_for(proposal.kind).title_input,
    }


def fragment(request: HttpRequest, proposal: Proposal, answers: Answers) -> HttpResponse:
    """For the script that asks while one writes; it may ask so often a minute."""
    if not consume(request, action=_RATE):
        return HttpResponse(status=429)
    context = {"proposal": proposal, **shown_with(request, proposal, answers)}
    return render(request, "submissions/suggestions/lookalike_choices.html", context)


def led_to(request: HttpRequest, proposal: Proposal) -> str:
    """Where the writer goes first after saving the title: to what is the same, or to what nobody has shown them yet."""
    found = alike(proposal, proposal.answers, browsers.writer_of(request))
    if same := found.said(Way.SAME):
        return same_address(proposal, same.lookalike.short_id)
    return f"#{LOOKALIKES}" if found.unasked(were_shown(request.POST)) else ""


def same_address(proposal: Proposal, short_id: str) -> str:
    return reverse("submissions:same", kwargs={"pk": proposal.pk, "short_id": short_id})


def were_shown(post: QueryDict) -> frozenset[str]:
    return frozenset(post.getlist(_SHOWN)[:_MOST_SHOWN])


def answered_before_sending(request: HttpRequest, proposal: Proposal) -> tuple[Proposal, Alike]:
    """Keeps what was said on the page that sends; may raise `DraftClosed`."""
    writer = browsers.writer_of(request)
    found = alike(proposal, proposal.answers, writer)
    if found is NOTHING:
        return proposal, found
    inputs = Inputs({}, {}, has_lookalikes=True)
    sent = inputs.sent(request.POST)
    stored = inputs.by_unit(proposal.answers)
    if not sent or sent == stored[LOOKALIKES]:
        return proposal, found
    proposal, _merged = actions.save_answers(
        proposal=proposal, inputs=inputs, sent=sent, seen=seen(stored), at=proposal.question, by=writer.account
    )
    return proposal, found.answered(proposal.answers) or alike(proposal, proposal.answers, writer)
