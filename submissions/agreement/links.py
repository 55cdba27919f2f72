"""The link by which somebody without an account reads a draft and says whether they agree. It signs nobody in."""

import datetime
import uuid
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils import translation

from editorial.models import DraftAgreement

HOLDS = datetime.timedelta(days=60)
_SALT = "submissions.agreement"


@dataclass(frozen=True)
class Followed:
    """A link that is ours; without `agreement` it is over: too old, taken back, or the draft is sent or gone."""

    agreement: DraftAgreement | None = None


def token_of(agreement: DraftAgreement) -> str:
    return signing.dumps(agreement.pk.hex, salt=_SALT, compress=False)


def path_of(agreement: DraftAgreement) -> str:
    """In the language in which the writer reads: nobody knows that of the person who is asked."""
    with translation.override(agreement.proposal.interface_language):
        return reverse("agreement:answer", kwargs={"token": token_of(agreement)})


def follow(token: str) -> Followed | None:
    """None for a link that was never ours."""
    try:
        key = uuid.UUID(signing.loads(token, salt=_SALT, max_age=HOLDS))
    except signing.SignatureExpired:
        return Followed()
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
    found = DraftAgreement.objects.filter(pk=key).select_related("asked_by", "proposal__author", "proposal__owner")
    agreement = found.first()
    return Followed(agreement if agreement and agreement.proposal.is_being_written else None)
