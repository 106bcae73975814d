"""Addresses of aid, beneath office/aid/."""
from django.urls import path
from django.http import HttpResponse
urlpatterns = [path("<int:pk>/", lambda r, pk: HttpResponse(), name="aid_case")]
