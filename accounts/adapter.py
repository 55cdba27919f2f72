"""Where django-allauth asks the portal: its words, its mails, its audit trail."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import actions, devices, emails

WRONG_CODE = _("This code is wrong or too old. Look again, or ask for a new one.")
_WRONG_PASSWORD = _("This is not your password.")
_SAME_ADDRESS = _("This is your address already.")
_TOO_MANY = _("Too many tries. Wait a while, then try again.")

_SAID = {
    "account/messages/password_changed.txt": _("Your new password holds from now on."),
    "account/messages/password_set.txt": _("Your new password holds from now on."),
    "account/messages/email_confirmed.txt": _("Your address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _("This address cannot be used."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is your second step from now on."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}
_CODES = {
    "account/email/login_code": "sign in",
    "account/email/email_confirmation": "confirm",
    "account/email/email_confirmation_signup": "confirm",
    "account/email/password_reset_code": "reset",
}
_CHANGES = {
    "account/email/email_changed": "change address",
    "account/email/password_changed": "change password",
    "account/email/password_set": "change password",
    "account/email/password_reset": "change password",
    "mfa/email/totp_activated": "add authenticator app",
    "mfa/email/totp_deactivated": "remove authenticator app",
    "mfa/email/webauthn_added": "add passkey",
    "mfa/email/webauthn_removed": "remove passkey",
    "mfa/email/recovery_codes_generated": "make recovery codes",
}
_ENDS_OTHER_SESSIONS = {"add authenticator app", "add passkey"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _SAME_ADDRESS,
        "same_as_current": _SAME_ADDRESS,
        "email_taken": _SAID["account/messages/email_confirmation_failed.txt"],
        "email_password_mismatch": _("Address and password do not fit together."),
        "enter_current_password": _WRONG_PASSWORD,
        "incorrect_password": _WRONG_PASSWORD,
        "incorrect_code": WRONG_CODE,
        "rate_limited": _TOO_MANY,
        "too_many_login_attempts": _TOO_MANY,
    }

    # What is written

    def save_user(self, request, user, form, commit=True):
        data = form.cleaned_data
        try:
            return actions.create_user(
                email=data["email"],
                display_name=data["display_name"],
                password=data.get("password1") or None,
                languages=[get_language()],
            )
        except ValidationError as error:  # somebody was faster with the same address: the answer is that for known ones
            raise ImmediateHttpResponse(prevent_enumeration(request, email=data["email"])) from error

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            actions.note_failure(how="locked out", address=credentials.get("email", ""))
            raise

    def authentication_failed(self, request, **credentials):
        actions.note_failure(how="password", address=credentials.get("email", ""))

    def post_login(self, request, user, **how):
        response = super().post_login(request, user, **how)
        methods = [record["method"] for record in get_authentication_records(request, user)]
        actions.note_sign_in(user=user, methods=methods)
        devices.greet(request, response, user)
        return response

    def logout(self, request):
        if request.user.is_authenticated:
            actions.note_sign_out(user=request.user)
        super().logout(request)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """An account changed: it is written down, its owner is told, and a new second step ends older sessions."""
        change = _CHANGES.get(template_prefix)
        if not change:
            return
        actions.note_change(user=user, change=change)
        to = email or user.email
        emails.changed(user, to=to, change=change, details=context or {})
        if change in _ENDS_OTHER_SESSIONS:
            actions.end_sessions(user=user)
            update_session_auth_hash(self.request, user)

    # What is said

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Only what a person could not see otherwise; nothing that would follow an anonymous reader."""
        if said := message or _SAID.get(message_template):
            messages.add_message(request, level, said)

    def send_mail(self, template_prefix, email, context):
        if purpose := _CODES.get(template_prefix):
            actions.know_address(address=email)
            emails.code(email, code=context["code"], purpose=purpose)
        elif template_prefix == "account/email/unknown_account":
            emails.unknown_account(email)
        elif template_prefix == "account/email/account_already_exists":
            emails.account_exists(email)
        else:
            raise ValueError(f"no message for {template_prefix}")

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account_overview")

    def get_reauthentication_methods(self, user) -> list[dict]:
        labels = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use your second step"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": str(labels[method["id"]])} for method in methods]
