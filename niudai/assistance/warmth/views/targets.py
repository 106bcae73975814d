"""The list of whom to visit: for the desk, for the door, for the money."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.warmth import actions, forms
from niudai.assistance.warmth.caps import over_cap
from niudai.assistance.warmth.models import Campaign, Stage, Target
from niudai.assistance.warmth.views.found import campaign_of, target_of, uncovered
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.organisations.views.asking import asked

ORDER = ["organisation__path", "pk"]


def rows_of(request: Request, case: Campaign) -> tuple[forms.TargetFilters, Any]:
    form = forms.TargetFilters(request.GET)
    rows = Target.objects.visible_to(request.actor).filter(campaign=case)
    names = request.actor.may(Permission.HARDSHIP_SENSITIVE)
    found = form.narrowed(rows, request.actor, names=names)
    return form, found.select_related("organisation", "line", "goods")


def lines(request: Request, targets: Any) -> list[dict[str, Any]]:
    """Each object with the name the reader may see."""
    return [
        {"target": target, "name": target.name if (shown := uncovered(request, target.path))
         else target.covered_name, "uncovered": shown}
        for target in targets
    ]  # fmt: skip


@require_safe
@requires(Permission.WARMTH_VIEW)
def targets(request: Request, pk: int) -> HttpResponse:
    case = campaign_of(request, pk)
    form, rows = rows_of(request, case)
    page = page_of(rows, request.GET, order=ORDER)
    context = {
        "case": case, "form": form, "page": page, "lines": lines(request, page),
        "query": request.GET.urlencode(),
        "may_edit": request.actor.may(Permission.WARMTH_EDIT) and case.stage not in Campaign.CLOSED,
    }  # fmt: skip
    return render(request, "warmth/targets.html", context)


@require_safe
@requires(Permission.WARMTH_VIEW)
def door_list(request: Request, pk: int) -> HttpResponse:
    """To print and take along: whom to visit, where, with what, and room for the signature."""
    case = campaign_of(request, pk)
    form, rows = rows_of(request, case)
    page = page_of(rows.filter(visited_on=None), request.GET, order=ORDER)
    context = {"case": case, "form": form, "page": page, "lines": lines(request, page)}
    return render(request, "warmth/door.html", context)


@require_safe
@requires(Permission.WARMTH_VIEW)
def target(request: Request, pk: int) -> HttpResponse:
    known = target_of(request, pk)
    shown = uncovered(request, known.path)
    may_edit = request.actor.may(Permission.WARMTH_EDIT, at=known.path)
    visits = known.visits.prefetch_related("handed__allotment__goods", "photos")
    warning = over_cap(known.campaign, known, timezone.localdate()) if not known.line_id else None
    context = {
        "target": known, "case": known.campaign, "uncovered": shown,
        "name": known.name if shown else known.covered_name, "visits": visits,
        "warning": warning,
        "may_visit": may_edit and known.campaign.stage == Stage.RUNNING
        and not known.visited_on and not known.dropped_on,
        "may_drop": may_edit and not (known.visited_on or known.dropped_on or known.line_id),
        "may_void": may_edit and known.campaign.stage == Stage.RUNNING,
        "may_see_line": known.line_id and request.actor.may(Permission.FUND_VIEW, at=known.path),
        "may_see_file": known.file_id and request.actor.may(Permission.HARDSHIP_VIEW,
                                                            at=known.path),
    }  # fmt: skip
    return render(request, "warmth/target.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def target_person(request: Request, pk: int) -> HttpResponse:
    case = campaign_of(request, pk)
    form = forms.PersonForm(request.POST or None, campaign=case, actor=request.actor)

    def act(**_facts: Any) -> Target:
        facts = form.arguments()
        return actions.add_person(case, facts.pop("organisation"), **facts, by=request.actor)

    return asked(
        request, form, act, back=case, heading=_("Add a worker"), about=case.title,
        done=_("On the list."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def target_site(request: Request, pk: int) -> HttpResponse:
    case = campaign_of(request, pk)
    form = forms.SiteForm(request.POST or None, campaign=case, actor=request.actor)

    def act(**_facts: Any) -> Target:
        return actions.add_site(case, **form.arguments(), by=request.actor)

    return asked(
        request, form, act, back=case, heading=_("Add an enterprise or site"), about=case.title,
        done=_("On the list."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def target_pick(request: Request, pk: int) -> HttpResponse:
    """Households in force, narrowed, ticked, put on the list with what is planned for them."""
    case = campaign_of(request, pk)
    filters = forms.HouseholdFilters(request.GET, by=request.actor, campaign=case)
    rows = filters.narrowed().select_related("organisation")
    page = page_of(rows, request.GET, order=ORDER)
    form = forms.PlannedForm(request.POST or None, campaign=case)
    if request.method == "POST" and form.is_valid():
        ticked = [number for number in request.POST.getlist("file") if number.isdecimal()]
        chosen = list(rows.filter(pk__in=ticked))
        act = partial(actions.pick_households, case, chosen, **form.planned(), by=request.actor)
        if not chosen:
            form.add_error(None, _("Tick at least one household."))
        elif tried(form, act):
            messages.success(
                request, _("%(count)d households are on the list.") % {"count": len(chosen)}
            )
            return redirect("targets", case.pk)
    shown = [
        {"file": file, "name": file.name if uncovered(request, file.organisation.path) else ""}
        for file in page
    ]
    context = {"case": case, "filters": filters, "page": page, "lines": shown, "form": form}
    return render(request, "warmth/pick.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WARMTH_EDIT)
def target_drop(request: Request, pk: int) -> HttpResponse:
    known = target_of(request, pk)
    return asked(
        request, forms.ReasonForm(request.POST or None),
        partial(actions.drop, known, by=request.actor), back=known,
        heading=_("Take off the list"), done=_("Taken off the list."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_COMMIT)
def campaign_commit(request: Request, pk: int) -> HttpResponse:
    """Bind the money planned for those ticked; who put them on the list does not."""
    case = campaign_of(request, pk)
    rows = Target.objects.visible_to(request.actor).filter(
        campaign=case, dropped_on=None, line=None, money_fen__gt=0
    )
    page = page_of(rows.select_related("organisation"), request.GET, order=ORDER)
    form = forms.CommitForm(request.POST or None, campaign=case)
    if request.method == "POST" and form.is_valid():
        ticked = [number for number in request.POST.getlist("target") if number.isdecimal()]
        chosen = list(rows.filter(pk__in=ticked))
        act = partial(
            actions.commit_money, case, form.cleaned_data["purse"], chosen, by=request.actor
        )
        if not chosen:
            form.add_error(None, _("Tick at least one."))
        elif tried(form, act):
            messages.success(request, _("The money is bound: finance pays it."))
            return redirect(case)
    today = timezone.localdate()
    shown = lines(request, page)
    for line in shown:
        line["warning"] = over_cap(case, line["target"], today)
    context = {"case": case, "page": page, "lines": shown, "form": form}
    return render(request, "warmth/commit.html", context)
