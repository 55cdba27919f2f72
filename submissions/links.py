"""Links by mail that open one draft in the browser where they are pressed. They sign nobody in."""

import datetime
import uuid

from django.core import signing
from django.urls import reverse
from django.utils import translation

from editorial.models import Proposal

HOLDS = datetime.timedelta(days=60)
_SALT = "submissions.links"


def token_of(proposal: Proposal) -> str:
    return signing.dumps([proposal.pk.hex, proposal.link_stamp], salt=_SALT, compress=False)


def path_of(proposal: Proposal) -> str:
    """In the language in which the writer reads."""
    with translation.override(proposal.interface_language):
        return reverse("submissions:resume", kwargs={"token": token_of(proposal)})


def proposal_of(token: str, *, even_ended: bool = False) -> Proposal | None:
    """`even_ended`: also when the link is too old, or newer ones have ended it; then it opens nothing."""
    try:
        key, stamp = signing.loads(token, salt=_SALT, max_age=None if even_ended else HOLDS)
        pk = uuid.UUID(key)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
    found = Proposal.objects.exclude(email="").filter(pk=pk)
    return (found if even_ended else found.filter(link_stamp=stamp)).first()
