"""Addresses of aid, beneath office/aid/."""

from django.urls import path

from niudai.assistance.aid.views import campaign, case, counter, lists, money, papers

urlpatterns = [
    path("", lists.aid_list, name="aid_list"),
    path("overdue/", lists.aid_overdue, name="aid_overdue"),
    path("publicity/", lists.aid_publicity, name="aid_publicity"),
    path("figures/", lists.aid_figures, name="aid_figures"),
    path("waiting/", money.aid_waiting, name="aid_waiting"),
    path("waiting/<int:source>/<slug:item>/", money.aid_batch, name="aid_batch"),
    path("campaign/", campaign.aid_campaign, name="aid_campaign"),
    path("new/", counter.aid_files, name="aid_files"),
    path("new/member/", counter.aid_new_member, name="aid_new_member"),
    path("new/<int:file>/", counter.aid_new, name="aid_new"),
    path("urgent/<int:file>/", counter.aid_urgent, name="aid_urgent"),
    path("<int:pk>/", case.aid_case, name="aid_case"),
    path("<int:pk>/move/<slug:move>/", case.aid_move, name="aid_move"),
    path("<int:pk>/correct/", counter.aid_correct, name="aid_correct"),
    path("<int:pk>/note/", papers.aid_note, name="aid_note"),
    path("<int:pk>/attach/", papers.aid_attach, name="aid_attach"),
    path("<int:pk>/letters/", papers.aid_letters, name="aid_letters"),
    path("<int:pk>/outcome/", papers.aid_outcome, name="aid_outcome"),
    path("<int:pk>/reveal/<slug:field>/", papers.aid_reveal, name="aid_reveal"),
]
