"""The one home of taking the demonstration away again: its records, people and all that is told of either."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from accounts.models import AccountSession, Consent
from core.kinds import models_by_kind
from core.models import AuditRow, Item, ItemPointer, OutboxMessage
from editorial.models import Proposal
from portal.demo.marking import marked_items
from portal.demo.people import ADDRESSES, demo_people
from portal.demo.snapshots import without_guard
from search import index
from search.actions import forget_names

_OWNERS_LAST = ("practice", "research", "organisation")


def remove_everything() -> int:
    """Also what its people have made by hand since then; tells how many records went."""
    items = _items()
    people = list(demo_people().values_list("pk", flat=True))
    proposals = Proposal.objects.filter(
        Q(author__in=people) | Q(email__in=ADDRESSES) | Q(item_id__in=[item.pk for item in items])
    )
    drafts = list(proposals.values_list("pk", flat=True))
    _forget_trail([item.pk for item in items], people, drafts)
    proposals.delete()
    for row in index.take_out([item.pk for item in items]):
        forget_names(value=row.short_id)
    for item in items:
        item.delete()
    OutboxMessage.objects.filter(to__in=ADDRESSES).delete()
    AccountSession.objects.filter(account_id__in=people).delete()
    demo_people().delete()
    return len(items)


def _items() -> list[Item]:
    found = []
    for kind in _OWNERS_LAST:
        by_hand = models_by_kind()[kind].objects.filter(created_by__email__in=ADDRESSES)
        found += (marked_items(kind) | by_hand).distinct()
    return found


def _forget_trail(items: list[UUID], people: Iterable[UUID], drafts: Iterable[UUID]) -> None:
    """Rows that name an item, a person or a draft without a foreign key."""
    with without_guard():
        for model in apps.get_models():
            if issubclass(model, ItemPointer):
                model._base_manager.filter(item_id__in=items).delete()
    Consent.objects.filter(item_id__in=items).delete()
    named = Q()
    for name, keys in {"user": people, "draft": drafts, "item": items}.items():
        named |= Q(**{f"detail__{name}__in": [str(key) for key in keys]})
    AuditRow.objects.filter(Q(item_id__in=items) | Q(actor_id__in=people) | named).delete()
