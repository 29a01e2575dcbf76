from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from jukwaa.accounts.views import account, proving, signing

app_name = "accounts"

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("sign-in/forgotten/", signing.forgotten, name="forgotten"),
    path("sign-in/new-password/<str:uid>/<str:token>/", signing.new_password, name="new-password"),
    path("desk/password/", account.password, name="password"),
    path("desk/account/", account.account, name="account"),
    path("desk/account/email/", account.email, name="email"),
    path("desk/account/email/<str:token>/", account.email_confirm, name="email-confirm"),
    path("desk/account/second-factor/", account.second_factor, name="second-factor"),
    path("desk/account/devices/end/", account.devices_end, name="devices-end"),
    path("desk/account/devices/<int:pk>/end/", account.device_end, name="device-end"),
    path("desk/account/devices/<int:pk>/name/", account.device_name, name="device-name"),
]

HOME = RedirectView.as_view(pattern_name="accounts:account")

# allauth finds its pages by these names, which stand in no namespace
named_by_allauth = [
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/second/", proving.second, name="mfa_authenticate"),
    path("sign-in/passkey/", proving.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/again/", proving.again, name="account_reauthenticate"),
    path("sign-in/again/code/", proving.again_by_code, name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", proving.again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("desk/account/factors/", HOME, name="mfa_index"),
    path("desk/account/app/", proving.app, name="mfa_activate_totp"),
    path("desk/account/app/off/", proving.app_off, name="mfa_deactivate_totp"),
    path("desk/account/spare-codes/", proving.spare_codes, name="mfa_view_recovery_codes"),
    path("desk/account/spare-codes/new/", proving.spare_codes_new, name="mfa_generate_recovery_codes"),
    path("desk/account/passkeys/", HOME, name="mfa_list_webauthn"),
    path("desk/account/passkeys/add/", proving.passkey_add, name="mfa_add_webauthn"),
    path("desk/account/passkeys/<int:pk>/remove/", proving.passkey_remove, name="mfa_remove_webauthn"),
]
