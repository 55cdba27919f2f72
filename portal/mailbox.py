"""The outbox for the administrator; without a mail server it is the mailbox in which development reads its mail."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.delivery import is_configured
from core.guards import only_for
from core.item_views import absolute
from core.mailing import compose, one_line
from core.models import OutboxMessage
from portal.permissions import READ_OUTBOX

_SHOWN = 100


@dataclass(frozen=True)
class Row:
    message: OutboxMessage
    subject: str
    """Empty where mail is really sent: what others are written, codes for signing in included, is theirs."""
    url: str


@only_for(READ_OUTBOX)
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    messages = OutboxMessage.objects.order_by("-created_at", "-pk")[:_SHOWN]
    context = {
        "is_sent": is_configured(),
        "rows": [_row(message, request) for message in messages],
        "opened": _opened(request) if "message" in request.GET else None,
    }
    return render(request, "portal/mailbox.html", context)


def _row(message: OutboxMessage, request: HttpRequest) -> Row:
    if is_configured():
        return Row(message, "", "")
    return Row(message, _composed(message, request).subject, f"{reverse('portal:mailbox')}?message={message.pk}")


def _opened(request: HttpRequest) -> dict:
    number = request.GET["message"]
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    message = OutboxMessage.objects.filter(pk=number).first() if is_number and not is_configured() else None
    if message is None:
        raise Http404
    return {"message": message, "mail": _composed(message, request)}


def _composed(message: OutboxMessage, request: HttpRequest):
    """What cannot be put into words is shown as such: the list must not fail for one message."""
    try:
        return compose(message, origin=absolute(request, "/").rstrip("/"))
    except Exception as error:
        return Unreadable(one_line(f"{type(error).__name__}: {error}"))


@dataclass(frozen=True)
class Unreadable:
    body: str

    @property
    def subject(self) -> str:
        return _("This message cannot be shown.")
