"""Offering an item to another organisation, and answering such an offer."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import can
from core.guards import see_other
from core.kinds import models_by_kind
from core.models import Item
from organisations.actions import handovers
from organisations.forms import AnswerForm, OfferForm
from organisations.member_views import people_url, show_mine, show_people
from organisations.models import Handover, Organisation
from organisations.people_page import name_of, title_of
from organisations.permissions import ANSWER_HANDOVER, OFFER_ITEM, TAKE_BACK_OFFER
from organisations.refusals import Refused

RATES = {"offer": "50/d/user"}
_LONGEST = 100
_MOST_FOUND = 12


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, kind: str, short_id: str) -> HttpResponse:
    """First an organisation is looked up (GET), then the item is offered to it (POST)."""
    item = _item_to_offer(request, kind, short_id)
    if too_many := consume_or_429(request, app="organisations", action="offer", config=RATES):
        return too_many
    form = OfferForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        said = form.cleaned_data
        try:
            handovers.offer_item(item=item, to=said["organisation"], by=request.user, message=said["message"])
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("We have asked the organisation. You get a mail with its answer."))
            return see_other(reverse("organisations:mine"))
    context = {"form": form, "title": title_of(item), "refusal": refusal, **looked_up(request, item)}
    return render(request, "organisations/offer.html", context, status=409 if refusal else 422 if form.errors else 200)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    handover = get_object_or_404(Handover.objects.with_names().select_related("offered_by"), pk=pk)
    form = AnswerForm(request.POST)
    said = form.cleaned_data["answer"] if form.is_valid() else ""
    takes_back = said == "withdraw"
    if said not in ("yes", "no", "withdraw"):
        raise Http404
    if not can(request.user, TAKE_BACK_OFFER if takes_back else ANSWER_HANDOVER, handover):
        raise Http404
    try:
        if takes_back:
            handovers.take_back_offer(handover=handover, by=request.user)
        else:
            handovers.answer_handover(handover=handover, is_yes=said == "yes", by=request.user)
    except Refused as refused:
        page = str(refused)
        return show_mine(request, page) if takes_back else show_people(request, handover.organisation, page)
    messages.success(request, _("Done."))
    return see_other(reverse("organisations:mine") if takes_back else people_url(handover.organisation))


def _item_to_offer(request: HttpRequest, kind: str, short_id: str) -> Item:
    model = models_by_kind().get(kind)
    if model is None or kind == Organisation.kind:
        raise Http404
    item = get_object_or_404(model.objects.with_texts(), short_id=short_id)
    if not can(request.user, OFFER_ITEM, item):
        raise Http404
    return item


def looked_up(request: HttpRequest, item: Item) -> dict:
    """What was asked for, and organisations that are called so."""
    find = request.GET.get("find", "")[:_LONGEST].strip()
    return {"find": find, "found": _found(find, item) if find else []}


def _found(find: str, item: Item) -> list[dict]:
    organisations = Organisation.objects.with_texts().listed().filter(is_closed=False).exclude(pk=item.owner_id)
    return [
        {"short_id": organisation.short_id, "name": name_of(organisation)}
        for organisation in organisations.called(find).order_by("pk")[:_MOST_FOUND]
    ]
