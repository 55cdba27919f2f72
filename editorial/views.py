"""The desk: the queue, one item, one decision. Denied looks like missing."""

import contextlib
import datetime
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.access import can
from core.context_processors import own_origin
from core.guards import only_for, see_other
from core.kinds import models_by_kind
from core.mailing import compose
from core.models import Item
from editorial import actions, desk
from editorial.choices import GateReply
from editorial.drafting import drafted_note, language_of_author
from editorial.forms import DecisionForm, GateForm, HandForm, PublishLaterForm, TextForm, typed_in
from editorial.gate import alike_to
from editorial.marking import question_titles
from editorial.moves import Move
from editorial.permissions import READ_AT_DESK, SEE_DESK, WORK_AT_DESK, knows_of
from editorial.queries import keys_called, lines
from editorial.queue import Queue, address_of
from editorial.workflow import MoveRefused

FOUND_AT_MOST = 10


@only_for(SEE_DESK)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    shown = Queue(request.user, request.GET)
    return render(request, "editorial/queue.html", {"queue": shown, **shown.page()})


@only_for(SEE_DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, kind: str, item_id) -> HttpResponse:
    """What is sent here says by `do` which of its forms it is."""
    found = _found(request, kind, item_id)
    if request.method == "POST":
        return _done(request, found)
    return _shown(request, found)


@only_for(SEE_DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, kind: str, item_id, move: str) -> HttpResponse:
    """The message of a decision: read, changed, looked at as the author gets it, and sent."""
    found, chosen = _found(request, kind, item_id), desk.move_named(move)
    if chosen is None or not can(request.user, WORK_AT_DESK, found):
        raise Http404
    initial = {"note": drafted_note(found, chosen.action), "seen": actions.seen(found)}
    if chosen.names_survivor:
        initial["into"] = alike_to(found)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(
        data, item=found, move=chosen, titles=question_titles(found), person=request.user, initial=initial
    )
    if form.is_valid() and "look" not in request.POST:
        try:
            _decide(request, found, chosen, form)
        except MoveRefused as refused:
            return _refused(request, found, refused, form)
        return see_other(f"{address_of(kind, found.pk)}?done=1")
    return _decision(request, found, chosen, form)


def _decide(request: HttpRequest, found: Item, move: Move, form: DecisionForm) -> None:
    said = form.cleaned_data
    more = {name: said[name] for name in ("into", "reason") if name in said}
    actions.decide(
        found, move.action, by=request.user, was_seen=said["seen"], note=said["note"], asked=form.asked(), **more
    )


def _decision(request: HttpRequest, found: Item, move: Move, form: DecisionForm) -> HttpResponse:
    titles = question_titles(found)
    words = request.GET.get("find", "").strip()[:200]
    context = {
        "form": form,
        "move": move,
        "item": found,
        "title": desk.title_of(found),
        "offer": next((each for each in desk.buttons_for(found, request.user) if each.move == move), None),
        "marks": [(titles[name.name.removeprefix("mark-")], name) for name in form if name.name.startswith("mark-")],
        "people": found.people_to_tell(),
        "author_language": language_of_author(found),
        "mail": _mail(request, found, move, form),
        "chosen": str(_chosen(form)) if move.names_survivor else "",
        "candidates": _candidates(request.user, found, words, _chosen(form)) if move.names_survivor else [],
        "words": words,
        "breadcrumbs": _breadcrumbs(found),
    }
    return render(request, "editorial/decide.html", context, status=422 if form.errors else 200)


def _mail(request: HttpRequest, found: Item, move: Move, form: DecisionForm):
    message = desk.message_of(found, move, by=request.user, note=form["note"].value() or "", asked=form.asked())
    return {"language": message.language, "mail": compose(message, own_origin(request))} if message else None


def _chosen(form: DecisionForm) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(form["into"].value()))
    except ValueError:
        return None


def _candidates(person, found: Item, words: str, chosen) -> list[dict]:
    """Records of the same kind that could stay, as lines of the desk: what is chosen, then what was looked for.

    What this editor may not read is not among them.
    """
    looked_for = keys_called(words, FOUND_AT_MOST + 1, kinds=(found.kind,)) if words else []
    keys = [key for key in dict.fromkeys(filter(None, [chosen, *looked_for])) if key != found.pk][: FOUND_AT_MOST + 1]
    rows = type(found).objects.in_bulk(keys)
    keys = [key for key in keys if key in rows and knows_of(person, rows[key])]
    return desk.choices_of(lines(keys), keys)


def _done(request: HttpRequest, found: Item) -> HttpResponse:
    if not can(request.user, WORK_AT_DESK, found):
        raise Http404
    make = _DO.get(request.POST.get("do", ""))
    if make is None:
        raise Http404
    form_class, act = make
    form = form_class(request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form, status=422)
    try:
        act(found, request.user, form)
    except MoveRefused as refused:
        return _refused(request, found, refused, form)
    return see_other(f"{address_of(found.kind, found.pk)}?done=1")


_DO = {
    "hand": (HandForm, lambda item, by, form: actions.hand_to(item, by=by, **form.cleaned_data)),
    "gate": (
        GateForm,
        lambda item, by, form: actions.answer_gate(item, by=by, answers=form.answers(), shown=form.shown()),
    ),
    "message": (TextForm, lambda item, by, form: actions.write_to_author(item, by=by, text=form.cleaned_data["text"])),
    "note": (TextForm, lambda item, by, form: actions.take_note(item, by=by, text=form.cleaned_data["text"])),
    "publish-later": (
        PublishLaterForm,
        lambda item, by, form: actions.publish_later(
            item, by=by, was_seen=form.cleaned_data["seen"], on=form.cleaned_data["on"]
        ),
    ),
}


def _shown(request: HttpRequest, found: Item, form=None, status: int = 200) -> HttpResponse:
    context = {
        "page": desk.item_page(found, request.user),
        "replies": GateReply.choices,
        "form": form,
        "sent": request.POST.get("do", ""),
        "later": PublishLaterForm(initial={"on": found.publish_on}),
        "tomorrow": timezone.localdate(),
        "is_done": "done" in request.GET,
        "breadcrumbs": _breadcrumbs(),
    }
    return render(request, "editorial/item.html", context, status=status)


def _refused(request: HttpRequest, found: Item, refused: MoveRefused, form) -> HttpResponse:
    """Somebody was faster, or something is in the way: who did what, and what was written, which is not lost."""
    since = _seen_at(request.POST.get("seen", ""))
    fresh = type(found).objects.get(pk=found.pk)
    context = {
        "refusal": str(refused),
        "item": fresh,
        "title": desk.title_of(fresh),
        "url": address_of(fresh.kind, fresh.pk),
        "events": desk.events_of(fresh, since) if since else [],
        "written": typed_in(form),
        "breadcrumbs": _breadcrumbs(fresh),
    }
    return render(request, "editorial/refused.html", context, status=409)


def _seen_at(stamp: str) -> datetime.datetime | None:
    """When the page was read that a form came from; None when that was tampered with."""
    with contextlib.suppress(ValueError):
        _status, at, _version = stamp.split(" ")
        seen_at = parse_datetime(at)
        return seen_at if seen_at and timezone.is_aware(seen_at) else None
    return None


def _found(request: HttpRequest, kind: str, item_id) -> Item:
    model = models_by_kind().get(kind)
    found = model.objects.filter(pk=item_id).first() if model else None
    if found is None or not can(request.user, READ_AT_DESK, found):
        raise Http404
    return found


def _breadcrumbs(found: Item | None = None) -> list[dict]:
    crumbs = [{"label": _("The desk"), "url": reverse("editorial:queue")}]
    if found is not None:
        title = desk.title_of(found)
        crumbs.append({"label": title.text, "language": title.language, "url": address_of(found.kind, found.pk)})
    return crumbs
