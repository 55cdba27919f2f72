"""A change to something public: begun and sent by who maintains it, decided at the desk."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import can
from core.guards import only_for, see_other
from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import Proposal
from editorial.permissions import standing_of
from submissions.changes import actions, page
from submissions.changes.forms import DecisionForm, SendChangeForm, choices_in, seen_version
from submissions.changes.permissions import CHANGE, DECIDE, SEE_CHANGES, item_of
from submissions.permissions import READ
from submissions.trail.page import address_of, breadcrumbs
from submissions.trail.views import own_item

_READ_OR_SEND = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_POST
def begin(request: HttpRequest, kind: str, item_id) -> HttpResponse:
    item = own_item(request.user, kind, item_id)
    try:
        proposal = actions.begin_change(item, by=request.user, interface_language=get_language())
    except actions.Refused:
        return see_other(address_of(item))
    return see_other(reverse("submissions:draft", kwargs={"pk": proposal.pk}))


@never_cache
@login_required
@require_http_methods(_READ_OR_SEND)
def change(request: HttpRequest, pk) -> HttpResponse:
    """What is different, and sending it."""
    proposal = _find(pk)
    item = proposal and item_of(proposal)
    if item is None or not can(request.user, READ, proposal) or not item.is_maintained_by(request.user):
        raise Http404
    if "take-back" in request.POST:
        return _take_back(request, proposal)
    form = SendChangeForm(request.POST if request.method == "POST" else None, initial={"note": proposal.note})
    if not form.is_bound or not form.is_valid():
        return _show_change(request, proposal, form, status=422 if form.is_bound else 200)
    try:
        actions.send_change(
            proposal,
            by=request.user,
            note=form.cleaned_data["note"],
            chosen=choices_in(request.POST),
            seen_version=seen_version(request.POST),
        )
    except actions.Clashes:
        return _show_change(request, proposal, form, status=409)
    except actions.Refused as refused:
        return _show_change(request, proposal, form, status=409, refusal=str(refused))
    return see_other(reverse("changes:change", kwargs={"pk": proposal.pk}))


def _take_back(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    try:
        actions.take_back(proposal, by=request.user)
    except actions.Refused as refused:
        return _show_change(request, proposal, SendChangeForm(), status=409, refusal=str(refused))
    return see_other(reverse("changes:change", kwargs={"pk": proposal.pk}))


@never_cache
@only_for(SEE_CHANGES)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    context = {"waiting": page.waiting(), "small": page.small_changes(), "breadcrumbs": _desk_crumbs()}
    return render(request, "submissions/changes.html", context)


@never_cache
@only_for(SEE_CHANGES)
@require_http_methods(_READ_OR_SEND)
def decide(request: HttpRequest, pk) -> HttpResponse:
    proposal = _find(pk)
    item = proposal and item_of(proposal)
    if item is None or proposal.is_being_written or not _may_look(request.user, item):
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_decision(request, proposal, form, status=422 if form.is_bound else 200)
    try:
        _make(request, proposal, **form.cleaned_data)
    except actions.Clashes:
        return _show_decision(request, proposal, form, status=409)
    except actions.Refused as refused:
        return _show_decision(request, proposal, form, status=409, refusal=str(refused))
    if form.cleaned_data["decision"] == "return":
        return see_other(reverse("changes:list"))  # its author writes on, and editors read what has been sent
    return see_other(reverse("changes:decide", kwargs={"pk": proposal.pk}))


def _may_look(person, item) -> bool:
    """Editors of other countries too, while readers see the item themselves."""
    return item.is_public or bool(standing_of(person, item).actors & {"editor", "chief editor"})


def _make(request: HttpRequest, proposal: Proposal, *, decision: str, note: str, version: int) -> None:
    decided = {"by": request.user, "read_version": version}
    if decision == "accept":
        made = {"chosen": choices_in(request.POST), "seen_version": seen_version(request.POST)}
        actions.accept_change(proposal, **decided, **made)
    elif decision == "return":
        actions.return_change(proposal, **decided, note=note)
    else:
        actions.reject_change(proposal, **decided, note=note)


def _find(pk) -> Proposal | None:
    changes = Proposal.objects.filter(purpose=ProposalPurpose.CHANGE).exclude(state=ProposalState.DISCARDED)
    return changes.filter(pk=pk).select_related("author").first()


def _show_change(request: HttpRequest, proposal: Proposal, form, *, status: int, refusal: str = "") -> HttpResponse:
    proposal.refresh_from_db()
    shown = page.change_page(proposal)
    context = {
        "page": shown,
        "form": form,
        "refusal": refusal,
        "may_send": can(request.user, CHANGE, shown.item) if proposal.is_being_written else None,
        "breadcrumbs": breadcrumbs(shown.item),
    }
    return render(request, "submissions/change.html", context, status=status)


def _show_decision(request: HttpRequest, proposal: Proposal, form, *, status: int, refusal: str = "") -> HttpResponse:
    proposal.refresh_from_db()
    shown = page.change_page(proposal)
    answer = can(request.user, DECIDE, proposal)
    context = {"page": shown, "form": form, "refusal": refusal, "answer": answer, "breadcrumbs": _desk_crumbs()}
    return render(request, "submissions/change_decision.html", context, status=status)


def _desk_crumbs() -> list[dict]:
    return [{"label": _("The desk"), "url": reverse("editorial:queue")}]
