"""For editors: hide something at once. For the chief editor: confirm it within three days, or put it back."""

import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.access import can
from core.choices import TakeDownReason
from core.guards import only_for, see_other
from core.kinds import models_by_kind
from core.models import Item, TakeDown
from core.reading import Phrase
from editorial.permissions import CONFIRM_TAKE_DOWN, READ_AT_DESK
from editorial.promises import TAKE_DOWN_CONFIRMED_WITHIN
from editorial.queries import find_item
from editorial.workflow import MoveRefused, change_status, confirm_take_down
from portal.permissions import SEE_TAKEN_DOWN


@dataclass(frozen=True)
class Waiting:
    pk: int
    title: Phrase
    number: str
    reason: str
    by: str
    at: datetime.datetime
    due: datetime.datetime
    is_late: bool
    may_confirm: bool


class TakeDownForm(forms.Form):
    item = forms.CharField(
        label=_("Address of the page, or its number"),
        max_length=1000,
        error_messages={"required": _("Give the address of the page, or its number.")},
    )
    reason = forms.ChoiceField(label=_("What readers are told"), choices=TakeDownReason)
    note = forms.CharField(
        label=_("What happened? Only the owner and the editors read this."),
        max_length=2000,
        error_messages={"required": _("Write what happened.")},
    )

    def clean_item(self) -> Item:
        found = find_item(self.cleaned_data["item"].strip())
        if found is None:
            raise ValidationError(_("There is no such page. Copy its address from the browser."))
        return found


class DecisionForm(forms.Form):
    """What the chief editor decides about one of those that wait."""

    decided = forms.ModelChoiceField(TakeDown.objects.all())
    decision = forms.ChoiceField(choices=[("confirm", ""), ("put back", "")])


@only_for(SEE_TAKEN_DOWN)
@require_http_methods(["GET", "HEAD", "POST"])
def taken_down(request: HttpRequest) -> HttpResponse:
    is_decision = "decided" in request.POST
    form = TakeDownForm(request.POST if request.method == "POST" and not is_decision else None)
    refusal = ""
    try:
        if (is_decision and _decide(request)) or (form.is_valid() and _hide(request, form)):
            return see_other(f"{reverse('portal:taken-down')}?done=1")
    except MoveRefused as refused:
        refusal = str(refused)
    context = {
        "form": form,
        "refusal": refusal,
        "is_done": "done" in request.GET,
        "waiting": _waiting(request.user),
        "breadcrumbs": [{"label": gettext("The desk"), "url": reverse("editorial:queue")}],
    }
    status = 409 if refusal else 422 if request.method == "POST" else 200
    return render(request, "portal/taken_down.html", context, status=status)


def _hide(request: HttpRequest, form: TakeDownForm) -> Item:
    said = form.cleaned_data
    return change_status(said["item"], "take down", by=request.user, note=said["note"], reason=said["reason"])


def _decide(request: HttpRequest) -> bool:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return False
    row = form.cleaned_data["decided"]
    item = models_by_kind()[row.kind].objects.get(pk=row.item_id)
    if form.cleaned_data["decision"] == "confirm":
        confirm_take_down(item, by=request.user)
    else:
        change_status(item, "put back", by=request.user)
    return True


def _waiting(person) -> list[Waiting]:
    """What is hidden is named to those who handle it, and to who has hidden it."""
    rows = list(TakeDown.objects.unconfirmed())
    names = dict(User.objects.filter(pk__in=[row.by_id for row in rows]).values_list("pk", "display_name"))
    items: dict = {}
    for kind, model in models_by_kind().items():
        items |= model.objects.with_texts().in_bulk([row.item_id for row in rows if row.kind == kind])
    known = [(row, items[row.item_id]) for row in rows if row.item_id in items]
    return [
        _shown(row, item, names.get(row.by_id, ""), may_confirm=bool(can(person, CONFIRM_TAKE_DOWN, item)))
        for row, item in known
        if row.by_id == person.pk or can(person, READ_AT_DESK, item)
    ]


def _shown(row: TakeDown, item: Item, by: str, *, may_confirm: bool) -> Waiting:
    due = row.at + TAKE_DOWN_CONFIRMED_WITHIN
    language = item.title_language()
    return Waiting(
        pk=row.pk,
        title=Phrase(item.display_title(), "" if language == get_language() else language),
        number=item.number or "",
        reason=row.get_reason_display(),
        by=by,
        at=row.at,
        due=due,
        is_late=due < timezone.now(),
        may_confirm=may_confirm,
    )
