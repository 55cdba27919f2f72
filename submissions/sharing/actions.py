"""Colleagues without an account: the link by which they read a draft, and what they say about it."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actions import record_audit
from editorial.models import DraftComment, Proposal
from submissions.actions import DraftClosed, locked
from submissions.sharing import emails

MOST_COMMENTS = 300
_ONCE_WITHIN = datetime.timedelta(minutes=10)
"""The same words in the same name within this time are one comment, sent by a double click."""


class Refused(Exception):
    """It is not possible now; the message is a sentence for the person who tried."""


@transaction.atomic
def share(proposal: Proposal, *, by=None) -> Proposal:
    """Makes the link, or a new one in the place of the old, which ends."""
    return _set_key(proposal, secrets.token_urlsafe(32), by=by, action="share draft")


@transaction.atomic
def end_sharing(proposal: Proposal, *, by=None) -> Proposal:
    return _set_key(proposal, None, by=by, action="end sharing of draft")


def _set_key(proposal: Proposal, key: str | None, *, by, action: str) -> Proposal:
    proposal = locked(proposal)
    proposal.share_key = key
    proposal.save(update_fields=["share_key"])
    record_audit(action=action, by=by, detail={"draft": str(proposal.pk), "kind": proposal.kind})
    return proposal


@transaction.atomic
def comment(
    proposal: Proposal, *, share_key: str, by_name: str, text: str, question: str = "", by=None
) -> DraftComment:
    """By the link that is valid now; raises `DraftClosed` when it has ended while the comment was written."""
    proposal = locked(proposal)
    if proposal.share_key != share_key:
        raise DraftClosed
    made, is_new = put_comment(proposal, by_name=by_name, text=text, question=question, by=by)
    if is_new:
        emails.colleagues_wrote(proposal)
    return made


def put_comment(
    proposal: Proposal, *, by_name: str, text: str, question: str = "", by=None
) -> tuple[DraftComment, bool]:
    """Beside a draft whose row the caller has locked, and whether it is new."""
    said = proposal.comments.filter(by_name=by_name, text=text, question=question)
    if twice := said.filter(at__gte=timezone.now() - _ONCE_WITHIN).first():
        return twice, False
    if proposal.comments.count() >= MOST_COMMENTS:
        raise Refused(_("There are very many comments already. Please talk to the writer."))
    made = DraftComment.objects.create(proposal=proposal, question=question, text=text, by=by, by_name=by_name)
    record_audit(action="comment on draft", by=by, detail={"draft": str(proposal.pk), "comment": made.pk})
    return made, True


@transaction.atomic
def settle(proposal: Proposal, comment_id: int, *, by=None) -> None:
    """The writer has read it and done something about it, or not; settled twice, it is settled once."""
    open_one = DraftComment.objects.filter(pk=comment_id, proposal=proposal, settled_at__isnull=True)
    if open_one.update(settled_at=timezone.now()):
        record_audit(action="settle comment", by=by, detail={"draft": str(proposal.pk), "comment": comment_id})
