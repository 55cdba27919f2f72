"""What the person to ask agrees to, by how they are to be shown."""

from accounts.choices import ConsentPurpose
from accounts.consents import hash_of
from accounts.models import Consent
from practices.choices import ShowContactAs
from practices.models import ContactPoint

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


def has_agreed(contact: ContactPoint) -> bool:
    """By the address, so that a yes holds when the same person is written down anew, and never for another."""
    purpose = PURPOSES.get(contact.show_as)
    if purpose is None:
        return True
    return (
        Consent.objects.valid()
        .filter(
            kind=contact.practice.kind,
            item_id=contact.practice_id,
            address_hash=hash_of(contact.email),
            purpose__in=_COVERED_BY[purpose],
        )
        .exists()
    )
