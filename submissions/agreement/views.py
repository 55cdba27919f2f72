"""The writer asks somebody to agree; who was asked reads the draft by a link, without an account, and answers."""

import uuid
from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.access import can
from core.guards import see_other
from editorial.models import DraftAgreement, Proposal
from submissions import browsers
from submissions.actions import DraftClosed
from submissions.agreement import actions
from submissions.agreement.forms import AskForm, NotYetForm, SeenForm
from submissions.agreement.links import follow
from submissions.agreement.naming import asker_of
from submissions.agreement.page import agreement_page, changes_since
from submissions.agreement.standing import has_changed
from submissions.entrance import with_draft
from submissions.permissions import SEND, WRITE
from submissions.preview.rendering import show_draft
from submissions.screens import Draft
from submissions.sharing.actions import Refused
from submissions.sharing.page import shared_page

_READ_OR_SEND = ["GET", "HEAD", "POST"]
_BACK = {"send": "submissions:send", "sharing": "sharing:draft"}


@with_draft
@require_http_methods(_READ_OR_SEND)
def asking(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Who has not confirmed their own address asks nobody: mail would go out in a stranger's name."""
    if request.method != "POST":
        return _show_asking(request, proposal, AskForm())
    if not can(browsers.writer_of(request), WRITE if "take-back" in request.POST else SEND, proposal):
        return _show_asking(request, proposal, AskForm(), status=409)
    try:
        if "take-back" in request.POST or "again" in request.POST:
            return _act_on_one(request, proposal)
        return _ask(request, proposal)
    except (Refused, DraftClosed) as refused:
        return _show_asking(request, proposal, AskForm(request.POST), status=409, refusal=str(refused))


def _ask(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        return _show_asking(request, proposal, form, status=422)
    asked = form.cleaned_data
    if not ratelimit.consume(request, action="ask_to_agree", key=asked["email"]):
        return ratelimit.respond_429(request)
    back = asked.pop("back")
    actions.ask(proposal, by=browsers.writer_of(request).account, **asked)
    return _back_to(back, proposal)


def _act_on_one(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    by = browsers.writer_of(request).account
    if "take-back" in request.POST:
        found = _found(proposal, request.POST["take-back"])
        if found is not None:  # taken back twice, it is taken back
            actions.take_back(found, by=by)
    elif (found := _found(proposal, request.POST["again"])) is None:
        raise Http404
    elif not ratelimit.consume(request, action="ask_to_agree", key=found.email):
        return ratelimit.respond_429(request)
    else:
        actions.ask_again(found, by=by)
    return _back_to(request.POST.get("back", ""), proposal)


def _found(proposal: Proposal, key: str) -> DraftAgreement | None:
    try:
        return proposal.agreements.filter(pk=uuid.UUID(key)).first()
    except ValueError:
        raise Http404 from None


def _back_to(page: str, proposal: Proposal) -> HttpResponse:
    address = reverse(_BACK.get(page, "agreement:asking"), kwargs={"pk": proposal.pk})
    return see_other(f"{address}#agreement")


def _show_asking(
    request: HttpRequest, proposal: Proposal, form: AskForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    allowed = can(browsers.writer_of(request), SEND, proposal)
    context = {
        "draft": Draft(proposal),
        "proposal": proposal,
        "page": agreement_page(proposal, allowed),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "submissions/agreement.html", context, status=status)


@with_draft
@require_safe
def changed(request: HttpRequest, proposal: Proposal, agreement: uuid.UUID) -> HttpResponse:
    """What is different from the text that somebody has agreed to, word by word."""
    found = proposal.agreements.select_related("proposal").filter(pk=agreement).first()
    if found is None or not found.agreed_answers:
        raise Http404
    context = {"draft": Draft(proposal), "proposal": proposal, "differences": changes_since(found), "asked": found}
    return render(request, "submissions/agreement_changed.html", context)


def with_agreement(view: Callable) -> Callable:
    """Calls `view(request, agreement)` for a link that holds; no cache and no search engine keeps its pages.

    The secret in the address is all that counts here, and no cookie is read or set: another site cannot know it, so
    its forms need no token of their own. That lets the address stay unknown to every page that comes after.
    """

    @csrf_exempt
    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        followed = follow(token)
        if followed is None:
            raise Http404
        answer = _over(request) if followed.agreement is None else view(request, followed.agreement, token)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return guarded


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "submissions/agreement_over.html", status=410)


@with_agreement
@require_http_methods(_READ_OR_SEND)
def answer(request: HttpRequest, agreement: DraftAgreement, token: str) -> HttpResponse:
    """Programs that look after mail open every link: reading changes nothing, pressing the button does."""
    if request.method != "POST":
        return _show_answer(request, agreement, token, NotYetForm())
    if not ratelimit.consume(request, action="answer_agreement", key=str(agreement.pk)):
        return ratelimit.respond_429(request)
    form, seen = NotYetForm(request.POST), SeenForm(request.POST)
    if not form.is_valid() or not seen.is_valid():
        return _show_answer(request, agreement, token, form, status=422)
    try:
        if request.POST.get("answer") == "agreed":
            actions.agree(agreement, seen=seen.cleaned_data["seen"])
        elif request.POST.get("answer") == "not yet":
            actions.say_not_yet(agreement, why=form.cleaned_data["why"])
    except DraftClosed:
        return _over(request)
    except (actions.TextChanged, Refused) as refused:
        agreement.proposal.refresh_from_db()
        return _show_answer(request, agreement, token, form, status=409, refusal=str(refused), is_newer=True)
    return see_other(reverse("agreement:answer", kwargs={"token": token}))


def _show_answer(
    request: HttpRequest, agreement: DraftAgreement, token: str, form: NotYetForm, *, status: int = 200, **said
) -> HttpResponse:
    page = shared_page(agreement.proposal)
    context = {
        "agreement": agreement,
        "asker": asker_of(agreement),
        "page": page,
        "token": token,
        "form": form,
        "is_complete": not page.draft.problems,
        "has_changed": has_changed(agreement),
        **said,
    }
    return render(request, "submissions/agree.html", context, status=status)


@with_agreement
@require_http_methods(_READ_OR_SEND)
def preview(request: HttpRequest, agreement: DraftAgreement, token: str) -> HttpResponse:
    """The page as everyone will see it; its rows are written for that and taken back, so a button shows it."""
    if request.method != "POST" or Draft(agreement.proposal).problems:
        return see_other(reverse("agreement:answer", kwargs={"token": token}))
    if not ratelimit.consume(request, action="preview"):
        return ratelimit.respond_429(request)
    return show_draft(
        request,
        agreement.proposal,
        agreement.proposal.answers,
        back=reverse("agreement:answer", kwargs={"token": token}),
    )
