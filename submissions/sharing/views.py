"""The writer's page of the link for colleagues, and what colleagues see by it, without an account."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.access import can
from core.guards import see_other
from core.item_views import absolute
from editorial.models import Proposal
from submissions import browsers
from submissions.actions import DraftClosed
from submissions.entrance import with_draft
from submissions.permissions import WRITE
from submissions.screens import Draft
from submissions.sharing import actions
from submissions.sharing.forms import CommentForm
from submissions.sharing.page import shared_page, shared_proposal

_READ_OR_SEND = ["GET", "HEAD", "POST"]


@with_draft
@require_http_methods(_READ_OR_SEND)
def sharing(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    writer = browsers.writer_of(request)
    allowed = can(writer, WRITE, proposal)
    if request.method == "POST":
        if not allowed:
            return _show_sharing(request, proposal, allowed, status=409)
        try:
            _act(request, proposal, by=writer.account)
        except DraftClosed:
            return _show_sharing(request, proposal, allowed, status=409)
        return see_other(reverse("sharing:draft", kwargs={"pk": proposal.pk}))
    return _show_sharing(request, proposal, allowed)


def _act(request: HttpRequest, proposal: Proposal, *, by) -> None:
    settled = request.POST.get("settle", "")
    if settled.isascii() and settled.isdigit() and len(settled) < 18:
        actions.settle(proposal, int(settled), by=by)
    elif request.POST.get("link") == "end":
        actions.end_sharing(proposal, by=by)
    elif request.POST.get("link") == "make":
        actions.share(proposal, by=by)


def _show_sharing(request: HttpRequest, proposal: Proposal, allowed, *, status: int = 200) -> HttpResponse:
    draft = Draft(proposal)
    titles = {question.name: question.title for question in draft.questions}
    link = (
        absolute(request, reverse("sharing:shared", kwargs={"key": proposal.share_key})) if proposal.share_key else ""
    )
    context = {
        "draft": draft,
        "proposal": proposal,
        "link": link,
        "allowed": allowed,
        "comments": [(each, titles.get(each.question, "")) for each in proposal.comments.all()],
    }
    return render(request, "submissions/sharing.html", context, status=status)


def with_shared(view: Callable) -> Callable:
    """Calls `view(request, proposal)` for a link that is valid; no cache keeps its pages, no search engine lists them.

    Other sites never learn the address: it goes with no click but within our own, where forms need to show it.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, key: str, **named) -> HttpResponse:
        proposal = shared_proposal(key)
        if proposal is None:
            raise Http404
        answer = view(request, proposal, **named)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return guarded


@with_shared
@require_safe
def shared(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Reading sets no cookie; the form has a page of its own."""
    context = {"page": shared_page(proposal), "was_sent": "sent" in request.GET}
    answer = render(request, "submissions/shared.html", context)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@with_shared
@require_http_methods(_READ_OR_SEND)
def comment(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    draft, account = Draft(proposal), browsers.writer_of(request).account
    initial = {"question": request.GET.get("question", ""), "by_name": str(account or "")}
    form = CommentForm(request.POST if request.method == "POST" else None, questions=draft.questions, initial=initial)
    if not form.is_bound or not form.is_valid():
        return _show_comment(request, draft, form, status=422 if form.is_bound else 200)
    if not ratelimit.consume(request, action="comment_on_draft", key=str(proposal.pk)):
        return ratelimit.respond_429(request)
    try:
        actions.comment(proposal, share_key=proposal.share_key, by=account, **form.cleaned_data)
    except actions.Refused as refused:
        return _show_comment(request, draft, form, status=409, refusal=str(refused))
    except DraftClosed:
        refusal = _("The link has ended while you wrote. Please copy your comment and send it to the writer.")
        return _show_comment(request, draft, form, status=409, refusal=refusal)
    return see_other(reverse("sharing:shared", kwargs={"key": proposal.share_key}) + "?sent=1")


def _show_comment(request: HttpRequest, draft: Draft, form, *, status: int, refusal: str = "") -> HttpResponse:
    context = {"draft": draft, "form": form, "refusal": refusal, "key": draft.proposal.share_key}
    return render(request, "submissions/comment.html", context, status=status)
