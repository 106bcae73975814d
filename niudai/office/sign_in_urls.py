"""Signing in and one's own account."""

from django.urls import path

from niudai.office import sign_in

urlpatterns = [
    path("login/", sign_in.account_login, name="account_login"),
    path("logout/", sign_in.account_logout, name="account_logout"),
    path("disabled/", sign_in.account_inactive, name="account_inactive"),
    path("password/", sign_in.account_change_password, name="account_change_password"),
    path("again/", sign_in.account_reauthenticate, name="account_reauthenticate"),
    path("code/", sign_in.mfa_authenticate, name="mfa_authenticate"),
    path("code/again/", sign_in.mfa_reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/", sign_in.mfa_index, name="mfa_index"),
    path("second-factor/set-up/", sign_in.mfa_activate_totp, name="mfa_activate_totp"),
    path("second-factor/give-up/", sign_in.mfa_deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", sign_in.mfa_view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        sign_in.mfa_generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("sign-ins/", sign_in.usersessions_list, name="usersessions_list"),
    path("place/", sign_in.switch_place, name="switch_place"),
    path("language/", sign_in.set_language, name="set_language"),
]
