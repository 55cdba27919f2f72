"""Makes the demonstration, whole or not at all, and takes it away again."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.actions import raise_generation
from core.models import OutboxMessage
from portal.demo.people import ADDRESSES, Keys, demo_people, make_people
from portal.demo.records import Record, records
from portal.demo.refusal import reason_to_refuse
from portal.demo.removing import remove_everything
from portal.demo.stories import tell
from search import index

NEVER_SENT = "Written by the demonstration: never sent."
Progress = Callable[[int, int, Record], None]


class Refused(Exception):
    """This is no place for invented records; the message says why."""


@transaction.atomic
def make_demo(*, on_progress: Progress) -> Keys | None:
    """None where it is there already: nothing is changed then."""
    index.lock()  # two who start at once come one after the other
    if reason := reason_to_refuse():
        raise Refused(reason)
    if demo_people().exists():
        return None
    keys, all_records = Keys(), records()
    last_message = OutboxMessage.objects.aggregate(last=Max("pk"))["last"] or 0
    cast = make_people(keys)
    for number, record in enumerate(all_records, 1):
        tell(record, cast)
        on_progress(number, len(all_records), record)
    _keep_messages_in(OutboxMessage.objects.filter(pk__gt=last_message))
    return keys


def _keep_messages_in(messages) -> None:
    """Those to its people can be read in the mailbox and never leave; real people hear nothing of invented records."""
    messages.exclude(to__in=ADDRESSES).delete()
    messages.update(given_up_at=timezone.now(), last_error=NEVER_SENT)


@transaction.atomic
def remove_demo() -> int:
    """How many records went."""
    index.lock()
    removed = remove_everything()
    raise_generation("items")
    return removed
