"""One function for each message about an account."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.mail import send_message

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
    _send(to, "accounts/code", {"code": code, "purpose": _CODE_PURPOSES[purpose], "minutes": minutes})


def unknown_account(to: str, origin: str) -> None:
    _send(to, "accounts/unknown_account", {"origin": origin, "page": "account_signup"})


def account_exists(to: str, origin: str) -> None:
    _send(to, "accounts/account_exists", {"origin": origin, "page": "account_request_login_code"})


def changed(user: User, *, to: str, change: str, details: dict, origin: str) -> None:
    with translation.override(user.mail_language):
        sentence = str(CHANGES[change]) % details
    _send(to, "accounts/changed", {"change": sentence, "origin": origin, "page": "account_reset_password"}, user)


def new_device(user: User, *, device: str, origin: str) -> None:
    with translation.override(user.mail_language):
        when = date_format(timezone.localtime(), "DATETIME_FORMAT")
    context = {"device": device, "when": when, "origin": origin, "page": "account_reset_password"}
    _send(user.email, "accounts/new_device", context, user)


def _send(to: str, template: str, context: dict, user: User | None = None) -> None:
    """In the language of the person, or that of the page where nobody is known; links too."""
    user = user or User.objects.filter(email__iexact=to).first()
    language = user.mail_language if user else translation.get_language()
    if page := context.pop("page", ""):
        with translation.override(language):
            context["link"] = context.pop("origin") + reverse(page)
    send_message(to=to, language=language, template=template, context=context)
