"""Addresses of collective agreements, beneath office/agreements/."""

from django.urls import path

from niudai.agreements import views

urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("new/", views.agreement_new, name="agreement_new"),
    path("<int:pk>/", views.agreement, name="agreement"),
    path("<int:pk>/edit/", views.agreement_edit, name="agreement_edit"),
    path("<int:pk>/end/", views.agreement_end, name="agreement_end"),
]
