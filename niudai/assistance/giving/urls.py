"""Addresses of giving, beneath office/giving/."""

from django.urls import path

from niudai.assistance.giving.views.donors import (
    donor,
    donor_edit,
    donor_link,
    donor_new,
    donor_reveal,
    donor_statement,
    donors,
    pledge_arrive,
    pledge_new,
    pledge_withdraw,
    programme_new,
    programme_source,
)
from niudai.assistance.giving.views.needs import (
    need,
    need_bind,
    need_consent,
    need_letter,
    need_move,
    need_new,
    need_note,
    need_reword,
    needs,
)

urlpatterns = [
    path("donors/", donors, name="donors"),
    path("donors/new/", donor_new, name="donor_new"),
    path("donors/<int:pk>/", donor, name="donor"),
    path("donors/<int:pk>/edit/", donor_edit, name="donor_edit"),
    path("donors/<int:pk>/statement/", donor_statement, name="donor_statement"),
    path("donors/<int:pk>/link/", donor_link, name="donor_link"),
    path("donors/<int:pk>/show/<slug:field>/", donor_reveal, name="donor_reveal"),
    path("donors/<int:pk>/agreement/", programme_new, name="programme_new"),
    path("donors/<int:pk>/pledge/", pledge_new, name="pledge_new"),
    path("programmes/<int:pk>/source/", programme_source, name="programme_source"),
    path("pledges/<int:pk>/arrived/", pledge_arrive, name="pledge_arrive"),
    path("pledges/<int:pk>/withdraw/", pledge_withdraw, name="pledge_withdraw"),
    path("needs/", needs, name="needs"),
    path("needs/new/", need_new, name="need_new"),
    path("needs/<int:pk>/", need, name="need"),
    path("needs/<int:pk>/words/", need_reword, name="need_reword"),
    path("needs/<int:pk>/consent/", need_consent, name="need_consent"),
    path("needs/<int:pk>/bind/", need_bind, name="need_bind"),
    path("needs/<int:pk>/letter/", need_letter, name="need_letter"),
    path("needs/<int:pk>/note/", need_note, name="need_note"),
    path("needs/<int:pk>/move/<slug:move>/", need_move, name="need_move"),
]
