"""Addresses of the rulebook."""

from django.urls import path

from niudai.rulebook import views

urlpatterns = [
    path("", views.rules, name="rules"),
    path("<slug:rule_id>/", views.rule, name="rule"),
]
