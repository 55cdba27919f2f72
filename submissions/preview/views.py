"""Seeing a draft, a change or what was sent as everyone will see it. Reading shows a button; pressing it previews."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editorial.models import Proposal
from submissions.checking import problems
from submissions.entrance import with_draft
from submissions.preview.rendering import show_draft, show_item
from submissions.preview.saying import said_in_public
from submissions.questionnaires import about, questionnaire_for
from submissions.screens import Draft
from submissions.sharing.views import with_shared
from submissions.trail.page import PREVIEWED, address_of, title_of
from submissions.trail.views import own_item

_READ_OR_SEND = ["GET", "HEAD", "POST"]


@with_draft
@require_http_methods(_READ_OR_SEND)
def draft(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    return _preview(request, proposal, back=reverse("submissions:draft", kwargs={"pk": proposal.pk}), may_write=True)


@with_shared
@require_http_methods(_READ_OR_SEND)
def shared(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    return _preview(request, proposal, back=reverse("sharing:shared", kwargs={"key": proposal.share_key}))


@never_cache
@login_required
@require_http_methods(_READ_OR_SEND)
def item(request: HttpRequest, kind: str, item_id) -> HttpResponse:
    """What was sent in, for those who maintain it."""
    own = own_item(request.user, kind, item_id)
    if own.status not in PREVIEWED:
        raise Http404
    if request.method == "POST":
        return show_item(request, own, back=address_of(own))
    context = {"title": title_of(own), "back": address_of(own), "problems": []}
    return render(request, "submissions/preview.html", context)


def _preview(request: HttpRequest, proposal: Proposal, *, back: str, may_write: bool = False) -> HttpResponse:
    told = said_in_public(proposal)
    wrong = problems(questionnaire_for(proposal.kind), told.answers, about(proposal))
    if request.method == "POST" and not wrong:
        if not ratelimit.consume(request, action="preview"):
            return ratelimit.respond_429(request)
        request.changed_meanwhile = told.changed_by_others
        return show_draft(request, proposal, told.answers, back=back)
    context = {
        "draft": Draft(proposal),
        "proposal": proposal,
        "back": back,
        "problems": wrong,
        "may_write": may_write,
        "changed_meanwhile": told.changed_by_others,
    }
    return render(request, "submissions/preview.html", context, status=422 if request.method == "POST" else 200)
