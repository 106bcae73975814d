"""Addresses of the visits, below /office/visits/."""

from django.urls import path

from niudai.assistance.visits import views

urlpatterns = [
    path("", views.visits, name="visits"),
    path("take/", views.visits_take, name="visits_take"),
    path("send/", views.visits_send, name="visits_send"),
    path("pass/", views.visits_pass, name="visits_pass"),
    path("phone/", views.visits_phone, name="visits_phone"),
    path("phone/worker.js", views.visits_worker, name="visits_worker"),
    path("<int:pk>/", views.visit, name="visit"),
]
