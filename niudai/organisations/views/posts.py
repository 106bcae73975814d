"""Officers and service sites of an organisation."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.organisations import actions
from niudai.organisations.forms import CloseSiteForm, EndTermForm, OfficerForm, SiteForm
from niudai.organisations.models import Officer, Organisation, ServiceSite
from niudai.organisations.views.asking import asked
from niudai.organisations.views.units import found


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def officer_new(request: Request, pk: int) -> HttpResponse:
    unit = found(request, pk)

    def act(**facts: Any) -> Organisation:
        return actions.appoint(unit, **facts, by=request.actor).organisation

    return asked(
        request, OfficerForm(request.POST or None), act, heading=_("Appoint an officer"), back=unit,
        verb=_("Appoint"), done=_("The appointment is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def officer_end(request: Request, pk: int) -> HttpResponse:
    rows = Officer.objects.visible_to(request.actor).select_related("organisation")
    officer = get_object_or_404(rows, pk=pk)

    def act(**facts: Any) -> Organisation:
        return actions.end_term(officer, **facts, by=request.actor).organisation

    return asked(
        request, EndTermForm(request.POST or None), act, heading=_("End a term"),
        back=officer.organisation, verb=_("End the term"),
        done=_("The end of the term is on record."),
        about=f"{officer.get_post_display()} {officer.name}",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def site_new(request: Request, pk: int) -> HttpResponse:
    unit = found(request, pk)

    def act(**facts: Any) -> Organisation:
        return actions.add_site(unit, **facts, by=request.actor).organisation

    return asked(
        request, SiteForm(request.POST or None), act, heading=_("Open a service site"), back=unit,
        verb=_("Open the site"), done=_("The site is on record, and the public sees it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def site_edit(request: Request, pk: int) -> HttpResponse:
    site = site_found(request, pk)
    initial = {name: getattr(site, name) for name in SiteForm.base_fields}

    def act(**facts: Any) -> Organisation:
        return actions.correct_site(site, **facts, by=request.actor).organisation

    return asked(
        request, SiteForm(request.POST or None, initial=initial), act, about=site.name,
        heading=_("Correct a service site"), back=site.organisation,
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def site_close(request: Request, pk: int) -> HttpResponse:
    site = site_found(request, pk)

    def act(**facts: Any) -> Organisation:
        return actions.close_site(site, **facts, by=request.actor).organisation

    return asked(
        request, CloseSiteForm(request.POST or None), act, heading=_("Close a service site"),
        back=site.organisation, about=site.name, verb=_("Close the site"),
        done=_("The site is closed; the public sees it no longer."),
    )  # fmt: skip


def site_found(request: Request, pk: int) -> ServiceSite:
    rows = ServiceSite.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)
