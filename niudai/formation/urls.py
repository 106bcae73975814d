"""Addresses of a union's cases, beneath office/."""

from django.urls import path

from niudai.formation.views.case import union_case, union_case_move
from niudai.formation.views.listing import union_cases, union_duties
from niudai.formation.views.opening import (
    ending_new,
    formation_new,
    re_election_new,
    registration_new,
)
from niudai.formation.views.papers import union_case_attach, union_case_letters, union_case_note
from niudai.formation.views.people import (
    candidate_new,
    candidate_remove,
    formation_correct,
    preparer_new,
    preparer_remove,
)
from niudai.formation.views.register import union_register, union_register_edit

CASE = "union-cases/<slug:kind>/<int:pk>/"

urlpatterns = [
    path("union-cases/", union_cases, name="union_cases"),
    path("union-duties/", union_duties, name="union_duties"),
    path("union-cases/new/", formation_new, name="formation_new"),
    path("organisations/<int:pk>/re-election/", re_election_new, name="re_election_new"),
    path("organisations/<int:pk>/legal-person/", registration_new, name="registration_new"),
    path("organisations/<int:pk>/ending/", ending_new, name="ending_new"),
    path("organisations/<int:pk>/register/", union_register, name="union_register"),
    path("organisations/<int:pk>/register/edit/", union_register_edit, name="union_register_edit"),
    path(CASE, union_case, name="union_case"),
    path(f"{CASE}note/", union_case_note, name="union_case_note"),
    path(f"{CASE}attach/", union_case_attach, name="union_case_attach"),
    path(f"{CASE}letters/", union_case_letters, name="union_case_letters"),
    path(f"{CASE}move/<slug:move>/", union_case_move, name="union_case_move"),
    path("formations/<int:pk>/correct/", formation_correct, name="formation_correct"),
    path("formations/<int:pk>/group/new/", preparer_new, name="preparer_new"),
    path("formations/<int:pk>/group/<int:person>/remove/", preparer_remove, name="preparer_remove"),
    path("formations/<int:pk>/candidates/new/", candidate_new, name="candidate_new"),
    path(
        "formations/<int:pk>/candidates/<int:person>/remove/",
        candidate_remove,
        name="candidate_remove",
    ),
]
