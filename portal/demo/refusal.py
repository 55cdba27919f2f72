"""Why no demonstration is made here, in one sentence for whoever asked for it."""

from django.conf import settings

from core import delivery
from core.choices import Source
from core.kinds import models_by_kind
from editorial.models import Proposal
from portal.demo.people import ADDRESSES
from portal.demo.records import PREFIX


def reason_to_refuse() -> str:
    """Empty where nothing is in the way."""
    if settings.SITE_URL.startswith("https://"):
        return "SITE_URL is an https address, so this is a public portal: invented records do not belong here."
    if delivery.is_configured():
        return "EMAIL_URL names a mail server, so messages would go out: the demonstration is for machines without one."
    if _has_work_of_others():
        return "People have sent in or begun records of their own here, and invented ones must not stand among them."
    return ""


def _has_work_of_others() -> bool:
    drafts = Proposal.objects.exclude(author__email__in=ADDRESSES).exclude(email__in=ADDRESSES)
    if drafts.exists():
        return True
    return any(
        model.objects.exclude(source=Source.COMPILED).exclude(source_key__startswith=PREFIX).exists()
        for model in models_by_kind().values()
    )
