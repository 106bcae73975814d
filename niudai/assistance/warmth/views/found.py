"""The record a page is about, as far as the reader sees it."""

from django.shortcuts import get_object_or_404

from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.warmth.models import Campaign, Delivery, Target


def campaign_of(request: Request, pk: int) -> Campaign:
    rows = Campaign.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def own_campaign(request: Request, pk: int) -> Campaign:
    """A campaign that is the reader's to run, not one from above with a share."""
    rows = Campaign.objects.visible_to(request.actor).filter(
        organisation__path__startswith=request.actor.scope or "-"
    )
    return get_object_or_404(rows.select_related("organisation"), pk=pk)


def delivery_of(request: Request, pk: int) -> Delivery:
    rows = Delivery.objects.visible_to(request.actor).select_related(
        "goods__campaign__organisation", "purse__source__organisation", "line"
    )
    return get_object_or_404(rows, pk=pk)


def target_of(request: Request, pk: int) -> Target:
    rows = Target.objects.visible_to(request.actor).select_related(
        "campaign__organisation", "organisation", "line", "goods", "employer", "file"
    )
    return get_object_or_404(rows, pk=pk)


def uncovered(request: Request, path: str) -> bool:
    return request.actor.may(Permission.HARDSHIP_SENSITIVE, at=path)
