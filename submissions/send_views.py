"""The overview of a draft, sending it, and throwing it away."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import can
from core.choices import Status
from core.guards import see_other
from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import Proposal
from editorial.workflow import MoveRefused
from submissions import actions, browsers, sending
from submissions.checking import unanswered_changes
from submissions.draft_views import address_of
from submissions.entrance import with_draft
from submissions.forms import AGREEMENT, SendForm
from submissions.lookalikes.alike import alike
from submissions.lookalikes.answers import Way
from submissions.lookalikes.draft_page import answered_before_sending, same_address, were_shown
from submissions.permissions import SEND, WRITE
from submissions.reports.views import report_beside
from submissions.screens import Draft

_READ_OR_SEND = ["GET", "HEAD", "POST"]


def send_address(proposal: Proposal) -> str:
    return reverse("submissions:send", kwargs={"pk": proposal.pk})


def sent_address(proposal: Proposal) -> str:
    return reverse("submissions:sent", kwargs={"pk": proposal.pk})


@with_draft
@require_safe
def overview(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if proposal.state == ProposalState.SENT:
        return see_other(sent_address(proposal))
    draft = Draft(proposal)
    context = {
        "draft": draft,
        "proposal": proposal,
        "was_saved": "saved" in request.GET,
        "unanswered": unanswered_changes(proposal).count(),
        "may_write": can(browsers.writer_of(request), WRITE, proposal),
        **report_beside(draft),
    }
    return render(request, "submissions/overview.html", context)


@with_draft
@require_http_methods(_READ_OR_SEND)
def send(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if proposal.purpose == ProposalPurpose.CHANGE:
        return see_other(reverse("changes:change", kwargs={"pk": proposal.pk}))
    if proposal.state == ProposalState.SENT:
        return see_other(sent_address(proposal))
    writer = browsers.writer_of(request)
    form = SendForm(request.POST if request.method == "POST" else None, needs_name=writer.account is None)
    allowed = can(writer, SEND, proposal)
    if not form.is_bound or not form.is_valid() or not allowed:
        status = 200 if not form.is_bound else 422 if allowed else 409
        return _show_sending(request, proposal, form, status=status, refusal=allowed.reason if form.is_bound else "")
    try:
        proposal, found = answered_before_sending(request, proposal)
        if same := found.said(Way.SAME):
            return see_other(same_address(proposal, same.lookalike.short_id))
        if found.stops(were_shown(request.POST)):
            return _show_sending(request, proposal, form, status=422, asks=True)
        name = form.cleaned_data.get("display_name", "")
        sending.send_in(proposal=proposal, by=writer.account, display_name=name, agreed=AGREEMENT)
    except sending.NotReady:
        return _show_sending(request, proposal, form, status=422)
    except actions.TooLong:
        sentence = _("This is more text than one draft can hold. Please make it shorter.")
        return _show_sending(request, proposal, form, status=422, refusal=sentence)
    except (MoveRefused, sending.AddressNotConfirmed, actions.DraftClosed) as refusal:
        sentence = str(refusal) or _("This cannot be sent any more.")
        return _show_sending(request, proposal, form, status=409, refusal=sentence)
    return see_other(sent_address(proposal))


def _show_sending(
    request: HttpRequest, proposal: Proposal, form: SendForm, *, status: int, refusal: str = "", asks: bool = False
) -> HttpResponse:
    proposal.refresh_from_db()
    context = {
        "draft": Draft(proposal),
        "proposal": proposal,
        "form": form,
        "unanswered": unanswered_changes(proposal).count(),
        "answer": can(browsers.writer_of(request), SEND, proposal),
        "refusal": refusal,
        "asks": asks,
        "alike": alike(proposal, proposal.answers, browsers.writer_of(request)),
    }
    return render(request, "submissions/send.html", context, status=status)


@with_draft
@require_safe
def sent(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if proposal.purpose == ProposalPurpose.CHANGE:
        return see_other(reverse("changes:change", kwargs={"pk": proposal.pk}))
    if proposal.item_id is None or proposal.is_being_written:
        return see_other(address_of(proposal))
    item = sending.item_of(proposal)
    if item.status != Status.SUBMITTED:
        return see_other(reverse("trail:page", kwargs={"kind": item.kind, "item_id": item.pk}))
    context = {"draft": Draft(proposal), "proposal": proposal, "item": item}
    return render(request, "submissions/sent.html", context)


@with_draft
@require_http_methods(_READ_OR_SEND)
def throw_away(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Only what has not been sent yet: the rest is withdrawn."""
    if not can(browsers.writer_of(request), WRITE, proposal) or proposal.sent_at:
        return see_other(address_of(proposal))
    if request.method != "POST":
        return render(request, "submissions/throw_away.html", {"draft": Draft(proposal), "proposal": proposal})
    try:
        actions.throw_away(proposal=proposal, by=browsers.writer_of(request).account)
    except actions.DraftClosed:
        return see_other(address_of(proposal))
    return render(request, "submissions/thrown_away.html", {"proposal": proposal})


@with_draft
@require_POST
def forget(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """On this device alone: the draft stays, and whoever reads the mail opens it again. Nothing is asked."""
    browsers.let_go(request, proposal)
    context = {
        "proposal": proposal,
        "has_link": bool(proposal.email) and proposal.is_being_written,
        "is_signed_in": request.user.is_authenticated,
        "holds_more": bool(browsers.writer_of(request).held),
    }
    return render(request, "submissions/forgotten.html", context)


@with_draft
@require_POST
def link_again(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if not proposal.email:
        return see_other(address_of(proposal))
    if not ratelimit.consume(request, action="send_link", key=proposal.email.lower()):
        return ratelimit.respond_429(request)
    actions.send_link_again(proposal=proposal)
    messages.success(request, _("We have sent the link again."))
    return see_other(address_of(proposal))
