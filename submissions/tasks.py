"""What happens to drafts that nobody goes on with."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.actions import record_audit
from core.daily import daily
from core.models import OutboxMessage
from editorial.choices import BEING_WRITTEN, ProposalPurpose, ProposalState
from editorial.models import DraftAgreement, Proposal
from submissions import emails
from submissions.agreement.forgetting import forget_addresses

REMINDED_WITHIN = datetime.timedelta(days=7)
"""Who has been away for longer, such as when the worker stood still, is left in peace."""
KEPT = datetime.timedelta(days=365)
WARNED_BEFORE = datetime.timedelta(days=30)
KEPT_UNCONFIRMED = datetime.timedelta(days=60)
ASKED_KEPT = datetime.timedelta(days=60)
"""So long after a draft was sent it may come back for changes; then addresses of those who were asked go."""


def never_sent() -> QuerySet[Proposal]:
    return Proposal.objects.filter(purpose=ProposalPurpose.NEW, item_id__isnull=True)


@daily("remind of drafts")
def remind_writers() -> int:
    """Once, on the day after they stopped; not those who have written nothing, nor a stranger's address."""
    now, today = timezone.now(), timezone.localdate()
    left = never_sent().filter(
        state=ProposalState.OPEN, reminded_at__isnull=True, updated_at__gte=now - REMINDED_WITHIN
    )
    known = left.exclude(author=None, owner=None, email_confirmed_at=None)
    waiting = known.exclude(answers={}).exclude(updated_at__date__gte=today).select_related("author")
    drafts = list(waiting.select_for_update(of=("self",), skip_locked=True))
    for proposal in drafts:
        emails.reminder(proposal)
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in drafts]).update(reminded_at=now)
    return len(drafts)


@daily("warn of drafts that fade")
def warn_writers() -> int:
    """A month before the text goes; the key of the message keeps it from being said twice."""
    now = timezone.now()
    silent = never_sent().filter(state=ProposalState.OPEN, updated_at__lt=now - KEPT + WARNED_BEFORE)
    drafts = list(silent.exclude(answers={}).select_related("author"))
    for proposal in drafts:
        day = max(timezone.localdate(proposal.updated_at + KEPT), timezone.localdate() + WARNED_BEFORE)
        emails.fades_soon(proposal, day)
    return len(drafts)


@daily("forget silent drafts")
def forget_silent_drafts() -> int:
    """After a year and a warning; earlier those thrown away and those of addresses that nobody has confirmed."""
    now = timezone.now()
    early = Q(state=ProposalState.DISCARDED) | Q(author=None, owner=None, email_confirmed_at=None)
    forgotten = never_sent().filter(early, updated_at__lt=now - KEPT_UNCONFIRMED).delete()[1]
    count = forgotten.get(Proposal._meta.label, 0)
    for proposal in never_sent().filter(state=ProposalState.OPEN, updated_at__lt=now - KEPT):
        if not proposal.answers or _was_warned(proposal, now):
            proposal.delete()
            count += 1
    if count:
        record_audit(action="forget silent drafts", detail={"drafts": count})
    return count


@daily("forget who was asked to agree")
def forget_asked_people() -> int:
    """The name of who agreed and the day stay with what was sent; the address is needed for nothing any more."""
    over = DraftAgreement.objects.filter(proposal__sent_at__lt=timezone.now() - ASKED_KEPT).exclude(email="")
    return forget_addresses(over.exclude(proposal__state__in=BEING_WRITTEN))


def _was_warned(proposal: Proposal, now: datetime.datetime) -> bool:
    said = OutboxMessage.objects.filter(key=emails.fades_key(proposal))
    return said.filter(created_at__lte=now - WARNED_BEFORE + datetime.timedelta(days=1)).exists()
