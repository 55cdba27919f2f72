"""What a move needs beside the right person and the right status, in sentences for those who wait for it."""

import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Source, Status
from core.models import AuditRow, Item
from editorial.choices import ProposalPurpose
from editorial.gate import is_passed_by_editor
from editorial.models import ConversationMessage, Proposal, RequestedChange
from editorial.moves import Move

REOPENED_WITHIN = datetime.timedelta(days=730)
SILENT_FOR = datetime.timedelta(days=60)
ARCHIVED_AFTER = datetime.timedelta(days=60 + 365)
"""From the day of confirmation that passed: 60 days until it is “not confirmed”, and a year from then on."""


def obstacle(item: Item, move: Move, by) -> str:
    """Why somebody (None: the system) who may make this move cannot make it now; empty when nothing is in the way."""
    if item.status in move.reviewed_from:
        return _("This step rests on a review, so it cannot be made here.")
    own = _OF_ACTION.get(move.action)
    if own and (reason := own(item, by)):
        return reason
    if move.target == Status.PUBLISHED:
        return " ".join(item.publish_problems())
    return ""


def survivor_problem(item: Item, into: Item | None) -> str:
    """What keeps `into` from standing in for `item` once both are merged."""
    if into is None:
        return _("Choose the record that stays.")
    if into.kind != item.kind or into.pk == item.pk:
        return _("Choose another record of the same kind.")
    if into.status != Status.PUBLISHED and (item.is_public or into.status not in _UNDER_WAY):
        return _("The record that stays is “%(status)s”: choose one that readers can find.") % {
            "status": into.get_status_display()
        }
    return ""


_UNDER_WAY = (Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.ACCEPTED)


def silent_since(item: Item) -> datetime.datetime | None:
    """When the author was asked for changes, or has written or saved something since; None before that."""
    asked = _last(item, "return")
    if asked is None:
        return None
    said = ConversationMessage.objects.filter(kind=item.kind, item_id=item.pk, is_from_desk=False)
    saved = Proposal.objects.filter(kind=item.kind, item_id=item.pk, purpose=ProposalPurpose.NEW)
    signs = [said.aggregate(at=Max("at"))["at"], saved.aggregate(at=Max("updated_at"))["at"]]
    return max([asked.at, *filter(None, signs)])


def _load_compiled(item: Item, by) -> str:
    if item.source != Source.COMPILED:
        return _("Only records compiled from public sources are loaded.")
    return ""


def _submit(item: Item, by) -> str:
    """What the form asks, it asks itself; permission and duplicates are among it."""
    if RequestedChange.objects.waiting(item).exists():
        return _("Please say to each change that was asked for whether you made it, or why you kept the text.")
    return ""


def _accept(item: Item, by) -> str:
    if item.is_scored():
        return _("Two reviewers read it before it is accepted.")
    return ""


def _publish(item: Item, by) -> str:
    if by is None and (item.publish_on is None or item.publish_on > timezone.localdate()):
        return _("Its day of publication has not come.")
    accepted = _last(item, "accept")
    if item.is_sensitive() and (by is None or accepted is None or accepted.actor_id == by.pk):
        return _("The topic is sensitive: an editor other than the one who accepted it publishes it.")
    return ""


def _publish_imported(item: Item, by) -> str:
    if item.source != Source.IMPORT:
        return _("Only imported records are published without being accepted first.")
    if item.is_sensitive():
        return _("The topic is sensitive: one editor accepts it, and another publishes it.")
    if not is_passed_by_editor(item):
        return _("Say yes to all seven questions of the gate first: imported records are looked at one by one.")
    return ""


def _withdraw(item: Item, by) -> str:
    if by is not None:
        return ""
    since = silent_since(item)
    if item.status != Status.CHANGES_REQUESTED or since is None or since > timezone.now() - SILENT_FOR:
        return _("The author still has time to answer.")
    return ""


def _archive(item: Item, by) -> str:
    if by is None and (item.revalidate_on is None or item.revalidate_on + ARCHIVED_AFTER > timezone.localdate()):
        return _("The organisation still has time to confirm it.")
    return ""


def _restore(item: Item, by) -> str:
    archived = _last(item, "archive")
    if item.is_compiled or archived is None:
        return ""
    if item.last_confirmed_on is None or item.last_confirmed_on < timezone.localdate(archived.at):
        return _("The organisation has not confirmed it since it was archived.")
    return ""


def _reopen(item: Item, by) -> str:
    left = _last(item, "withdraw", "reject")
    if left and left.at < timezone.now() - REOPENED_WITHIN:
        return _("More than two years have passed: please send it in anew.")
    return ""


def _last(item: Item, *actions: str) -> AuditRow | None:
    return AuditRow.objects.filter(kind=item.kind, item_id=item.pk, action__in=actions).order_by("-at", "-id").first()


_OF_ACTION = {
    "load compiled": _load_compiled,
    "submit": _submit,
    "accept": _accept,
    "publish": _publish,
    "publish imported": _publish_imported,
    "withdraw": _withdraw,
    "archive": _archive,
    "restore": _restore,
    "reopen": _reopen,
}
