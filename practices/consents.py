"""What the person to ask agrees to, by how they are to be shown."""

from accounts.choices import ConsentPurpose
from accounts.consents import hash_of
from accounts.models import Consent
from practices.choices import ShowContactAs
from practices.models import ContactPoint, Practice

PURPOSES = {
    ShowContactAs.NAME_AND_EMAIL: ConsentPurpose.SHOW_EMAIL,
    ShowContactAs.FORM_ONLY: ConsentPurpose.CONTACT_FORM,
}
"""Where only the organisation is shown, there is nothing to agree to."""
_COVERED_BY = {
    ConsentPurpose.SHOW_EMAIL: [ConsentPurpose.SHOW_EMAIL],
    ConsentPurpose.CONTACT_FORM: [ConsentPurpose.CONTACT_FORM, ConsentPurpose.SHOW_EMAIL],
}
"""Who agreed to being shown agreed to less, too."""


def have_not_agreed(practice: Practice) -> list[ContactPoint]:
    """By the address, so that a yes holds when the same person is written down anew, and never for another."""
    about = Consent.objects.valid().filter(kind=practice.kind, item_id=practice.pk)
    said = set(about.values_list("address_hash", "purpose"))
    return [contact for contact in practice.contactpoints.all() if not _agrees(contact, said)]


def _agrees(contact: ContactPoint, said: set[tuple[str, str]]) -> bool:
    purpose = PURPOSES.get(contact.show_as)
    if purpose is None:
        return True
    return any((hash_of(contact.email), covering) in said for covering in _COVERED_BY[purpose])
