"""For editors: which organisation runs what somebody sent in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import can
from core.guards import see_other
from core.kinds import models_by_kind
from core.models import Item
from organisations.actions import owners
from organisations.forms import OwnerForm
from organisations.handover_views import looked_up
from organisations.models import Organisation
from organisations.people_page import title_of
from organisations.permissions import NAME_OWNER
from organisations.refusals import Refused
from vocabulary.models import Concept


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name_owner(request: HttpRequest, kind: str, short_id: str) -> HttpResponse:
    """An organisation is looked up (GET) and chosen, or a record is made of its name (POST)."""
    item = _item_without_owner(request, kind, short_id)
    form = OwnerForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        try:
            _write(item, form.cleaned_data, request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Done."))
            return see_other(reverse("editorial:item", kwargs={"kind": item.kind, "item_id": item.pk}))
    context = {"form": form, "title": title_of(item), "refusal": refusal, **looked_up(request, item)}
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "organisations/name_owner.html", context, status=status)


def _write(item: Item, said: dict, by) -> None:
    if said["found"]:
        owners.name_owner(item=item, organisation=said["found"], by=by, sender_joins=said["sender_joins"])
        return
    kind = Concept.objects.get(pk=said["kind"].pk)
    owners.make_owner(item=item, name=said["name"], kind_of_organisation=kind, by=by, sender_joins=said["sender_joins"])


def _item_without_owner(request: HttpRequest, kind: str, short_id: str) -> Item:
    model = models_by_kind().get(kind)
    if model is None or kind == Organisation.kind:
        raise Http404
    item = get_object_or_404(model.objects.with_texts(), short_id=short_id)
    if not can(request.user, NAME_OWNER, item):
        raise Http404
    return item
