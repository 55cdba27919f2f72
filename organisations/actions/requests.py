"""What all that is asked of an organisation shares: one answer, by somebody who may give it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import can
from organisations.choices import RequestState
from organisations.models import Request
from organisations.refusals import Refused


def check(by: User, action: str, about) -> None:
    answer = can(by, action, about)
    if not answer:
        raise Refused(answer.reason)


def check_is_open(request: Request) -> None:
    if request.state != RequestState.OPEN:
        raise Refused(_("Somebody has answered it already."))


def close_request(*, request: Request, state: RequestState, by: User) -> None:
    request.state, request.decided_at, request.decided_by = state, timezone.now(), by
    request.save(update_fields=["state", "decided_at", "decided_by"])
