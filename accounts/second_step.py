"""How django-allauth keeps the second step here: secrets enciphered, our words, the portal's name."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.adapter import WRONG_CODE


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "unverified_email": gettext_lazy("Confirm your address first."),
        "cannot_generate_recovery_codes": gettext_lazy("Add an app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 - the name is django-allauth's
        return _("My passkey")

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


def _cipher() -> MultiFernet:
    """Older keys of the portal still read what they wrote."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    digest = salted_hmac("accounts.second_step", "", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)


def lacks_second_step(person) -> bool:
    """Whether roles of this person hold only from the day on which there is a second step."""
    return person.needs_second_step and not is_mfa_enabled(person)
