"""The views of django-allauth that are open here, one by one; their names are those that it links to itself.

`login_not_required` lets everybody in, `login_required` leads to signing in; without either, a page looks missing.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required, login_required
from django.urls import path

from accounts import views

for_all = login_not_required
for_oneself = login_required

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("sign-in/", for_all(account.login), name="account_login"),
    path("sign-in/code/", for_all(account.request_login_code), name="account_request_login_code"),
    path("sign-in/code/confirm/", for_all(account.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/second-step/", for_all(second_step.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", for_all(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-out/", for_all(account.logout), name="account_logout"),
    path("sign-up/", for_all(account.signup), name="account_signup"),
    path("closed/", for_all(account.account_inactive), name="account_inactive"),
    path("address/", for_oneself(account.email), name="account_email"),
    path("address/confirm/", for_all(account.email_verification_sent), name="account_email_verification_sent"),
    path("consent/<str:token>/", views.consent, name="account_consent"),
    path("password/", for_oneself(account.password_change), name="account_change_password"),
    path("password/first/", for_oneself(account.password_set), name="account_set_password"),
    path("password/forgotten/", for_all(account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/code/",
        for_all(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path("password/forgotten/new/", for_all(account.complete_password_reset), name="account_complete_password_reset"),
    path(
        "password/forgotten/done/",
        for_all(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("again/", for_oneself(account.reauthenticate), name="account_reauthenticate"),
    path("again/second-step/", for_oneself(second_step.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", for_oneself(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("second-step/", for_oneself(second_step.index), name="mfa_index"),
    path("second-step/app/", for_oneself(app.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/remove/", for_oneself(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", for_oneself(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        for_oneself(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes/download/",
        for_oneself(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("second-step/passkeys/", for_oneself(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", for_oneself(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("second-step/passkeys/<int:pk>/", for_oneself(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("second-step/passkeys/<int:pk>/remove/", for_oneself(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]
