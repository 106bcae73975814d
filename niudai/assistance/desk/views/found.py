"""The record a page is about, as far as the reader sees it."""

from django.shortcuts import get_object_or_404

from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk.models import Reception
from niudai.organisations.models import ServiceSite


def reception_of(request: Request, pk: int) -> Reception:
    rows = Reception.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("organisation", "site", "holder__user"), pk=pk)


def site_of(request: Request, pk: int) -> ServiceSite:
    rows = ServiceSite.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def uncovered(request: Request, path: str) -> bool:
    """Whether what was said may be read: it may tell of illness and family."""
    return request.actor.may(Permission.HARDSHIP_SENSITIVE, at=path)
