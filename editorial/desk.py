"""What the desk shows of one item to one editor."""

import datetime
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import User
from core.access import Answer, can
from core.choices import Status
from core.models import AuditRow, Item, OutboxMessage
from core.reading import Phrase
from editorial import actions, emails, promises
from editorial.asides import asides_of
from editorial.content import Answered, Content, Told, content_of
from editorial.gate import Tick, ticks_of
from editorial.models import ConversationMessage, InternalNote, Proposal, RequestedChange
from editorial.moves import BY_ACTION, Actor, Move
from editorial.permissions import NAME_OWNER, READ_AT_DESK, WORK_AT_DESK, knows_of, moves_for
from editorial.queue import KIND_NAMES, address_of, named

_DONE = {
    actions.TAKE: gettext_lazy("took it"),
    actions.HAND_OVER: gettext_lazy("handed it over"),
    actions.ANSWER_GATE: gettext_lazy("answered the gate"),
    actions.WRITE_TO_AUTHOR: gettext_lazy("wrote to the author"),
    actions.TAKE_NOTE: gettext_lazy("took a note"),
    actions.PUBLISH_LATER: gettext_lazy("chose the day of publication"),
    "write to desk": gettext_lazy("wrote to the editors"),
    "confirm take-down": gettext_lazy("confirmed that it stays taken down"),
}
_SHOWN_EVENTS = 100
_DECIDERS = {Actor.EDITOR, Actor.CHIEF_EDITOR}


@dataclass(frozen=True)
class Event:
    at: datetime.datetime
    by: str
    done: str
    """What was done beside moving it."""
    to: str
    """The status that it got."""
    note: str


@dataclass(frozen=True)
class Button:
    move: Move
    answer: Answer
    url: str


@dataclass(frozen=True)
class Alike:
    """Another item that this one may be the same as."""

    title: Phrase
    number: str
    status: str
    chance: int
    """Of a hundred."""


@dataclass(frozen=True)
class ItemPage:
    item: Item
    title: Phrase
    kind: str
    work: Answer
    """Whether this editor may work with it, and else why not."""
    content: Content
    record: list[Told]
    """Where it comes from, which no question asks."""
    due: datetime.date | None
    days_left: int | None
    seen: str
    ticks: list[Tick] = ()
    buttons: list[Button] = ()
    conversation: list[ConversationMessage] = ()
    notes: list[InternalNote] = ()
    changes: list[RequestedChange] = ()
    """Asked for at no question that the form has."""
    proposed: list[Proposal] = ()
    """Changes to what is public that wait for an editor."""
    alike: Alike | None = None
    events: list[Event] = ()
    colleagues: list[User] = ()
    problems: list[str] = ()
    may_name_owner: bool = False
    asides: list[list[Phrase]] = ()
    """What the author has told beside the text."""


def item_page(item: Item, person) -> ItemPage:
    """Whoever belongs to its organisation reads the text alone: not what colleagues say about it."""
    work = can(person, WORK_AT_DESK, item)
    codes = tuple(item.country_codes() - {""})
    due = promises.due_on(codes, item.submitted_at) if item.status == Status.SUBMITTED and item.submitted_at else None
    return ItemPage(
        item=item,
        title=title_of(item),
        kind=str(KIND_NAMES.get(item.kind, item.kind)),
        work=work,
        record=record_of(item),
        due=due,
        days_left=promises.working_days_until(codes, due) if due else None,
        seen=actions.seen(item),
        **(_of_the_desk(item, person) if work else {"content": content_of(item)}),
    )


def _of_the_desk(item: Item, person) -> dict:
    own = {"kind": item.kind, "item_id": item.pk}
    asked, ticks = list(RequestedChange.objects.filter(**own, proposal=None)), ticks_of(item)
    content = content_of(item)
    names = {question.name for question in content.questions}
    return {
        "content": replace(content, questions=[_with_asked(each, asked) for each in content.questions]),
        "changes": [change for change in asked if change.question not in names],
        "proposed": list(Proposal.objects.changes_waiting(item)),
        "ticks": ticks,
        "alike": alike_of(item, ticks, person),
        "buttons": buttons_for(item, person),
        "conversation": list(ConversationMessage.objects.filter(**own).select_related("by")),
        "notes": list(InternalNote.objects.filter(**own).select_related("by")),
        "events": events_of(item),
        "colleagues": colleagues_for(item, person),
        "asides": asides_of(item),
        "problems": item.publish_problems() if not item.is_public else [],
        "may_name_owner": bool(can(person, NAME_OWNER, item)),
    }


def record_of(item: Item) -> list[Told]:
    owner, sender = item.owner, item.created_by
    rows = [
        (_("Organisation"), [title_of(owner)] if owner else []),
        (_("Sent in by"), [Phrase(str(sender))] if sender else []),
        (_("Source"), [Phrase(str(item.get_source_display())), *(Phrase(url) for url in item.source_urls)]),
    ]
    return [Told(label, tuple(values)) for label, values in rows if values]


def _with_asked(question: Answered, asked: list[RequestedChange]) -> Answered:
    return replace(question, asked=[change for change in asked if change.question == question.name])


def alike_of(item: Item, ticks: list[Tick], person) -> Alike | None:
    """What it may be the same as, by what was found, when this editor may read that; the link leads there."""
    found = next((tick.found for tick in ticks if tick.found and tick.found.other_id), None)
    other = found and type(item)._default_manager.filter(pk=found.other_id).first()
    if not other or not knows_of(person, other):
        return None
    url = address_of(other.kind, other.pk) if can(person, READ_AT_DESK, other) else other.get_absolute_url()
    title = title_of(other)
    return Alike(replace(title, url=url), other.number or "", other.get_status_display(), found.chance)


def title_of(item: Item) -> Phrase:
    language = item.title_language()
    return Phrase(item.display_title(), "" if language == get_language() else language)


def buttons_for(item: Item, person) -> list[Button]:
    """Decisions of editors, possible ones first; what authors do, they do on their own page."""
    found = [
        Button(offer.move, offer.answer, move_address(item, offer.move))
        for offer in moves_for(item, person)
        if _DECIDERS & set(offer.move.actors)
    ]
    return sorted(found, key=lambda button: not button.answer)


def move_address(item: Item, move: Move) -> str:
    named = {"kind": item.kind, "item_id": item.pk, "move": move.action.replace(" ", "-")}
    return reverse("editorial:decide", kwargs=named)


def move_named(slug: str) -> Move | None:
    move = BY_ACTION.get(slug.replace("-", " "))
    return move if move and _DECIDERS & set(move.actors) else None


def colleagues_for(item: Item, person) -> list[User]:
    """Who else may handle it."""
    country = {who for code in item.country_codes() for who in User.objects.with_role(Role.COUNTRY_EDITOR, code)}
    people = country | set(User.objects.with_role(Role.CHIEF_EDITOR))
    able = (who for who in people if who != person and not item.has_conflict(who))
    return sorted(able, key=lambda who: (who.display_name, str(who.pk)))


def events_of(item: Item, since: datetime.datetime | None = None) -> list[Event]:
    """Newest first."""
    rows = AuditRow.objects.filter(kind=item.kind, item_id=item.pk)
    rows = rows.filter(at__gt=since) if since else rows
    return [_event(row) for row in rows[:_SHOWN_EVENTS] if row.action in _DONE or "to" in row.detail]


def _event(row: AuditRow) -> Event:
    moved = row.action in BY_ACTION
    return Event(
        at=row.at,
        by=row.actor_label if row.actor_id else _("The portal"),
        done=str(_DONE.get(row.action, "")),
        to=Status(row.detail["to"]).label if moved else row.detail.get("to", "") or row.detail.get("on", ""),
        note=row.detail.get("note", ""),
    )


def choices_of(rows: dict, keys: list) -> list[dict]:
    """Lines of the desk to choose one from."""
    found = [rows[key] for key in keys if key in rows]
    return [
        {
            "pk": str(row["pk"]),
            "title": named(row["titles"], row["original_language"]) or Phrase(row["short_id"]),
            "number": row["number"] or "",
            "status": Status(row["status"]).label,
        }
        for row in found
    ]


def message_of(
    item: Item, move: Move, *, by, note: str, asked: list[tuple[str, str]] = (), into: Item | None = None
) -> OutboxMessage | None:
    """The message that the decision would send to the first who gets it; nothing is written."""
    if not item.people_to_tell():
        return None
    audit = AuditRow(action=move.action, actor_id=by.pk, actor_label=str(by), detail={"note": note})
    if move.action == "return":
        points = [RequestedChange(question=question, text=text) for question, text in asked]
        return emails.changes_asked_for(item, audit, None, not_yet_asked=points)[0]
    first, *_others = emails.TOLD.get(move.action, [None])
    return first(item, audit, into or item)[0] if first else None
