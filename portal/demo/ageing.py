"""The one home of dates that are moved back, so that the demonstration shows what takes months."""

import datetime

from django.db.models import F

from core.models import AuditRow, Item, Merger, TakeDown
from editorial.models import (
    ConversationMessage,
    DraftComment,
    GateAnswer,
    InternalNote,
    Proposal,
    RequestedChange,
    Snapshot,
)
from portal.demo.snapshots import without_guard
from search import index

_OF_THE_ITEM = (
    *("created_at", "submitted_at", "published_at", "updated_at"),
    *("last_confirmed_on", "revalidate_on"),
)
_OF_ROWS = {
    AuditRow: ("at",),
    Merger: ("at",),
    TakeDown: ("at", "confirmed_at", "ended_at"),
    Proposal: ("created_at", "updated_at", "sent_at"),
    RequestedChange: ("asked_at", "answered_at"),
    ConversationMessage: ("at",),
    InternalNote: ("at",),
    GateAnswer: ("at",),
}


def move_back(item: Item, days: int) -> None:
    """All that has happened to the item so far happened so many days earlier."""
    past = datetime.timedelta(days=days)
    _shift(type(item)._base_manager.filter(pk=item.pk), _OF_THE_ITEM, past)
    for model, columns in _OF_ROWS.items():
        _shift(model.objects.filter(kind=item.kind, item_id=item.pk), columns, past)
    with without_guard():
        _shift(Snapshot.objects.filter(kind=item.kind, item_id=item.pk), ("at",), past)
    item.refresh_from_db()
    if item.is_listed:
        index.refresh(item)


def move_draft_back(proposal: Proposal, days: int) -> None:
    past = datetime.timedelta(days=days)
    _shift(Proposal.objects.filter(pk=proposal.pk), ("created_at", "updated_at"), past)
    _shift(DraftComment.objects.filter(proposal=proposal), ("at",), past)


def _shift(rows, columns: tuple[str, ...], past: datetime.timedelta) -> None:
    rows.update(**{column: F(column) - past for column in columns})
