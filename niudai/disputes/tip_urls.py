"""Addresses of tips."""

from django.urls import path

from niudai.disputes.views.tips import tip, tip_handle, tip_open, tips

urlpatterns = [
    path("", tips, name="tips"),
    path("<int:pk>/", tip, name="tip"),
    path("<int:pk>/handle/", tip_handle, name="tip_handle"),
    path("<int:pk>/open/", tip_open, name="tip_open"),
]
