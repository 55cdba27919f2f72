"""Django's way of sending mail, for packages that use it: into the outbox, in the transaction of the caller."""

import uuid

from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from core.actions import queue_messages
from core.languages import SOURCE_LANGUAGE
from core.mailing import READY_MADE
from core.models import OutboxMessage


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        """One row for each receiver; nobody learns of the others."""
        for mail in email_messages:
            if mail.attachments:
                raise ValueError("The outbox takes no attachments: send a link to the file.")
            queue_messages([_row(mail, receiver) for receiver in mail.recipients()])
        return len(email_messages)


def _row(mail, receiver: str) -> OutboxMessage:
    return OutboxMessage(
        key=f"mail {uuid.uuid4()}",
        to=receiver,
        language=get_language() or SOURCE_LANGUAGE,
        template=READY_MADE,
        context={
            "subject": str(mail.subject),
            "body": str(mail.body),
            "from_email": mail.from_email,
            "reply_to": list(mail.reply_to),
            "headers": {name: str(value) for name, value in mail.extra_headers.items()},
            "alternatives": [[str(content), mimetype] for content, mimetype in getattr(mail, "alternatives", [])],
        },
    )
