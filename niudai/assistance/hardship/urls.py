"""Addresses of hardship files, beneath office/hardship/."""

from django.urls import path

from niudai.assistance.hardship.views.archive import (
    hardship_destroy,
    hardship_destruction,
    hardship_destruction_new,
    hardship_destructions,
    hardship_spot_check,
    hardship_spot_check_new,
    hardship_spot_checks,
    hardship_spot_finding,
)
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
    hardship_what_if,
)
from niudai.assistance.hardship.views.figures import hardship_figure, hardship_figures
from niudai.assistance.hardship.views.intake import (
    hardship_file_new,
    hardship_member_edit,
    hardship_member_new,
    hardship_member_remove,
    hardship_money_new,
    hardship_money_remove,
    hardship_part,
)
from niudai.assistance.hardship.views.keeping import (
    hardship_chase,
    hardship_hand_over,
    hardship_recovery,
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
from niudai.assistance.hardship.views.printing import hardship_form, hardship_letters

MEMBER = "<int:pk>/household/<int:member>/"

urlpatterns = [
    path("", hardship_files, name="hardship_files"),
    path("new/", hardship_file_new, name="hardship_file_new"),
    path("chase/", hardship_chase, name="hardship_chase"),
    path("figures/", hardship_figures, name="hardship_figures"),
    path("figures/<slug:figure>/", hardship_figure, name="hardship_figure"),
    path("spot-checks/", hardship_spot_checks, name="hardship_spot_checks"),
    path("spot-checks/new/", hardship_spot_check_new, name="hardship_spot_check_new"),
    path("spot-checks/<int:pk>/", hardship_spot_check, name="hardship_spot_check"),
    path(
        "spot-checks/<int:pk>/<int:line>/", hardship_spot_finding, name="hardship_spot_finding"
    ),
    path("destruction/", hardship_destructions, name="hardship_destructions"),
    path("destruction/new/", hardship_destruction_new, name="hardship_destruction_new"),
    path("destruction/<int:pk>/", hardship_destruction, name="hardship_destruction"),
    path("destruction/<int:pk>/destroy/", hardship_destroy, name="hardship_destroy"),
    path("publicity/", hardship_publicities, name="hardship_publicities"),
    path("publicity/<int:pk>/", hardship_publicity, name="hardship_publicity"),
    path("publicity/assessment/", hardship_assessment_new, name="hardship_assessment_new"),
    path("publicity/make-up/<int:pk>/", hardship_make_up, name="hardship_make_up"),
    path("matches/", hardship_matches, name="hardship_matches"),
    path("matches/list/", hardship_match_list, name="hardship_match_list"),
    path("matches/answers/", hardship_answers_bring, name="hardship_answers_bring"),
    path("matches/answers/<int:pk>/", hardship_answers, name="hardship_answers"),
    path("<int:pk>/what-if/", hardship_what_if, name="hardship_what_if"),
    path("<int:pk>/", hardship_file, name="hardship_file"),
    path("<int:pk>/form/", hardship_form, name="hardship_form"),
    path("<int:pk>/letters/", hardship_letters, name="hardship_letters"),
    path("<int:pk>/hand-over/", hardship_hand_over, name="hardship_hand_over"),
    path("<int:pk>/recovery/", hardship_recovery, name="hardship_recovery"),
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
