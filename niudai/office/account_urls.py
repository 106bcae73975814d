"""Accounts, appointments, hand-over and the log."""

from django.urls import path

from niudai.office.views import accounts, handing_over, log

urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/roles/", accounts.roles, name="roles"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/appoint/", accounts.new_appointment, name="new_appointment"),
    path("accounts/<int:pk>/password/", accounts.new_password, name="new_password"),
    path(
        "accounts/<int:pk>/second-factor/",
        accounts.second_factor_reset,
        name="second_factor_reset",
    ),
    path("accounts/<int:pk>/sign-ins/", accounts.end_sign_ins, name="end_sign_ins"),
    path("accounts/<int:pk>/disable/", accounts.disable, name="disable"),
    path("accounts/<int:pk>/enable/", accounts.enable, name="enable"),
    path("appointments/<int:pk>/end/", accounts.last_day, name="last_day"),
    path("appointments/<int:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("log/", log.log, name="log"),
    path("log.csv", log.log_export, name="log_export"),
    path("log/<int:number>/", log.log_entry, name="log_entry"),
]
