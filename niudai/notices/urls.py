"""Messages to me, and the delivery of messages to others."""

from django.urls import path

from niudai.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.notices_read, name="notices_read"),
    path("<int:pk>/read/", views.notice_read, name="notice_read"),
    path("delivery/", views.delivery, name="delivery"),
    path("delivery/<int:pk>/retry/", views.delivery_retry, name="delivery_retry"),
]
