"""Failures that forms and django-allauth tell by signals alone; each is written down."""

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals

from accounts import actions, signals


def _listen(signal, how: str) -> None:
    def note(sender, user, **_details):
        actions.note_failure(how=how, user=user)

    signal.connect(note, weak=False, dispatch_uid=f"accounts.{how}")


def connect() -> None:
    _listen(account_signals.login_code_rejected, "code")
    _listen(account_signals.email_verification_code_rejected, "confirming code")
    _listen(account_signals.password_reset_code_rejected, "reset code")
    _listen(mfa_signals.authentication_failed, "second step")
    _listen(signals.passkey_refused, "passkey")
