"""The way into the pages of a draft: who may not open it is led to signing in, or sees a missing page."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core.access import can
from editorial.choices import ProposalState
from editorial.models import Proposal
from submissions import actions, browsers
from submissions.permissions import READ

ALL = "all"
"""Name of the page with all questions, beside those of single ones."""


def with_draft(view: Callable) -> Callable:
    """Calls `view(request, proposal, …)` for those who may read the draft; nothing of its pages is kept by caches.

    Without signing in, drafts that exist and drafts that do not answer alike.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk, **named) -> HttpResponse:
        proposal = _find(pk)
        writer = browsers.writer_of(request)
        if proposal is not None and can(writer, READ, proposal):
            return view(request, proposal, **named)
        if proposal is not None and writer.has_lost(proposal):
            return _led_to_mail(request, proposal)
        if request.user.is_authenticated:
            raise Http404
        return _led_to_sign_in(request, pk)

    return guarded


def _find(pk) -> Proposal | None:
    found = Proposal.objects.exclude(state=ProposalState.DISCARDED).filter(pk=pk)
    return found.select_related("author", "owner").first()


def _led_to_sign_in(request: HttpRequest, pk) -> HttpResponse:
    """Whose session has ended finds the text again after signing in, or after pressing the link in the mail."""
    return _keep_text(request, pk) or redirect_to_login(request.path)


def _led_to_mail(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Begun here, and opened by its owner elsewhere: the same person asks for a link and finds all text again.

    Whoever gave the address of somebody else learns nothing that they have not typed themselves.
    """
    is_asked = request.method == "POST" and request.POST.get("link") == "send" and bool(proposal.email)
    if is_asked:
        if not ratelimit.consume(request, action="send_link", key=proposal.email.lower()):
            return ratelimit.respond_429(request)
        actions.send_link_again(proposal=proposal)
    elif refused := _keep_text(request, proposal.pk):
        return refused
    return render(request, "submissions/opened_by_mail.html", {"was_sent": is_asked}, status=200 if is_asked else 403)


def _keep_text(request: HttpRequest, pk) -> HttpResponse | None:
    """None unless somebody sends too much."""
    if request.method != "POST":
        return None
    if not ratelimit.consume(request, action="keep_text"):
        return ratelimit.respond_429(request)
    if page := _page_with_text(request):
        browsers.keep(request, pk, page)
    return None


def _page_with_text(request: HttpRequest) -> str:
    """The name of the page whose text was sent; empty for what holds none, such as a button that throws away."""
    found = request.resolver_match
    if found is None:
        return ""
    return {"submissions:question": found.kwargs.get("question", ""), "submissions:all": ALL}.get(found.view_name, "")


def keeps_text_of_old_page(request: HttpRequest) -> bool:
    """Who has signed in anew, perhaps in another window, sends pages read before with a sign that holds no longer.

    What comes from our own page is kept and shown again; nothing is saved before its writer presses the button there.
    """
    found = request.resolver_match
    page = _page_with_text(request)
    if request.method != "POST" or found is None or not page:
        return False
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or not ratelimit.consume(request, action="keep_text"):
        return False
    return browsers.keep(request, found.kwargs["pk"], page)
