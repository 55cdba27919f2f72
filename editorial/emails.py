"""One function per message of the workflow: what was decided, why, what to do, whom to ask. Text only in templates.

Each is written into the outbox in the transaction of its move; the key holds the audit row, so that one decision is
one message for each receiver.
"""

import datetime
from collections.abc import Callable, Iterable
from functools import partial

from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from core.actions import queue_messages
from core.mailing import headline, message_to, one_line
from core.models import AuditRow, Item, OutboxMessage, TakeDown
from editorial.desk_emails import author_path
from editorial.marking import question_titles
from editorial.models import RequestedChange
from editorial.permissions import counts_as_confirmed
from editorial.promises import TAKE_DOWN_CONFIRMED_WITHIN


def received(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/received.txt", item, audit)


def withdrawn(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/withdrawn.txt", item, audit)


def changes_asked_for(
    item: Item, audit: AuditRow, into: Item | None, *, not_yet_asked: Iterable[RequestedChange] = ()
) -> list[OutboxMessage]:
    """With the points that are asked for, each under its question."""
    asked = [*RequestedChange.objects.waiting(item), *not_yet_asked]
    template = "emails/editorial/changes_asked_for.txt"
    return [
        _message(template, person, item, audit, tell=partial(_points, item, asked)) for person in item.people_to_tell()
    ]


def _points(item: Item, asked: list[RequestedChange]) -> dict:
    titles = question_titles(item)
    points = [{"question": str(titles.get(row.question, "")), "text": one_line(row.text)} for row in asked]
    return {"points": points, "path": author_path(item)}


def accepted(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/accepted.txt", item, audit)


def rejected(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/rejected.txt", item, audit)


def published(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/published.txt", item, audit, page=item)


def archived(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    more = {"by_owner": _acted_as(audit, item.is_maintained_by)}
    return _to_owners("emails/editorial/archived.txt", item, audit, page=item, **more)


def restored(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/restored.txt", item, audit, page=item)


def taken_down(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    more = {"is_confirmed": _acted_as(audit, lambda actor: counts_as_confirmed(actor, item))}
    return _to_owners("emails/editorial/taken_down.txt", item, audit, **more)


def please_confirm(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    """To the chief editors who may, unless one of them took it down."""
    if TakeDown.objects.of(item).filter(confirmed_at__isnull=False).exists():
        return []
    more = {"actor": audit.actor_label, "hours": TAKE_DOWN_CONFIRMED_WITHIN // datetime.timedelta(hours=1)}
    return [
        _message("emails/editorial/please_confirm.txt", person, item, audit, address="portal:taken-down", **more)
        for person in User.objects.with_role(Role.CHIEF_EDITOR)
        if not item.has_conflict(person)
    ]


def take_down_confirmed(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/take_down_confirmed.txt", item, audit)


def put_back(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/put_back.txt", item, audit, page=item)


def merged(item: Item, audit: AuditRow, into: Item | None) -> list[OutboxMessage]:
    return _to_owners("emails/editorial/merged.txt", item, audit, page=into)


TOLD = {
    "submit": [received],
    "withdraw": [withdrawn],
    "return": [changes_asked_for],
    "accept": [accepted],
    "reject": [rejected],
    "publish": [published],
    "publish imported": [published],
    "archive": [archived],
    "restore": [restored],
    "take down": [taken_down, please_confirm],
    "confirm take-down": [take_down_confirmed],
    "put back": [put_back],
    "merge": [merged],
}
"""Who opens an item again sees it at once, and what is loaded by the system has nobody to tell."""


def tell(item: Item, audit: AuditRow, into: Item | None = None) -> None:
    """Queues the messages of the move that `audit` tells of."""
    messages = [message for make in TOLD.get(audit.action, ()) for message in make(item, audit, into)]
    if messages:
        queue_messages(messages)


def _acted_as(audit: AuditRow, has_part: Callable[[User], bool]) -> bool:
    actor = User.objects.filter(pk=audit.actor_id).first() if audit.actor_id else None
    return actor is not None and bool(has_part(actor))


def _to_owners(template: str, item: Item, audit: AuditRow, page: Item | None = None, **more) -> list[OutboxMessage]:
    return [_message(template, person, item, audit, page=page, **more) for person in item.people_to_tell()]


def _message(
    template: str,
    person,
    item: Item,
    audit: AuditRow,
    *,
    page: Item | None = None,
    address: str = "",
    tell: Callable[[], dict] = dict,
    **more,
) -> OutboxMessage:
    """`page` is the item to link to, when readers can see it; `address` the name of another page.

    `tell` gives more words in the language of the receiver.
    """

    def said() -> dict:
        path = reverse(address) if address else page.get_absolute_url() if page and page.is_public else ""
        words = {"path": path, "note": audit.detail.get("note", ""), "by_system": audit.actor_id is None}
        return headline(item) | words | more | tell()

    return message_to(person, template, cause=str(audit.pk), said=said)
