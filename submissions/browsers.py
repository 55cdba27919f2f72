"""What the session of a browser holds: drafts that it may open, and what was sent after its right had ended."""

import json
import uuid

from django.http import HttpRequest, QueryDict

from editorial.models import Proposal
from submissions.permissions import Writer

MOST_DRAFTS = 50
MOST_KEPT = 200_000
_DRAFTS, _KEPT = "drafts", "kept"


def writer_of(request: HttpRequest) -> Writer:
    return Writer(request.user, frozenset(request.session.get(_DRAFTS, ())))


def hold(request: HttpRequest, proposal: Proposal) -> None:
    """From now on this browser may open the draft; a key of the session that others may know is worth nothing then."""
    held = [key for key in request.session.get(_DRAFTS, ()) if key != str(proposal.pk)]
    request.session.cycle_key()
    request.session[_DRAFTS] = [*held, str(proposal.pk)][-MOST_DRAFTS:]


def keep(request: HttpRequest, pk: uuid.UUID, question: str) -> bool:
    """Keeps what was sent by somebody who must sign in first; one page at a time, and none that is too long."""
    sent = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    if len(json.dumps(sent)) > MOST_KEPT:
        return False
    request.session[_KEPT] = {"draft": str(pk), "question": question, "sent": sent}
    return True


def kept(request: HttpRequest, proposal: Proposal, question: str) -> QueryDict | None:
    """What was kept for this page of this draft."""
    found = request.session.get(_KEPT) or {}
    if (found.get("draft"), found.get("question")) != (str(proposal.pk), question):
        return None
    sent = QueryDict(mutable=True)
    for name, values in found["sent"].items():
        sent.setlist(name, values)
    return sent


def forget_kept(request: HttpRequest, proposal: Proposal, question: str) -> None:
    if kept(request, proposal, question) is not None:
        del request.session[_KEPT]
