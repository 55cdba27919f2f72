"""What a draft is about is here already: its writer changes that, or is led to those who can."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core.access import can
from core.choices import LISTED_STATUSES
from core.guards import see_other
from core.kinds import models_by_kind
from core.models import Item
from editorial.models import Proposal
from submissions.changes.actions import Refused, change_with_draft
from submissions.changes.permissions import CHANGE
from submissions.draft_views import address_of
from submissions.entrance import with_draft
from submissions.lookalikes.alike import is_compared
from submissions.lookalikes.answers import LOOKALIKES
from submissions.screens import Draft


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def same(request: HttpRequest, proposal: Proposal, short_id: str) -> HttpResponse:
    items = models_by_kind()[proposal.kind].objects.filter(status__in=LISTED_STATUSES)
    item = items.with_texts().filter(short_id=short_id).first()
    if item is None or not is_compared(proposal):
        raise Http404
    if request.method != "POST":
        return _show(request, proposal, item)
    try:
        change = change_with_draft(item, proposal, by=request.user, interface_language=get_language())
    except Refused as refused:
        return _show(request, proposal, item, status=409, refusal=str(refused))
    return see_other(address_of(change))


def _show(
    request: HttpRequest, proposal: Proposal, item: Item, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    draft = Draft(proposal)
    organisation = getattr(item, "owner", item)
    is_listed = organisation is not None and organisation.status in LISTED_STATUSES
    compared = next(question.name for question in draft.questions if question.is_compared)
    context = {
        "draft": draft,
        "proposal": proposal,
        "item": item,
        "answer": can(request.user, CHANGE, item),
        "organisation": organisation,
        "join_address": reverse("organisations:join", kwargs={"short_id": organisation.short_id}) if is_listed else "",
        "refusal": refusal,
        "back": f"{address_of(proposal, compared)}#{LOOKALIKES}",
    }
    return render(request, "submissions/same.html", context, status=status)
