"""Addresses of the register of mediation bodies and mediators, and of the figures."""

from django.urls import path

from niudai.disputes.views.bodies import (
    bodies,
    bodies_export,
    body,
    body_chair,
    body_close,
    body_edit,
    body_new,
)
from niudai.disputes.views.figures import dispute_figure, dispute_figures
from niudai.disputes.views.mediators import (
    mediator,
    mediator_appraisal,
    mediator_edit,
    mediator_leave,
    mediator_new,
    mediator_reinstate,
    mediator_renew,
    mediator_suspend,
    mediator_training,
    mediators,
    mediators_export,
)

urlpatterns = [
    path("bodies/", bodies, name="bodies"),
    path("bodies/export.csv", bodies_export, name="bodies_export"),
    path("bodies/new/", body_new, name="body_new"),
    path("bodies/<int:pk>/", body, name="body"),
    path("bodies/<int:pk>/edit/", body_edit, name="body_edit"),
    path("bodies/<int:pk>/close/", body_close, name="body_close"),
    path("bodies/<int:pk>/chair/", body_chair, name="body_chair"),
    path("bodies/<int:body>/mediators/new/", mediator_new, name="mediator_new"),
    path("mediators/", mediators, name="mediators"),
    path("mediators/export.csv", mediators_export, name="mediators_export"),
    path("mediators/<int:pk>/", mediator, name="mediator"),
    path("mediators/<int:pk>/edit/", mediator_edit, name="mediator_edit"),
    path("mediators/<int:pk>/suspend/", mediator_suspend, name="mediator_suspend"),
    path("mediators/<int:pk>/reinstate/", mediator_reinstate, name="mediator_reinstate"),
    path("mediators/<int:pk>/leave/", mediator_leave, name="mediator_leave"),
    path("mediators/<int:pk>/renew/", mediator_renew, name="mediator_renew"),
    path("mediators/<int:pk>/training/", mediator_training, name="mediator_training"),
    path("mediators/<int:pk>/appraisal/", mediator_appraisal, name="mediator_appraisal"),
    path("disputes/figures/", dispute_figures, name="dispute_figures"),
    path("disputes/figures/<slug:figure>/", dispute_figure, name="dispute_figure"),
]
