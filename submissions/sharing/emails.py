from django.utils import timezone

from editorial.models import Proposal
from submissions.emails import to_writer


def colleagues_wrote(proposal: Proposal) -> None:
    """Once a day, however much they write: the key holds the day. Never to an address that nobody has confirmed."""
    if proposal.author_id or proposal.email_confirmed_at:
        key = f"draft comments {proposal.pk} {timezone.localdate()}"
        to_writer("emails/submissions/colleagues_wrote.txt", key, proposal)
