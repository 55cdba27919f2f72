"""The one home of how a draft follows the item that it has become: open to its writers again, or closed."""

from django.db.models import F
from django.utils import timezone

from core.choices import Status
from core.kinds import has_owner
from core.models import Item
from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import Proposal

_OPENED_BY = {Status.CHANGES_REQUESTED: ProposalState.RETURNED, Status.DRAFT: ProposalState.OPEN}


def follow_owner(item: Item) -> None:
    """Called where the owner of an item is written, in its transaction: its people write from now on, and no others."""
    if has_owner(type(item)):
        of_item = Proposal.objects.filter(kind=item.kind, item_id=item.pk)
        of_item.exclude(owner=item.owner_id).update(owner=item.owner_id)


def follow(item: Item) -> None:
    """Called with each move, in its transaction; the version goes up, so that pages read before are known as old."""
    state = _OPENED_BY.get(item.status, ProposalState.SENT)
    Proposal.objects.filter(
        kind=item.kind, item_id=item.pk, purpose=ProposalPurpose.NEW, sent_at__isnull=False
    ).exclude(state=state).update(state=state, version=F("version") + 1, updated_at=timezone.now())
