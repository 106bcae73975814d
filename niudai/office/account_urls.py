"""Accounts, appointments, hand-over, letter templates and the log."""

from django.urls import path

from niudai.office.views import accounts, handing_over, letters, log

urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/roles/", accounts.roles, name="roles"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/appoint/", accounts.appointment_new, name="appointment_new"),
    path("accounts/<int:pk>/password/", accounts.account_password, name="account_password"),
    path(
        "accounts/<int:pk>/second-factor/",
        accounts.account_second_factor,
        name="account_second_factor",
    ),
    path("accounts/<int:pk>/sign-ins/", accounts.account_sign_ins, name="account_sign_ins"),
    path("accounts/<int:pk>/disable/", accounts.account_disable, name="account_disable"),
    path("accounts/<int:pk>/enable/", accounts.account_enable, name="account_enable"),
    path("appointments/<int:pk>/end/", accounts.appointment_end, name="appointment_end"),
    path("appointments/<int:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("letters/", letters.letter_templates, name="letter_templates"),
    path("letters/<slug:kind>/", letters.letter_template, name="letter_template"),
    path("letters/<slug:kind>/new/", letters.letter_template_new, name="letter_template_new"),
    path(
        "letters/versions/<int:pk>/withdraw/",
        letters.letter_template_withdraw,
        name="letter_template_withdraw",
    ),
    path("log/", log.log, name="log"),
    path("log.csv", log.log_export, name="log_export"),
    path("log/<int:number>/", log.log_entry, name="log_entry"),
]
