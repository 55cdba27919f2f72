"""What authors are told about their change to something public. One function and one template for each message."""

from django.urls import reverse

from core.actions import queue_messages
from core.mailing import headline, message_to
from core.models import AuditRow, Item
from editorial.models import Proposal


def change_received(proposal: Proposal, item: Item, audit: AuditRow) -> None:
    _tell("emails/editorial/change_received.txt", proposal, item, audit)


def change_accepted(proposal: Proposal, item: Item, audit: AuditRow) -> None:
    _tell("emails/editorial/change_accepted.txt", proposal, item, audit)


def change_returned(proposal: Proposal, item: Item, audit: AuditRow) -> None:
    _tell("emails/editorial/change_returned.txt", proposal, item, audit)


def change_rejected(proposal: Proposal, item: Item, audit: AuditRow) -> None:
    _tell("emails/editorial/change_rejected.txt", proposal, item, audit)


def _tell(template: str, proposal: Proposal, item: Item, audit: AuditRow) -> None:
    """To who wrote it while they maintain the item, else to those who do."""
    author = proposal.author
    is_theirs = author is not None and author.is_active and item.is_maintained_by(author)
    people = [author] if is_theirs else item.people_to_tell()

    def said() -> dict:
        path = reverse("changes:change", kwargs={"pk": proposal.pk})
        return headline(item) | {"path": path, "note": audit.detail.get("note", "")}

    messages = [message_to(person, template, cause=str(audit.pk), said=said) for person in people]
    if messages:
        queue_messages(messages)
