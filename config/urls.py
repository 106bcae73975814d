"""Every address of the program: the office for officers, the portal for everyone else."""

from django.urls import include, path

urlpatterns = [
    path("office/", include("niudai.office.urls")),
    path("office/", include("niudai.office.account_urls")),
    path("office/", include("niudai.organisations.urls")),
    path("office/", include("niudai.formation.urls")),
    path("office/", include("niudai.membership.urls")),
    path("office/funds/", include("niudai.funds.urls")),
    path("office/aid/", include("niudai.assistance.aid.urls")),
    path("office/", include("niudai.statistics.urls")),
    path("office/agreements/", include("niudai.agreements.urls")),
    path("office/", include("niudai.disputes.register_urls")),
    path("office/", include("niudai.sheets.urls")),
    path("office/disputes/", include("niudai.disputes.urls")),
    path("office/referrals/", include("niudai.disputes.referral_urls")),
    path("office/tips/", include("niudai.disputes.tip_urls")),
    path("office/visits/", include("niudai.assistance.visits.urls")),
    path("office/hardship/", include("niudai.assistance.hardship.urls")),
    path("office/giving/", include("niudai.assistance.giving.urls")),
    path("office/warmth/", include("niudai.assistance.warmth.urls")),
    path("office/desk/", include("niudai.assistance.desk.urls")),
    path("office/rules/", include("niudai.rulebook.urls")),
    path("office/notices/", include("niudai.notices.urls")),
    path("accounts/", include("niudai.office.sign_in_urls")),
    path("", include("niudai.portal.urls")),
]
