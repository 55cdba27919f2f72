"""The only place where the status of an item changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actions import raise_generation, record_audit
from core.choices import Source, Status
from core.models import Item
from editorial.moves import BY_ACTION, Move
from editorial.permissions import may_make
from search import index


class MoveRefused(Exception):
    """The move is not possible now; the message is a sentence for the person who tried."""


@transaction.atomic
def change_status(item: Item, action: str, *, by=None, note: str = "", is_new: bool = False) -> Item:
    """Moves a saved item; locks its row, checks, writes status, dates, audit row and index in one transaction.

    `by` is a person or None for the system; `is_new` marks an item made in this very transaction.
    Raises `MoveRefused` with the reason, and writes nothing then.
    """
    move = BY_ACTION[action]
    item.status = type(item)._base_manager.select_for_update().values_list("status", flat=True).get(pk=item.pk)
    answer = may_make(move, by, item, is_new=is_new)
    if not answer:
        raise MoveRefused(answer.reason)
    _check_conditions(item, move, note)
    before = None if is_new else item.status
    _write_status(item, move, by)
    record_audit(action=action, by=by, item=item, detail={"from": before, "to": item.status, "note": note})
    index.refresh(item)
    if not is_new:
        index.refresh_those_naming(item)
    raise_generation("items")
    return item


def _check_conditions(item: Item, move: Move, note: str) -> None:
    if move.needs_note and not note.strip():
        raise MoveRefused(_("Please write why: the reason goes into the message."))
    if move.action == "load compiled" and item.source != Source.COMPILED:
        raise MoveRefused(_("Only records compiled from public sources are loaded."))
    if move.target == Status.PUBLISHED:
        problems = item.publish_problems()
        if problems:
            raise MoveRefused(" ".join(problems))


def _write_status(item: Item, move: Move, by) -> None:
    now = timezone.now()
    item.status = move.target
    if move.target == Status.SUBMITTED:
        item.submitted_at = now
    if move.target == Status.PUBLISHED and item.published_at is None:
        item.published_at = now
    item.updated_by = by
    item.save(update_fields=["status", "submitted_at", "published_at", "updated_by", "updated_at"])
