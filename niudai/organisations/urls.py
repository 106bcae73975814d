"""Addresses of the union network, beneath office/."""

from django.urls import path

from niudai.organisations import views

urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/as-of/", views.organisations_past, name="organisations_past"),
    path("organisations/places/", views.places, name="places"),
    path("organisations/sites/", views.service_sites, name="service_sites"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/new/", views.organisation_new, name="organisation_new"),
    path("organisations/<int:pk>/edit/", views.organisation_edit, name="organisation_edit"),
    path("organisations/<int:pk>/move/", views.organisation_move, name="organisation_move"),
    path(
        "organisations/<int:pk>/dissolve/",
        views.organisation_dissolve,
        name="organisation_dissolve",
    ),
    path("organisations/<int:pk>/officers/new/", views.officer_new, name="officer_new"),
    path("organisations/officers/<int:pk>/end/", views.officer_end, name="officer_end"),
    path("organisations/officers/<int:pk>/number/", views.officer_reveal, name="officer_reveal"),
    path("organisations/<int:pk>/sites/new/", views.site_new, name="site_new"),
    path("organisations/sites/<int:pk>/edit/", views.site_edit, name="site_edit"),
    path("organisations/sites/<int:pk>/close/", views.site_close, name="site_close"),
    path("employers/", views.employers, name="employers"),
    path("employers.csv", views.employers_export, name="employers_export"),
    path("employers/new/", views.employer_new, name="employer_new"),
    path("employers/<int:pk>/", views.employer, name="employer"),
    path("employers/<int:pk>/edit/", views.employer_edit, name="employer_edit"),
    path("employers/<int:pk>/number/", views.employer_reveal, name="employer_reveal"),
    path("employers/<int:pk>/union/", views.employer_union, name="employer_union"),
    path("employers/<int:pk>/union/end/", views.employer_union_end, name="employer_union_end"),
]
