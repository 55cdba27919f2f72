"""What the person to ask agrees to, by how they are to be shown."""

from collections.abc import Collection

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
    said = set(about.values_list("purpose", "address_hash"))
    return [contact for contact in practice.contactpoints.all() if not agrees(contact.show_as, contact.email, said)]


def agrees(show_as: str, address: str, said: Collection[tuple[str, str]]) -> bool:
    """`said` are purposes with the hash of the address that said yes to them."""
    purpose = PURPOSES.get(show_as)
    if purpose is None:
        return True
    return any((covering, hash_of(address)) in said for covering in _COVERED_BY[purpose])
