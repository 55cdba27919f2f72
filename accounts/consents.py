"""The one home of what is written about consent: asking, giving, withdrawing; each leaves a row in the audit trail."""

from collections.abc import Callable

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.choices import ConsentMethod
from accounts.models import Consent
from accounts.queries import CONSENT_TEXT_VERSION, RESTS_AFTER_NO
from core.actions import raise_generation, record_audit
from core.models import Item

_SALT = "accounts.consent"
_after_no: list[Callable[[Consent], None]] = []


class ConsentRefused(Exception):
    """This yes counts no longer."""


def after_no(function: Callable[[Consent], None]) -> Callable:
    """`function` forgets what a room above holds of somebody who has just said no, in the same transaction."""
    _after_no.append(function)
    return function


def hash_of(address: str) -> str:
    """Keyed, so that a list of addresses does not tell whose it is."""
    return salted_hmac("accounts.consent", address.strip().lower(), algorithm="sha256").hexdigest()


def token_of(consent: Consent) -> str:
    """The secret part of the link in the mail: whoever has it reads the mail of that person."""
    return signing.dumps(consent.pk.hex, salt=_SALT)


def find(token: str) -> Consent | None:
    try:
        key = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Consent.objects.filter(pk=key).first()


@transaction.atomic
def ask(*, purpose: str, address: str, item: Item, by) -> Consent | None:
    """Opens the question; None where a yes holds, an answer is waited for, or somebody has just said no."""
    subject = {"purpose": purpose, "address_hash": hash_of(address), "kind": item.kind, "item_id": item.pk}
    now = timezone.now()
    if Consent.objects.filter(**subject, withdrawn_at__gt=now - RESTS_AFTER_NO).exists():
        return None
    consent, is_new = Consent.objects.select_for_update().get_or_create(
        **subject, withdrawn_at__isnull=True, defaults={"asked_at": now}
    )
    if not is_new:
        same = Consent.objects.filter(pk=consent.pk)
        if same.waiting().exists() or (same.valid().exists() and not same.to_renew().exists()):
            return None
        consent.asked_at = now
        consent.save(update_fields=["asked_at"])
    record_audit(action="ask for consent", by=by, item=item, detail={"consent": str(consent.pk), "purpose": purpose})
    return consent


@transaction.atomic
def give(*, consent: Consent, method: str = ConsentMethod.LINK, by=None, evidence: str = "") -> Consent:
    """A second press changes nothing. A link that is old, or was withdrawn from, gives nothing any more."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    same = Consent.objects.filter(pk=consent.pk)
    is_waited_for = same.waiting().exists()
    if not is_waited_for and same.valid().exists():
        return consent
    if consent.withdrawn_at or (method == ConsentMethod.LINK and not is_waited_for):
        raise ConsentRefused
    consent.given_at, consent.text_version = timezone.now(), CONSENT_TEXT_VERSION
    consent.method, consent.evidence = method, evidence
    consent.save()
    _tell(consent, "give consent", by)
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by=None) -> Consent:
    """Holds from the next page on; a question that was never answered is closed by it, too."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at is None:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
        _tell(consent, "withdraw consent", by)
        for forget in _after_no:
            forget(consent)
    return consent


def _tell(consent: Consent, action: str, by) -> None:
    detail = {"consent": str(consent.pk), "purpose": consent.purpose, "method": consent.method}
    if consent.item_id:
        detail |= {"kind": consent.kind, "item": str(consent.item_id)}
    record_audit(action=action, by=by, detail=detail)
    raise_generation("items")
