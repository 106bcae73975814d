"""Addresses of the referrals to arbitration and court."""

from django.urls import path

from niudai.disputes.views.referral import (
    dispute_refer,
    referral,
    referral_attach,
    referral_correct,
    referral_interruption,
    referral_new,
    referral_note,
    referral_reveal,
    referrals,
    referrals_export,
)
from niudai.disputes.views.referral_moves import referral_move

urlpatterns = [
    path("", referrals, name="referrals"),
    path("new/", referral_new, name="referral_new"),
    path("export.csv", referrals_export, name="referrals_export"),
    path("from/<int:pk>/", dispute_refer, name="dispute_refer"),
    path("<int:pk>/", referral, name="referral"),
    path("<int:pk>/correct/", referral_correct, name="referral_correct"),
    path("<int:pk>/interruption/", referral_interruption, name="referral_interruption"),
    path("<int:pk>/note/", referral_note, name="referral_note"),
    path("<int:pk>/attach/", referral_attach, name="referral_attach"),
    path("<int:pk>/phone/", referral_reveal, name="referral_reveal"),
    path("<int:pk>/move/<slug:move>/", referral_move, name="referral_move"),
]
