"""Addresses of the one-stop desk, beneath office/desk/."""

from django.urls import path

from niudai.assistance.desk.views.case import reception, reception_move, reception_sheet
from niudai.assistance.desk.views.checks import site_check, site_checks
from niudai.assistance.desk.views.figures import desk_figures
from niudai.assistance.desk.views.intake import (
    reception_correct,
    reception_known,
    reception_new,
    reception_note,
    reception_reveal,
    reception_route,
)
from niudai.assistance.desk.views.listing import receptions, receptions_export
from niudai.assistance.desk.views.queue import (
    desk_queue,
    desk_queues,
    queue_call,
    queue_draw,
    queue_end,
    queue_screen,
)

urlpatterns = [
    path("receptions/", receptions, name="receptions"),
    path("receptions/export/", receptions_export, name="receptions_export"),
    path("receptions/new/", reception_new, name="reception_new"),
    path("receptions/known/", reception_known, name="reception_known"),
    path("receptions/<int:pk>/", reception, name="reception"),
    path("receptions/<int:pk>/sheet/", reception_sheet, name="reception_sheet"),
    path("receptions/<int:pk>/correct/", reception_correct, name="reception_correct"),
    path("receptions/<int:pk>/note/", reception_note, name="reception_note"),
    path("receptions/<int:pk>/phone/", reception_reveal, name="reception_reveal"),
    path("receptions/<int:pk>/move/<slug:move>/", reception_move, name="reception_move"),
    path("receptions/<int:pk>/open/<slug:door>/", reception_route, name="reception_route"),
    path("queue/", desk_queues, name="desk_queues"),
    path("queue/<int:pk>/", desk_queue, name="desk_queue"),
    path("queue/<int:pk>/draw/", queue_draw, name="queue_draw"),
    path("queue/<int:pk>/call/", queue_call, name="queue_call"),
    path("queue/<int:pk>/screen/", queue_screen, name="queue_screen"),
    path("queue/number/<int:pk>/<slug:state>/", queue_end, name="queue_end"),
    path("figures/", desk_figures, name="desk_figures"),
    path("standards/", site_checks, name="site_checks"),
    path("standards/<int:pk>/", site_check, name="site_check"),
]
