"""Sends what waits in the outbox.

Each attempt is noted and committed before the mail server hears of it. A worker that is killed between sending and
noting therefore leaves one message that is sent a second time, with the same Message-ID, and never more than one.
"""

import datetime
import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.mailing import compose, kept_in_the_end
from core.models import OutboxMessage

logger = logging.getLogger(__name__)
TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
TAKEN_FOR = datetime.timedelta(minutes=2)
"""So long a message belongs to the worker that took it; longer than the slowest server is waited for."""
PAUSES = (15, 60, 120, 240)
"""Seconds until the next attempt; the last holds for all that follow, so mail goes out soon after a server is back."""
GIVEN_UP_AFTER = datetime.timedelta(days=5)
_LONGEST_ERROR = 500


class ServerAway(Exception):
    """The mail server does not answer as it should; what waits is not to blame."""


def is_configured() -> bool:
    return bool(settings.EMAIL_HOST)


def pause_after(attempts: int) -> float:
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def send_waiting(is_over: Callable[[], bool] = lambda: False) -> int:
    """Sends all that is due, one after the other over one connection; tells how many were sent.

    Raises `ServerAway` before anything is taken when the server cannot be reached, or when it hangs up.
    """
    if not _due().exists():
        return 0
    sent = 0
    with _connected() as server:
        while not is_over() and (message := _take()):
            sent += _deliver(message, server)
    return sent


def _due():
    return OutboxMessage.objects.filter(
        sent_at__isnull=True, given_up_at__isnull=True, send_after__lte=timezone.now()
    ).order_by("send_after", "pk")


@contextmanager
def _connected() -> Iterator[BaseEmailBackend]:
    server = get_connection(TRANSPORT)
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(str(error)) from None
    try:
        yield server
    finally:
        server.close()


@transaction.atomic
def _take() -> OutboxMessage | None:
    """The next message, noted as tried; other workers pass it by."""
    message = _due().select_for_update(skip_locked=True).first()
    if message:
        message.attempts += 1
        message.send_after = timezone.now() + TAKEN_FOR
        message.save(update_fields=["attempts", "send_after"])
    return message


def _deliver(message: OutboxMessage, server: BaseEmailBackend) -> bool:
    try:
        server.send_messages([compose(message)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        code, said = _answer(refusal)
        is_final = code >= 500 and isinstance(refusal, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
        _note_failure(message, f"{code} {said}", is_final=is_final)
    except (OSError, smtplib.SMTPException) as error:
        _note_failure(message, str(error))
        raise ServerAway(str(error)) from None
    except DatabaseError:
        raise
    except Exception as error:  # a message that cannot be put into words must not keep the others waiting
        logger.exception("Message %s cannot be composed", message.pk)
        _note_failure(message, f"{type(error).__name__}: {error}")
    else:
        _note(message, sent_at=timezone.now(), last_error="", context=kept_in_the_end(message))
        return True
    return False


def _answer(refusal: smtplib.SMTPException) -> tuple[int, str]:
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(refusal.recipients.values()))
    else:
        code, said = refusal.smtp_code, refusal.smtp_error
    return code, said.decode(errors="replace") if isinstance(said, bytes) else said


def _note_failure(message: OutboxMessage, error: str, *, is_final: bool = False) -> None:
    now = timezone.now()
    is_final = is_final or message.created_at < now - GIVEN_UP_AFTER
    if is_final:
        logger.error("Message %s is given up after %s attempts: %s", message.pk, message.attempts, error)
    _note(
        message,
        last_error=error[:_LONGEST_ERROR],
        send_after=now + datetime.timedelta(seconds=pause_after(message.attempts)),
        given_up_at=now if is_final else None,
        context=kept_in_the_end(message) if is_final else message.context,
    )


def _note(message: OutboxMessage, **fields) -> None:
    OutboxMessage.objects.filter(pk=message.pk).update(**fields)
