"""Addresses of coverage and faults, beneath office/."""

from django.urls import path

from niudai.statistics import views

urlpatterns = [
    path("coverage/", views.coverage, name="coverage"),
    path("coverage.csv", views.coverage_export, name="coverage_export"),
    path("faults/", views.faults, name="faults"),
    path("faults/<slug:fault>/", views.fault_rows, name="fault_rows"),
    path("faults/<int:pk>/ask/", views.fault_ask, name="fault_ask"),
]
