from django.utils import timezone

from editorial.models import Proposal
from submissions.emails import to_writer


def colleagues_wrote(proposal: Proposal) -> None:
    """Once a day, however much they write: the key holds the day."""
    to_writer(
        "emails/submissions/colleagues_wrote.txt", f"draft comments {proposal.pk} {timezone.localdate()}", proposal
    )
