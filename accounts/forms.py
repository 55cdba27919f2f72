"""The forms of django-allauth in the words and the look of the portal, and the form for oneself."""

from contextlib import contextmanager

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.adapter import WRONG_CODE
from accounts.models import User
from accounts.signals import passkey_refused
from core.languages import BY_CODE, INTERFACE_LANGUAGES

LONGEST_WORDS = 200
_ADDRESS = _("E-mail address")
_PASSWORD = _("Password")
_NEW_PASSWORD = _("New password")
_CODE = _("Code")
_LABELS = {
    "login": _ADDRESS,
    "email": _ADDRESS,
    "password": _PASSWORD,
    "oldpassword": _("Your password now"),
    "password1": _NEW_PASSWORD,
    "code": _CODE,
    "name": _("Name of the passkey"),
}
_HELP = {"password1": _("At least 12 characters. A few words in a row are good.")}


class Dressed:
    """Mixin: our labels, nothing asked twice, an end to every text."""

    labels: dict = {}
    help: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.label = (_LABELS | self.labels).get(name, field.label)
            field.help_text = (_HELP | self.help).get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "ds-input"
            _bound(field)


def _bound(field) -> None:
    if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField) and field.max_length is None:
        field.max_length = LONGEST_WORDS
        field.widget.attrs["maxlength"] = LONGEST_WORDS
        field.validators = [*field.validators, MaxLengthValidator(LONGEST_WORDS)]


class SignInForm(Dressed, account_forms.LoginForm):
    pass


class SignUpForm(Dressed, account_forms.SignupForm):
    display_name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    field_order = ["display_name", "email", "password1"]
    labels = {"display_name": _("Your name"), "password1": _("Password, if you want one")}
    help = {
        "display_name": _("Those who work with you here see it."),
        "password1": _("At least 12 characters. Without one, we send you a code each time you sign in."),
    }


class AskForCodeForm(Dressed, account_forms.RequestLoginCodeForm):
    pass


class SignInCodeForm(Dressed, account_forms.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(Dressed, account_forms.ConfirmEmailVerificationCodeForm):
    pass


class ResetCodeForm(Dressed, account_forms.ConfirmPasswordResetCodeForm):
    pass


class NewAddressForm(Dressed, account_forms.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ForgottenPasswordForm(Dressed, account_forms.ResetPasswordForm):
    pass


class NewPasswordForm(Dressed, account_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Dressed, account_forms.ChangePasswordForm):
    pass


class FirstPasswordForm(Dressed, account_forms.SetPasswordForm):
    pass


class PasswordAgainForm(Dressed, account_forms.ReauthenticateForm):
    pass


class SecondStepForm(Dressed, mfa_forms.AuthenticateForm):
    help = {"code": _("The six digits in your app, or one of your recovery codes.")}


class SecondStepAgainForm(Dressed, mfa_forms.ReauthenticateForm):
    help = SecondStepForm.help


class AuthenticatorAppForm(Dressed, ActivateTOTPForm):
    labels = {"code": _("The six digits that your app shows now")}


@contextmanager
def _nonsense_refused():
    """The library that reads what devices answer stumbles over what no device would answer."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise forms.ValidationError(WRONG_CODE) from error


class PasskeyForm(Dressed, AddWebAuthnForm):
    """Every passkey here may sign in by itself, so it always asks for finger, face or PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self):
        with _nonsense_refused():
            return super().clean()


class TellsRefusal:
    """Mixin: a passkey that does not fit is told of; the receivers write it down."""

    def clean_credential(self):
        try:
            with _nonsense_refused():
                return super().clean_credential()
        except forms.ValidationError:
            passkey_refused.send(sender=type(self), user=self.user)
            raise


class PasskeySignInForm(TellsRefusal, LoginWebAuthnForm):
    pass


class PasskeySecondStepForm(TellsRefusal, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(TellsRefusal, ReauthenticateWebAuthnForm):
    pass


class PasskeyNameForm(Dressed, EditWebAuthnForm):
    pass


class ProfileForm(forms.Form):
    display_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Our mails to you are in"))

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, initial={"display_name": user.display_name, "language": user.mail_language}, **kwargs)
        self.fields["language"].choices = [(code, BY_CODE[code].name) for code in INTERFACE_LANGUAGES]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


class CloseForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("I have read this, and I want to close my account"),
        error_messages={"required": _("Please tick the box first.")},
    )
