from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from accounts import consents
from accounts.models import Consent
from core.actions import queue_messages
from editorial.compiled import LoadReport, load_compiled
from practices import emails
from practices.consents import PURPOSES
from practices.loading import DATA, compiled_practices
from practices.models import ContactPoint


@transaction.atomic
def load_starter_practices(*, folder: Path = DATA, on_progress: Callable[[int, int], None] | None = None) -> LoadReport:
    """Makes the compiled practices equal to the data files; their organisations are there already."""
    return load_compiled(compiled_practices(folder), on_progress=on_progress)


@transaction.atomic
def ask_for_consent(contact_point: ContactPoint, *, by) -> Consent | None:
    """Writes to the person to ask; None where nothing is to be asked, or an answer is waited for."""
    purpose = PURPOSES.get(contact_point.show_as)
    if purpose is None or contact_point.practice.is_compiled:
        return None
    consent = consents.ask(purpose=purpose, address=contact_point.email, item=contact_point.practice, by=by)
    if consent is not None:
        queue_messages([emails.please_agree(contact_point, consent)])
    return consent


def ask_again() -> int:
    """Asks those whose yes ends soon or was said to other words; tells how many."""
    asked = 0
    for consent in Consent.objects.to_renew().filter(kind="practice"):
        people = ContactPoint.objects.select_related("practice").filter(practice_id=consent.item_id)
        asked += sum(bool(_ask_again(contact, consent)) for contact in people)
    return asked


def _ask_again(contact: ContactPoint, consent: Consent) -> Consent | None:
    is_theirs = consents.hash_of(contact.email) == consent.address_hash
    is_due = contact.practice.is_public and PURPOSES.get(contact.show_as) == consent.purpose
    return ask_for_consent(contact, by=None) if is_theirs and is_due else None
