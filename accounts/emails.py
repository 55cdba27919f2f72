"""One function for each message about an account."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.actions import queue_messages
from core.mailing import ONCE, message

_CODE_PURPOSES = {
    "sign in": _("Type this code on the page to sign in:"),
    "confirm": _("Type this code on the page to confirm your address:"),
    "reset": _("Type this code on the page to choose a new password:"),
}
CHANGES = {
    "change address": _("Your address was changed from %(from_email)s to %(to_email)s."),
    "change password": _("Your password was changed."),
    "add authenticator app": _("An authenticator app was added as your second step."),
    "remove authenticator app": _("Your authenticator app was removed."),
    "add passkey": _("A passkey was added to your account."),
    "remove passkey": _("A passkey was removed from your account."),
    "make recovery codes": _("You have new recovery codes. The old ones no longer work."),
}


def code(to: str, *, code: str, purpose: str) -> None:
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    _send(
        "emails/accounts/code.txt",
        to,
        lambda: {"purpose": str(_CODE_PURPOSES[purpose]), "minutes": minutes, ONCE: {"code": code}},
    )


def unknown_account(to: str) -> None:
    _send("emails/accounts/unknown_account.txt", to, lambda: {"path": reverse("account_signup")})


def account_exists(to: str) -> None:
    _send("emails/accounts/account_exists.txt", to, lambda: {"path": reverse("account_request_login_code")})


def changed(user: User, *, to: str, change: str, details: dict) -> None:
    def said() -> dict:
        return {"change": str(CHANGES[change]) % details, "path": reverse("account_reset_password")}

    _send("emails/accounts/changed.txt", to, said, user)


def new_device(user: User, *, device: str) -> None:
    def said() -> dict:
        when = date_format(timezone.localtime(), "DATETIME_FORMAT")
        return {"device": device, "when": when, "path": reverse("account_reset_password")}

    _send("emails/accounts/new_device.txt", user.email, said, user)


def _send(template: str, to: str, said: Callable[[], dict], user: User | None = None) -> None:
    """In the language of the person, or that of the page where nobody is known; each time it is a new message."""
    user = user or User.objects.filter(email__iexact=to).first()
    language = user.mail_language if user else translation.get_language()
    key = f"account {uuid.uuid4()}"
    queue_messages([message(template, to=to, language=language, key=key, said=said)])
