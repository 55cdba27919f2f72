"""The only place where the status of an item changes."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.access import can
from core.actions import raise_generation, record_audit
from core.choices import Status, TakeDownReason
from core.models import AuditRow, Item, Merger, TakeDown
from editorial import emails
from editorial.conditions import obstacle, survivor_problem
from editorial.gate import find
from editorial.models import GateAnswer
from editorial.moves import BY_ACTION, Move
from editorial.permissions import CONFIRM_TAKE_DOWN, KEEP_IN_MERGER, counts_as_confirmed, may_make
from editorial.promises import months_after
from editorial.proposals import follow
from editorial.snapshots import take_snapshot
from search import index

_DECISIONS = {"return", "accept", "reject", "publish"}
_STARTS_CONFIRMATION = {"publish", "publish imported", "restore"}
_LONGEST_WHY = GateAnswer._meta.get_field("why").max_length
_WRITTEN = (
    *("status", "submitted_at", "published_at", "publish_on", "revalidate_on"),
    *("handling_editor", "updated_by", "updated_at"),
)


class MoveRefused(Exception):
    """The move is not possible now; the message is a sentence for the person who tried."""


@transaction.atomic
def change_status(
    item: Item,
    action: str,
    *,
    by=None,
    note: str = "",
    into: Item | None = None,
    reason: TakeDownReason = TakeDownReason.OTHER,
    is_new: bool = False,
) -> Item:
    """Moves a saved item; locks its row, checks, and writes all that belongs to the move in one transaction.

    `by` is a person or None for the system; `into` is the record that stays when two are merged; `reason` is what
    readers are told of something taken down; `is_new` marks an item made in this very transaction.
    Raises `MoveRefused` with the reason, and writes nothing then.
    """
    move = BY_ACTION[action]
    if not is_new:
        lock_and_read(item, into)
    _check(item, move, by, note=note, into=into, is_new=is_new)
    before = None if is_new else item.status
    _write_status(item, move, by)
    detail = {"from": before, "to": item.status, "note": note}
    if into:
        detail["into"] = str(into.pk)
    audit = record_audit(action=action, by=by, item=item, detail=detail)
    _write_what_follows(item, audit, by, into=into, reason=reason, is_new=is_new)
    _show_or_hide(item, into, is_new=is_new)
    emails.tell(item, audit, into)
    return item


@transaction.atomic
def confirm_take_down(item: Item, *, by, note: str = "") -> TakeDown:
    """The chief editor has looked at what an editor hid at once, and it stays hidden."""
    lock_and_read(item, None)
    answer = can(by, CONFIRM_TAKE_DOWN, item)
    if not answer:
        raise MoveRefused(answer.reason)
    taken_down = TakeDown.objects.current(item)
    if taken_down is None or taken_down.confirmed_at:
        raise MoveRefused(_("Somebody has confirmed it already."))
    audit = record_audit(action=CONFIRM_TAKE_DOWN, by=by, item=item, detail={"note": note})
    taken_down.confirmed_at, taken_down.confirmed_by_id = audit.at, by.pk
    taken_down.save(update_fields=["confirmed_at", "confirmed_by_id"])
    emails.tell(item, audit)
    return taken_down


def lock_and_read(item: Item, into: Item | None) -> None:
    """Both rows in the order of their keys, so that two who merge the same pair do not wait for each other.

    All that was read before is read again: others may have written meanwhile.
    """
    for each in sorted(filter(None, (item, into)), key=lambda each: each.pk):
        each.refresh_from_db(from_queryset=type(each)._base_manager.select_for_update())
        each.__dict__.pop("is_read_whole", None)


def _check(item: Item, move: Move, by, *, note: str, into: Item | None, is_new: bool) -> None:
    answer = may_make(move, by, item, is_new=is_new)
    if not answer:
        raise MoveRefused(answer.reason)
    if move.needs_note and by is not None and not note.strip():
        raise MoveRefused(_("Please write why: the reason goes into the message."))
    if reason := obstacle(item, move, by):
        raise MoveRefused(reason)
    if move.names_survivor:
        _check_survivor(item, by, into)


def _check_survivor(item: Item, by, into: Item | None) -> None:
    answer = can(by, KEEP_IN_MERGER, into) if into is not None else None
    reason = survivor_problem(item, into) or answer.reason
    if reason:
        raise MoveRefused(reason)


def _write_status(item: Item, move: Move, by) -> None:
    now = timezone.now()
    item.status = move.target
    item.publish_on = None
    if move.target == Status.SUBMITTED:
        item.submitted_at = now
    if move.target == Status.PUBLISHED and item.published_at is None:
        item.published_at = now
    if move.action in _STARTS_CONFIRMATION:
        since = item.last_confirmed_on if move.action == "restore" else None
        item.revalidate_on = _to_be_confirmed_on(item, since or timezone.localdate(now))
    if move.action in _DECISIONS and by is not None and item.handling_editor_id is None:
        item.handling_editor = by
    item.updated_by = by
    item.save(update_fields=_WRITTEN)


def _to_be_confirmed_on(item: Item, since: datetime.date) -> datetime.date | None:
    months = item.confirmation_period()
    return months_after(since, months) if months else None


def _write_what_follows(
    item: Item, audit: AuditRow, by, *, into: Item | None, reason: TakeDownReason, is_new: bool
) -> None:
    """The rows that a move leaves beside the status."""
    if audit.action == "submit":
        _note_findings(item)
    if not is_new:
        follow(item)
    if item.status == Status.PUBLISHED:
        take_snapshot(item, audit, is_new=is_new)
    if item.status == Status.TAKEN_DOWN:
        _note_take_down(item, audit, by, reason)
    elif audit.action == "put back":
        TakeDown.objects.of(item).update(ended_at=audit.at)
    elif into is not None and item.status == Status.MERGED:
        Merger.objects.filter(kind=item.kind, into_id=item.pk).update(into_id=into.pk)
        Merger.objects.create(kind=item.kind, item_id=item.pk, into_id=into.pk, at=audit.at)
        item.move_references(into)


def _note_findings(item: Item) -> None:
    """What is sent in again is looked at anew: neither what was found before nor what editors said holds for it."""
    GateAnswer.objects.filter(kind=item.kind, item_id=item.pk).delete()
    GateAnswer.objects.bulk_create(
        GateAnswer(
            kind=item.kind,
            item_id=item.pk,
            gate=each.gate,
            answer=each.answer,
            why=each.why[:_LONGEST_WHY],
            language=get_language() or "",
            other_id=each.other_id,
            chance=each.chance,
            is_found=True,
        )
        for each in find(item)
    )


def _note_take_down(item: Item, audit: AuditRow, by, reason: TakeDownReason) -> None:
    confirmed = {"confirmed_at": audit.at, "confirmed_by_id": by.pk} if counts_as_confirmed(by, item) else {}
    TakeDown.objects.create(kind=item.kind, item_id=item.pk, reason=reason, at=audit.at, by_id=by.pk, **confirmed)


def _show_or_hide(item: Item, into: Item | None, *, is_new: bool) -> None:
    """Search and caches follow in the same transaction."""
    index.refresh(item)
    if not is_new:
        index.refresh_those_naming(item)
    if into is not None:
        index.refresh(into)
        index.refresh_those_naming(into)
    raise_generation("items")
