"""Addresses of hardship files, beneath office/hardship/."""

from django.urls import path

from niudai.assistance.hardship.views.case import hardship_file
from niudai.assistance.hardship.views.intake import (
    hardship_file_new,
    hardship_member_edit,
    hardship_member_new,
    hardship_member_remove,
    hardship_money_new,
    hardship_money_remove,
    hardship_part,
)
from niudai.assistance.hardship.views.listing import hardship_files
from niudai.assistance.hardship.views.moves import hardship_move
from niudai.assistance.hardship.views.papers import (
    hardship_attach,
    hardship_card_reveal,
    hardship_consent_new,
    hardship_consent_withdraw,
    hardship_member_reveal,
    hardship_note,
)

MEMBER = "<int:pk>/household/<int:member>/"

urlpatterns = [
    path("", hardship_files, name="hardship_files"),
    path("new/", hardship_file_new, name="hardship_file_new"),
    path("<int:pk>/", hardship_file, name="hardship_file"),
    path("<int:pk>/move/<slug:move>/", hardship_move, name="hardship_move"),
    path("<int:pk>/part/<slug:part>/", hardship_part, name="hardship_part"),
    path("<int:pk>/household/new/", hardship_member_new, name="hardship_member_new"),
    path(MEMBER, hardship_member_edit, name="hardship_member_edit"),
    path(f"{MEMBER}remove/", hardship_member_remove, name="hardship_member_remove"),
    path(f"{MEMBER}reveal/<slug:field>/", hardship_member_reveal, name="hardship_member_reveal"),
    path("<int:pk>/money/<slug:side>/new/", hardship_money_new, name="hardship_money_new"),
    path(
        "<int:pk>/money/<int:line>/remove/", hardship_money_remove, name="hardship_money_remove"
    ),
    path("<int:pk>/consents/new/", hardship_consent_new, name="hardship_consent_new"),
    path(
        "<int:pk>/consents/<int:consent>/withdraw/", hardship_consent_withdraw,
        name="hardship_consent_withdraw",
    ),
    path("<int:pk>/card/reveal/", hardship_card_reveal, name="hardship_card_reveal"),
    path("<int:pk>/attach/", hardship_attach, name="hardship_attach"),
    path("<int:pk>/note/", hardship_note, name="hardship_note"),
]  # fmt: skip
