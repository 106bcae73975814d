"""The portal: no account, no number of a row in any address."""

from django.urls import path

from niudai.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("doors/<slug:slug>/", views.door, name="door"),
    path("sites/", views.sites, name="sites"),
    path("privacy/", views.privacy, name="privacy"),
    path("source/", views.source, name="source"),
    path("source/niudai.tar.gz", views.source_archive, name="source_archive"),
    path("large-type/", views.large_type, name="large_type"),
    path("calculators/last-day/", views.last_day, name="last_day"),
    path("calculators/overtime/", views.overtime_pay, name="overtime_pay"),
    path("calculators/sick-pay/", views.sick_pay, name="sick_pay"),
    path("rights/", views.rights, name="rights"),
    path("rights/begin/", views.rights_begin, name="rights_begin"),
    path("rights/leave/", views.leave_draft, name="leave_draft"),
    path("rights/resume/", views.resume_draft, name="resume_draft"),
    path("rights/elsewhere/", views.elsewhere, name="elsewhere"),
    path("rights/employers/", views.employer_names, name="employer_names"),
    path("rights/photos/drop/", views.drop_photo, name="drop_photo"),
    path("rights/check/", views.check, name="check"),
    path("rights/send/", views.send, name="send"),
    path("rights/sent/", views.sent, name="sent"),
    path("rights/<slug:slug>/", views.question, name="question"),
    path("tip/", views.tip_form, name="tip_form"),
    path("tip/thanks/", views.tip_thanks, name="tip_thanks"),
    path("follow/", views.follow, name="follow"),
    path("follow/lost/", views.lost_code, name="lost_code"),
    path("case/", views.case, name="case"),
    path("case/meeting/", views.case_meeting, name="case_meeting"),
    path("case/message/", views.case_message, name="case_message"),
    path("case/paper/", views.case_paper, name="case_paper"),
    path("case/referral/", views.case_referral, name="case_referral"),
    path("case/withdraw/", views.case_withdraw, name="case_withdraw"),
    path("case/leave/", views.case_leave, name="case_leave"),
    path("answer/<str:token>/", views.answer, name="answer"),
]
