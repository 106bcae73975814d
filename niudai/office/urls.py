"""The office: my work, search, and what belongs to no single capability."""

from django.urls import path

from niudai.office import views

urlpatterns = [
    path("", views.my_work, name="my_work"),
    path("my-work.csv", views.my_work_export, name="my_work_export"),
    path("search/", views.search, name="search"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
]
