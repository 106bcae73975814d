"""The register of donors, their agreements and pledges, the statement."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.giving import actions, forms
from niudai.assistance.giving.account import account_of
from niudai.assistance.giving.models import Donor, Pledge, Programme
from niudai.audit.revealing import reveal
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked

REVEALED = ("phone", "email", "address")
SHOWN = 50


def donor_of(request: Request, pk: int) -> Donor:
    rows = Donor.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.GIVING_VIEW)
def donors(request: Request) -> HttpResponse:
    form = forms.DonorFilters(request.GET)
    rows = form.narrowed(request.actor).select_related("organisation")
    page = page_of(rows, request.GET, order=["name", "pk"])
    context = {"form": form, "page": page,
               "may_edit": request.actor.may(Permission.GIVING_EDIT)}  # fmt: skip
    return render(request, "giving/donors.html", context)


@require_safe
@requires(Permission.GIVING_VIEW)
def donor(request: Request, pk: int) -> HttpResponse:
    known, today = donor_of(request, pk), timezone.localdate()
    path = known.organisation.path
    pledges = known.pledges.prefetch_related("arrivals").select_related("programme")
    context = {
        "donor": known,
        "programmes": known.programmes.select_related("source")[:SHOWN],
        "pledges": [{"pledge": each, "state": each.state(today)} for each in pledges[:SHOWN]],
        "may_edit": request.actor.may(Permission.GIVING_EDIT, at=path),
        "may_reveal": request.actor.may(Permission.PERSONAL_REVEAL, at=path),
        "may_link": request.actor.may(Permission.FUND_VIEW, at=path),
        "contacts": [name for name in REVEALED if getattr(known, name)],
    }  # fmt: skip
    return render(request, "giving/donor.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def donor_new(request: Request) -> HttpResponse:
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    return asked(
        request, forms.DonorForm(request.POST or None),
        partial(actions.add_donor, own, by=request.actor), back=own,
        heading=_("Enter a donor"), done=_("The donor is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def donor_edit(request: Request, pk: int) -> HttpResponse:
    known = donor_of(request, pk)
    now = {name: getattr(known, name) for name in ("kind", "name", "credit_code", "contact",
                                                   "unnamed")}  # fmt: skip
    form = forms.DonorForm(request.POST or None, initial=now)

    def act(**_facts: Any) -> Donor:
        return actions.correct_donor(known, **form.changes(), by=request.actor)

    return asked(
        request, form, act, back=known, heading=_("Correct or complete"), about=known.name,
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def donor_reveal(request: Request, pk: int, field: str) -> HttpResponse:
    known, shown = donor_of(request, pk), ""
    if field not in REVEALED:
        raise Http404
    form = forms.RevealForm(request.POST or None)
    if form.is_valid():
        try:
            shown = reveal(known, field, reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": shown, "name": known.name, "back": known}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def programme_new(request: Request, pk: int) -> HttpResponse:
    known = donor_of(request, pk)

    def act(**facts: Any) -> Donor:
        return actions.agree(known, **facts, by=request.actor).donor

    return asked(
        request, forms.ProgrammeForm(request.POST or None), act, back=known, about=known.name,
        heading=_("Enter an agreement"), done=_("On record; finance was told."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def programme_source(request: Request, pk: int) -> HttpResponse:
    rows = Programme.objects.visible_to(request.actor).select_related("donor__organisation")
    programme = get_object_or_404(rows, pk=pk)
    form = forms.SourceForm(request.POST or None, actor=request.actor)

    def act(**facts: Any) -> Donor:
        return actions.link_source(programme, **facts, by=request.actor).donor

    return asked(
        request, form, act, back=programme.donor, about=programme.name,
        heading=_("The money arrived: which source?"), done=_("The programme has its source."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def pledge_new(request: Request, pk: int) -> HttpResponse:
    known = donor_of(request, pk)

    def act(**facts: Any) -> Donor:
        return actions.pledge(known, **facts, by=request.actor).donor

    return asked(
        request, forms.PledgeForm(request.POST or None, donor=known), act, back=known,
        about=known.name, heading=_("Enter a pledge"), done=_("The pledge is on record."),
    )  # fmt: skip


def pledge_of(request: Request, pk: int) -> Pledge:
    rows = Pledge.objects.visible_to(request.actor).select_related("donor__organisation")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def pledge_arrive(request: Request, pk: int) -> HttpResponse:
    pledged = pledge_of(request, pk)

    def act(**facts: Any) -> Donor:
        return actions.arrive(pledged, **facts, by=request.actor).pledge.donor

    return asked(
        request, forms.ArriveForm(request.POST or None), act, back=pledged.donor,
        about=str(pledged), heading=_("Enter what arrived"), done=_("On record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVING_EDIT)
def pledge_withdraw(request: Request, pk: int) -> HttpResponse:
    pledged = pledge_of(request, pk)

    def act(reason: str) -> Donor:
        return actions.withdraw_pledge(pledged, reason=reason, by=request.actor).donor

    return asked(
        request, forms.ReasonForm(request.POST or None), act, back=pledged.donor,
        about=str(pledged), heading=_("The donor withdraws the pledge"), done=_("On record."),
    )  # fmt: skip


@require_safe
@requires(Permission.GIVING_VIEW)
def donor_statement(request: Request, pk: int) -> HttpResponse:
    """What was promised, arrived and given; nothing of the families but the agreed words."""
    known = donor_of(request, pk)
    return render(request, "giving/statement.html", {"donor": known, "account": account_of(known)})


@require_POST
@requires(Permission.GIVING_EDIT)
def donor_link(request: Request, pk: int) -> HttpResponse:
    known = donor_of(request, pk)
    try:
        actions.issue_link(known, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The link is on its way to the donor."))
    return redirect(known)
