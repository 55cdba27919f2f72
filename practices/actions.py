from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from accounts import consents
from accounts.models import Consent
from core.actions import queue_messages, record_audit
from editorial.compiled import LoadReport, load_compiled
from practices import emails
from practices.consents import PURPOSES
from practices.loading import DATA, compiled_practices
from practices.models import ContactPoint, Practice
from practices.questionnaire.writing import forget_parts
from submissions.actions import forget_rows
from submissions.answers import Answers, one


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


@consents.after_no
@transaction.atomic
def forget_contact(consent: Consent) -> None:
    """Erases who has said no from the practice and from all drafts of it; those who run it name somebody else."""
    if consent.kind != Practice.kind:
        return
    practice = Practice.objects.select_for_update().filter(pk=consent.item_id).first()
    contacts = practice.contactpoints.all() if practice else ()
    gone = {str(each.pk) for each in contacts if consents.hash_of(each.email) == consent.address_hash}
    if not gone:
        return
    practice.contactpoints.filter(pk__in=gone).delete()
    forget_parts(practice.texts.all(), gone)
    forget_rows(item=practice, prefix="contact", is_meant=lambda row: _is_of(row, consent))
    record_audit(action="forget contact", item=practice, detail={"consent": str(consent.pk)})
    queue_messages(emails.contact_said_no(practice, consent))


def _is_of(row: Answers, consent: Consent) -> bool:
    return consents.hash_of(one(row, "email")) == consent.address_hash


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
