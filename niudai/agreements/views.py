"""The register of collective agreements."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.agreements import actions
from niudai.agreements.actions import AgreementFacts
from niudai.agreements.forms import AgreementFilters, AgreementForm, EndForm
from niudai.agreements.models import CollectiveAgreement
from niudai.kernel.listing import page_of
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked
from niudai.organisations.views.network import crumbs

STATES = {
    "running": gettext_lazy("In force"), "coming": gettext_lazy("Begins later"),
    "unfiled": gettext_lazy("Not filed"), "over": gettext_lazy("Over"),
    "ended": gettext_lazy("Ended early"),
}  # fmt: skip


@require_safe
@requires(Permission.AGREEMENT_VIEW)
def agreements(request: Request) -> HttpResponse:
    filters = AgreementFilters(request.GET)
    rows = filters.narrowed(request.actor).select_related("organisation", "employer")
    page = page_of(rows, request.GET, order=["-signed_on", "-pk"])
    today = timezone.localdate()
    context = {
        "filters": filters,
        "page": page,
        "lines": [{"agreement": each, "state": STATES[each.state(today)]} for each in page],
        "may_edit": request.actor.may(Permission.AGREEMENT_EDIT),
    }
    return render(request, "agreements/agreements.html", context)


def found(request: Request, pk: int) -> CollectiveAgreement:
    rows = CollectiveAgreement.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("organisation", "employer"), pk=pk)


@require_safe
@requires(Permission.AGREEMENT_VIEW)
def agreement(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    context = {
        "agreement": known,
        "state": STATES[known.state(timezone.localdate())],
        "above": crumbs(request, known.organisation),
        "may_edit": request.actor.may(Permission.AGREEMENT_EDIT, at=known.organisation.path),
    }
    return render(request, "agreements/agreement.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def agreement_new(request: Request) -> HttpResponse:
    """At the union of the employer, or at one's own for a region or an industry."""
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )

    def enter(**facts: Any) -> CollectiveAgreement:
        given = AgreementFacts(**facts)
        where = given.employer.organisation if given.employer else own
        return actions.enter(given, organisation=where, by=request.actor)

    return asked(
        request, AgreementForm(request.POST or None, by=request.actor), enter, back=own,
        heading=_("Put an agreement on file"), done=_("The agreement is on file."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def agreement_edit(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    initial = {name: getattr(known, name) for name in AgreementForm.base_fields}
    initial["employer"] = known.employer.name if known.employer else ""
    form = AgreementForm(request.POST or None, by=request.actor, initial=initial)

    def correct(**facts: Any) -> CollectiveAgreement:
        return actions.correct(known, AgreementFacts(**facts), by=request.actor)

    return asked(
        request, form, correct, back=known, heading=_("Correct an agreement"),
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def agreement_end(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)

    def end(**facts: Any) -> CollectiveAgreement:
        return actions.end_early(known, **facts, by=request.actor)

    return asked(
        request, EndForm(request.POST or None), end, back=known,
        heading=_("The agreement ended early"), done=_("The end is on file."),
    )  # fmt: skip
