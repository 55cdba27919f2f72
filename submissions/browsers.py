"""What the session of a browser holds: drafts that it may open, and what was sent after its right had ended."""

import json
import uuid

from django.http import HttpRequest, QueryDict

from editorial.models import Proposal
from submissions.permissions import Writer

MOST_DRAFTS = 50
MOST_PAGES = 5
MOST_KEPT = 200_000
_DRAFTS, _CONFIRMED, _KEPT = "drafts", "confirmed", "kept"


def writer_of(request: HttpRequest) -> Writer:
    held, confirmed = (frozenset(request.session.get(name, ())) for name in (_DRAFTS, _CONFIRMED))
    return Writer(request.user, held, confirmed & held)


def hold(request: HttpRequest, proposal: Proposal, *, is_confirmed: bool = False) -> None:
    """From now on this browser may open the draft; a key of the session that others may know is worth nothing then.

    `is_confirmed`: the link in the mail was pressed here, so who sits here reads the mail of the address.
    """
    request.session.cycle_key()
    for name in (_DRAFTS, _CONFIRMED) if is_confirmed else (_DRAFTS,):
        others = [key for key in request.session.get(name, ()) if key != str(proposal.pk)]
        request.session[name] = [*others, str(proposal.pk)][-MOST_DRAFTS:]


def let_go(request: HttpRequest, proposal: Proposal) -> None:
    """This browser may not open the draft any more, unless its account may; what was kept of it is forgotten.

    Another key, or no cookie at all, so that no page that was read before comes out of the memory of the browser.
    """
    for name in (_DRAFTS, _CONFIRMED):
        _store(request, name, [key for key in request.session.get(name, ()) if key != str(proposal.pk)])
    pages = request.session.get(_KEPT, {}).items()
    _store(request, _KEPT, {name: said for name, said in pages if not name.startswith(f"{proposal.pk} ")})
    if not request.session.keys():
        request.session.flush()
    else:
        request.session.cycle_key()


def _store(request: HttpRequest, name: str, found: list | dict) -> None:
    """What is empty is not stored: a session without anything in it needs no cookie."""
    if found:
        request.session[name] = found
    else:
        request.session.pop(name, None)


def keep(request: HttpRequest, pk: uuid.UUID, page: str) -> bool:
    """Keeps what was sent by somebody who must sign in first; the newest of few pages, and none that is too long."""
    sent = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    if len(json.dumps(sent)) > MOST_KEPT:
        return False
    slot = _slot(pk, page)
    others = [(name, said) for name, said in request.session.get(_KEPT, {}).items() if name != slot]
    request.session[_KEPT] = dict([*others, (slot, sent)][-MOST_PAGES:])
    return True


def _slot(pk: uuid.UUID, page: str) -> str:
    return f"{pk} {page}"


def kept(request: HttpRequest, proposal: Proposal, page: str) -> QueryDict | None:
    """What was kept for this page of this draft."""
    found = request.session.get(_KEPT, {}).get(_slot(proposal.pk, page))
    if found is None:
        return None
    sent = QueryDict(mutable=True)
    for name, values in found.items():
        sent.setlist(name, values)
    return sent


def page_with_kept(request: HttpRequest, proposal: Proposal) -> str:
    """The page of this draft for which something was kept last; empty without one."""
    slots = [slot.split(" ") for slot in request.session.get(_KEPT, {})]
    return next((page for key, page in reversed(slots) if key == str(proposal.pk)), "")


def forget_kept(request: HttpRequest, proposal: Proposal, page: str) -> None:
    others = dict(request.session.get(_KEPT, {}))
    if others.pop(_slot(proposal.pk, page), None) is None:
        return
    _store(request, _KEPT, others)
