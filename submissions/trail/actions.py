import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actions import record_audit
from core.choices import Status
from core.models import Item
from editorial.choices import ChangeAnswer
from editorial.desk_emails import author_wrote
from editorial.models import ConversationMessage, RequestedChange
from submissions import sending

_ONCE_WITHIN = datetime.timedelta(minutes=10)
"""The same words from the same person within this time are one message, sent by a double click."""
MESSAGES_PER_DAY = 40
ANSWERED_IN = (Status.CHANGES_REQUESTED, Status.DRAFT)
"""When points are answered: a draft has some when it was withdrawn and opened again."""


class Refused(Exception):
    """It is not possible now; the message is a sentence for the person who tried."""


@transaction.atomic
def write_to_desk(item: Item, *, by, text: str, language: str) -> ConversationMessage:
    """The row of the item is locked, so that two clicks are one after the other."""
    type(item)._base_manager.select_for_update().get(pk=item.pk)
    own = ConversationMessage.objects.filter(kind=item.kind, item_id=item.pk, by=by, is_from_desk=False)
    now = timezone.now()
    if twice := own.filter(text=text, at__gte=now - _ONCE_WITHIN).first():
        return twice
    if own.filter(at__gte=now - datetime.timedelta(days=1)).count() >= MESSAGES_PER_DAY:
        raise Refused(_("You have written a lot today. Please go on tomorrow."))
    message = ConversationMessage.objects.create(
        kind=item.kind, item_id=item.pk, by=by, text=text, language=language, is_from_desk=False
    )
    audit = record_audit(action="write to desk", by=by, item=item, detail={"message": message.pk})
    author_wrote(item, audit)
    return message


@transaction.atomic
def answer_change(item: Item, change_id: int, *, by, answer: str, reason: str = "") -> RequestedChange:
    """“Changed”, or “kept because …”; the answer may be changed until the item is sent in again."""
    locked = type(item)._base_manager.select_for_update().get(pk=item.pk)
    if locked.status not in ANSWERED_IN:
        raise Refused(_("This is now “%(status)s”, so that step is over.") % {"status": locked.get_status_display()})
    change = RequestedChange.objects.select_for_update().get(
        pk=change_id, kind=item.kind, item_id=item.pk, proposal=None
    )
    change = sending.answer_change(change=change, answer=ChangeAnswer(answer), reason=reason, by=by)
    record_audit(action="answer change", by=by, item=item, detail={"change": change.pk, "answer": answer})
    return change
