"""The way into the pages of a draft: who may not open it is led to signing in, or sees a missing page."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from core.access import can
from editorial.choices import ProposalState
from editorial.models import Proposal
from submissions import browsers
from submissions.permissions import READ


def with_draft(view: Callable) -> Callable:
    """Calls `view(request, proposal, …)` for those who may read the draft; nothing of its pages is kept by caches.

    Without signing in, drafts that exist and drafts that do not answer alike.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk, **named) -> HttpResponse:
        proposal = _find(pk)
        if proposal is not None and can(browsers.writer_of(request), READ, proposal):
            return view(request, proposal, **named)
        if request.user.is_authenticated:
            raise Http404
        return _led_to_sign_in(request, pk, named.get("question", ""))

    return guarded


def _find(pk) -> Proposal | None:
    found = Proposal.objects.exclude(state=ProposalState.DISCARDED).filter(pk=pk)
    return found.select_related("author", "owner").first()


def _led_to_sign_in(request: HttpRequest, pk, question: str) -> HttpResponse:
    """Whose session has ended finds the text again after signing in, or after pressing the link in the mail."""
    if request.method == "POST":
        if not ratelimit.consume(request, action="keep_text"):
            return ratelimit.respond_429(request)
        browsers.keep(request, pk, question)
    return redirect_to_login(request.path)
