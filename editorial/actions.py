"""What editors write at the desk. Whoever comes second hears who was faster."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.access import can
from core.actions import record_audit
from core.choices import Status, TakeDownReason
from core.models import Item
from editorial import desk_emails
from editorial.models import ConversationMessage, GateAnswer, InternalNote, RequestedChange
from editorial.permissions import WORK_AT_DESK
from editorial.workflow import MoveRefused, change_status, lock_and_read

TAKE, HAND_OVER, ANSWER_GATE = "take", "hand over", "answer gate"
WRITE_TO_AUTHOR, TAKE_NOTE, PUBLISH_LATER = "write to author", "take note", "publish later"
_ONCE_WITHIN = datetime.timedelta(minutes=10)
"""The same words from the same person within this time are one message, sent by a double click."""
_CHANGED_MEANWHILE = gettext_lazy("This changed while you read it. Please look at it again before you decide.")
_UNSAID = ("", "")


class Overtaken(MoveRefused):
    """The item is not any more what the person saw."""


def seen(item: Item) -> str:
    """What a form carries, so that a decision falls on what was read."""
    return f"{item.status} {item.updated_at.isoformat()} {item.version}"


@transaction.atomic
def decide(
    item: Item,
    action: str,
    *,
    by,
    was_seen: str,
    note: str = "",
    asked: list[tuple[str, str]] | None = None,
    into: Item | None = None,
    reason: TakeDownReason = TakeDownReason.OTHER,
) -> Item:
    """A move with its message; `asked` are changes asked for as (name of the question, sentence)."""
    lock_and_read(item, into)
    _check_seen(item, was_seen)
    RequestedChange.objects.bulk_create(
        RequestedChange(kind=item.kind, item_id=item.pk, question=question, text=text, asked_by=by)
        for question, text in asked or ()
    )
    return change_status(item, action, by=by, note=note, into=into, reason=reason)


@transaction.atomic
def publish_later(item: Item, *, by, was_seen: str, on: datetime.date | None) -> Item:
    """Chooses the day on which the system publishes what is accepted; None takes the day away."""
    _lock_for_work(item, by)
    _check_seen(item, was_seen)
    if item.status != Status.ACCEPTED:
        raise MoveRefused(_("Only what is accepted gets a day of publication."))
    if item.is_sensitive() and on:
        raise MoveRefused(_("The topic is sensitive: an editor other than the one who accepted it publishes it."))
    item.publish_on, item.updated_by = on, by
    item.save(update_fields=["publish_on", "updated_by", "updated_at"])
    record_audit(action=PUBLISH_LATER, by=by, item=item, detail={"on": on.isoformat() if on else ""})
    return item


@transaction.atomic
def hand_to(item: Item, *, by, to, shown: str | None = None) -> Item:
    """The editor who handles it from now on: oneself, or a colleague who may.

    `shown` is the key of the editor that the page named, empty for nobody.
    """
    _lock_for_work(item, by)
    if shown is not None and shown != str(item.handling_editor_id or "") and item.handling_editor_id != to.pk:
        raise Overtaken(_CHANGED_MEANWHILE)
    if not can(to, WORK_AT_DESK, item):
        raise MoveRefused(_("%(name)s cannot handle this.") % {"name": to})
    if item.handling_editor_id != to.pk:
        type(item)._base_manager.filter(pk=item.pk).update(handling_editor=to)
        item.handling_editor = to
        record_audit(action=TAKE if to == by else HAND_OVER, by=by, item=item, detail={"to": str(to)})
    return item


@transaction.atomic
def answer_gate(
    item: Item, *, by, answers: dict[str, tuple[str, str]], shown: dict[str, tuple[str, str]] | None = None
) -> None:
    """`answers` is {gate: (answer, word)}; an empty answer takes the editor's own away, and what was found counts.

    `shown` is what the page showed in the same shape: what is left as it was shown is not touched.
    """
    _lock_for_work(item, by)
    own = GateAnswer.objects.filter(kind=item.kind, item_id=item.pk, is_found=False)
    before = {row.gate: (row.answer, row.why) for row in own}
    base = before if shown is None else shown
    meant = {gate: said for gate, said in answers.items() if base.get(gate, _UNSAID) != said}
    changed = {gate: said for gate, said in meant.items() if before.get(gate, _UNSAID) != said}
    if any(before.get(gate, _UNSAID) != base.get(gate, _UNSAID) for gate in changed):
        raise Overtaken(_CHANGED_MEANWHILE)
    if not changed:
        return
    own.filter(gate__in=changed).delete()
    GateAnswer.objects.bulk_create(
        GateAnswer(kind=item.kind, item_id=item.pk, gate=gate, answer=answer, why=why, is_found=False, by=by)
        for gate, (answer, why) in changed.items()
        if answer
    )
    said = {gate: answer for gate, (answer, _why) in changed.items()}
    record_audit(action=ANSWER_GATE, by=by, item=item, detail={"answers": said})


@transaction.atomic
def write_to_author(item: Item, *, by, text: str) -> ConversationMessage:
    """Those who maintain the item get it by mail, too."""
    _lock_for_work(item, by)
    rows = ConversationMessage.objects.filter(kind=item.kind, item_id=item.pk, is_from_desk=True)
    if twice := _said_already(rows, by, text):
        return twice
    message = ConversationMessage.objects.create(
        kind=item.kind, item_id=item.pk, text=text, language=get_language(), by=by, is_from_desk=True
    )
    audit = record_audit(action=WRITE_TO_AUTHOR, by=by, item=item, detail={"message": message.pk})
    desk_emails.desk_wrote(item, audit, text)
    return message


@transaction.atomic
def take_note(item: Item, *, by, text: str) -> InternalNote:
    """The audit trail tells that there is a note; its words stand in one table alone."""
    _lock_for_work(item, by)
    if twice := _said_already(InternalNote.objects.filter(kind=item.kind, item_id=item.pk), by, text):
        return twice
    note = InternalNote.objects.create(kind=item.kind, item_id=item.pk, text=text, by=by)
    record_audit(action=TAKE_NOTE, by=by, item=item, detail={"note_id": note.pk})
    return note


def _lock_for_work(item: Item, by) -> None:
    lock_and_read(item, None)
    answer = can(by, WORK_AT_DESK, item)
    if not answer:
        raise MoveRefused(answer.reason)


def _check_seen(item: Item, was_seen: str) -> None:
    if was_seen != seen(item):
        raise Overtaken(_CHANGED_MEANWHILE)


def _said_already(rows, by, text: str):
    return rows.filter(by=by, text=text, at__gte=timezone.now() - _ONCE_WITHIN).first()
