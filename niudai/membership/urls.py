"""Addresses of people and memberships, beneath office/."""

from django.urls import path

from niudai.membership import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:pk>/show/<slug:field>/", views.person_reveal, name="person_reveal"),
    path("people/<int:pk>/join/", views.person_join, name="person_join"),
    path("people/<int:pk>/keep/", views.person_keep, name="person_keep"),
    path("people/<int:pk>/restore/", views.person_restore, name="person_restore"),
    path("people/<int:pk>/end/", views.person_end, name="person_end"),
    path("people/<int:pk>/dues/", views.person_dues, name="person_dues"),
    path("people/<int:pk>/membership/", views.person_membership, name="person_membership"),
    path("people/<int:pk>/transfer/", views.person_transfer, name="person_transfer"),
    path("people/<int:pk>/jobs/", views.person_work, name="person_work"),
    path("people/jobs/<int:pk>/end/", views.work_end, name="work_end"),
    path("duplicates/", views.duplicates, name="duplicates"),
    path("duplicates/<int:pk>/", views.pair, name="pair"),
    path("duplicates/<int:pk>/decide/", views.pair_decide, name="pair_decide"),
    path("duplicates/merges/", views.merges, name="merges"),
    path("duplicates/merges/<int:pk>/undo/", views.merge_undo, name="merge_undo"),
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/ask/", views.transfer_ask, name="transfer_ask"),
    path("transfers/<int:pk>/take/", views.transfer_take, name="transfer_take"),
    path("transfers/<int:pk>/refuse/", views.transfer_refuse, name="transfer_refuse"),
    path("transfers/<int:pk>/back/", views.transfer_back, name="transfer_back"),
    path("joining/", views.joinings, name="joinings"),
    path("joining/<int:pk>/admit/", views.joining_admit, name="joining_admit"),
    path("joining/<int:pk>/ask/", views.joining_ask, name="joining_ask"),
    path("joining/<int:pk>/refuse/", views.joining_refuse, name="joining_refuse"),
    path("unions/named/", views.unions_named, name="unions_named"),
]
