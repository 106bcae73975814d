"""Addresses of hardship files, beneath office/hardship/."""

from django.urls import path

from niudai.assistance.hardship.views.case import hardship_file
from niudai.assistance.hardship.views.desk import (
    hardship_answers,
    hardship_answers_bring,
    hardship_assessment_new,
    hardship_make_up,
    hardship_match_list,
    hardship_matches,
    hardship_publicities,
    hardship_publicity,
    hardship_suspension_new,
    hardship_what_if,
)
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
from niudai.assistance.hardship.views.messages import hardship_reply
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
    path("publicity/", hardship_publicities, name="hardship_publicities"),
    path("publicity/<int:pk>/", hardship_publicity, name="hardship_publicity"),
    path("publicity/assessment/", hardship_assessment_new, name="hardship_assessment_new"),
    path("publicity/put-off/", hardship_suspension_new, name="hardship_suspension_new"),
    path("publicity/make-up/<int:pk>/", hardship_make_up, name="hardship_make_up"),
    path("matches/", hardship_matches, name="hardship_matches"),
    path("matches/list/", hardship_match_list, name="hardship_match_list"),
    path("matches/answers/", hardship_answers_bring, name="hardship_answers_bring"),
    path("matches/answers/<int:pk>/", hardship_answers, name="hardship_answers"),
    path("<int:pk>/what-if/", hardship_what_if, name="hardship_what_if"),
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
    path("<int:pk>/reply/", hardship_reply, name="hardship_reply"),
]  # fmt: skip
