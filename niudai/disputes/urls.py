"""Addresses of the mediation case."""

from django.urls import path

from niudai.disputes.views.case import dispute, dossier
from niudai.disputes.views.intake import (
    claim_new,
    claim_remove,
    dispute_correct,
    dispute_new,
    party_correct,
    party_new,
)
from niudai.disputes.views.letters import dispute_letters
from niudai.disputes.views.listing import disputes, disputes_export
from niudai.disputes.views.messages import dispute_messages_settled, dispute_reply
from niudai.disputes.views.moves import dispute_move, perform_item
from niudai.disputes.views.papers import dispute_attach, dispute_note, party_reveal

urlpatterns = [
    path("", disputes, name="disputes"),
    path("new/", dispute_new, name="dispute_new"),
    path("export.csv", disputes_export, name="disputes_export"),
    path("<int:pk>/", dispute, name="dispute"),
    path("<int:pk>/dossier/", dossier, name="dossier"),
    path("<int:pk>/correct/", dispute_correct, name="dispute_correct"),
    path("<int:pk>/note/", dispute_note, name="dispute_note"),
    path("<int:pk>/messages/<slug:side>/", dispute_reply, name="dispute_reply"),
    path(
        "<int:pk>/messages/<slug:side>/settled/",
        dispute_messages_settled,
        name="dispute_messages_settled",
    ),
    path("<int:pk>/attach/", dispute_attach, name="dispute_attach"),
    path("<int:pk>/parties/new/", party_new, name="party_new"),
    path("<int:pk>/parties/<int:party>/correct/", party_correct, name="party_correct"),
    path("<int:pk>/parties/<int:party>/<slug:field>/", party_reveal, name="party_reveal"),
    path("<int:pk>/claims/new/", claim_new, name="claim_new"),
    path("<int:pk>/claims/<int:claim>/remove/", claim_remove, name="claim_remove"),
    path("<int:pk>/promises/<int:item>/", perform_item, name="perform_item"),
    path("<int:pk>/letters/", dispute_letters, name="dispute_letters"),
    path("<int:pk>/move/<slug:move>/", dispute_move, name="dispute_move"),
]
