"""One's own item: where it stands, what happened, what was said; and what its owner can do with it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import can
from core.guards import see_other
from core.kinds import models_by_kind
from core.models import Item
from editorial.models import RequestedChange
from editorial.moves import BY_ACTION
from editorial.permissions import moves_for
from editorial.workflow import MoveRefused, change_status
from submissions.trail import page
from submissions.trail.actions import Refused, answer_change, write_to_desk
from submissions.trail.forms import MessageForm, MoveForm
from submissions.trail.permissions import FOLLOW


@never_cache
@login_required
@require_safe
def follow(request: HttpRequest, kind: str, item_id) -> HttpResponse:
    return _show(request, own_item(request.user, kind, item_id))


@never_cache
@login_required
@require_POST
def write(request: HttpRequest, kind: str, item_id) -> HttpResponse:
    item = own_item(request.user, kind, item_id)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, item, message_form=form, status=422)
    try:
        write_to_desk(item, by=request.user, text=form.cleaned_data["text"], language=get_language())
    except Refused as refused:
        return _show(request, item, message_form=form, refusal=str(refused), status=409)
    return see_other(page.address_of(item) + "#conversation")


@never_cache
@login_required
@require_POST
def answer(request: HttpRequest, kind: str, item_id, change_id: int) -> HttpResponse:
    item = own_item(request.user, kind, item_id)
    asked = RequestedChange.objects.filter(pk=change_id, kind=item.kind, item_id=item.pk, proposal=None).first()
    if asked is None:
        raise Http404
    form = page.answer_form(asked, request.POST)
    if not form.is_valid():
        return _show(request, item, answered={asked.pk: form}, status=422)
    try:
        answer_change(item, asked.pk, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return _show(request, item, refusal=str(refused), status=409)
    return see_other(f"{page.address_of(item)}#asked-{asked.pk}")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, kind: str, item_id, move: str) -> HttpResponse:
    """First the question, then the move."""
    item = own_item(request.user, kind, item_id)
    if move not in page.MOVES:
        raise Http404
    wanted = BY_ACTION[page.MOVES[move]]
    form = MoveForm(request.POST if request.method == "POST" else None, needs_note=wanted.needs_note)
    offers = {offer.move: offer.answer for offer in moves_for(item, request.user)}
    refusal, status = "" if offers.get(wanted) else _why_not(offers.get(wanted)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_status(item, wanted.action, by=request.user, note=form.cleaned_data.get("note", ""))
                return see_other(page.address_of(item))
            except MoveRefused as refused:
                refusal, status = str(refused), 409
    context = {"move": wanted, "form": form, "refusal": refusal, "title": page.title_of(item)}
    context |= {"breadcrumbs": page.breadcrumbs(item), "back": page.address_of(item)}
    return render(request, "submissions/trail_move.html", context, status=status)


def _why_not(answer) -> str:
    if answer is None:
        raise Http404
    return answer.reason


def own_item(person, kind: str, item_id) -> Item:
    """What this person does not maintain looks like what is missing."""
    model = models_by_kind().get(kind)
    item = model.objects.with_texts().filter(pk=item_id).first() if model else None
    if item is None or not can(person, FOLLOW, item):
        raise Http404
    return item


def _show(
    request: HttpRequest, item: Item, *, message_form: MessageForm | None = None, answered=None, refusal="", status=200
) -> HttpResponse:
    context = {
        "page": page.trail_page(item, request.user, answered=answered),
        "message_form": message_form or MessageForm(),
        "refusal": refusal,
    }
    return render(request, "submissions/trail.html", context, status=status)
