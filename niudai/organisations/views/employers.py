"""The list of employers, as a page and as a file, and one employer."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.masking import masked_phone
from niudai.organisations import actions
from niudai.organisations.forms import EmployerFilters, EmployerForm, GiveUnionForm, ReasonForm
from niudai.organisations.industries import industry_name
from niudai.organisations.models import Employer, Officer, Organisation
from niudai.organisations.views.asking import asked
from niudai.organisations.views.network import crumbs

RELATED = ("organisation", "union", "division")


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.EMPLOYER_VIEW)
def employers(request: Request) -> HttpResponse:
    filters = EmployerFilters(request.GET, by=request.actor)
    page = page_of(filters.narrowed().select_related(*RELATED), request.GET, order=["name"])
    under = filters.cleaned_data.get("under")
    units = Organisation.objects.visible_to(request.actor)
    context = {
        "filters": filters,
        "page": page,
        "lines": [{"employer": row, "industry": industry_name(row.industry)} for row in page],
        "under": units.filter(pk=under).first() if under else None,
        "query": request.GET.urlencode(),
        "narrowed": any(request.GET.get(name) for name in filters.fields),
        "may_edit": request.actor.may(Permission.EMPLOYER_EDIT),
    }
    part = "#rows" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/employers.html{part}", context)


@require_safe
@requires(Permission.EMPLOYER_VIEW)
def employers_export(request: Request) -> HttpResponseBase:
    """What the filters show, as a file: no contact and no phone leaves this way."""
    rows = EmployerFilters(request.GET, by=request.actor).narrowed().order_by("name", "pk")
    head = [
        _("Full name"), _("Credit code"), _("Union that answers for it"), _("Own union"),
        _("Location"), _("Industry"), _("Ownership"), _("Size"), _("Workers"), _("Opened on"),
        _("Address"),
    ]  # fmt: skip
    name = _("Employers %(day)s") % {"day": timezone.localdate()}
    return csv_file(name, head, lines(rows, yes=_("yes"), no=_("no")))


def lines(rows: QuerySet[Employer], *, yes: str, no: str) -> Iterator[list[Any]]:
    for each in rows.select_related(*RELATED).iterator(chunk_size=2000):
        yield [
            each.name, each.credit_code, each.organisation.name, yes if each.union_id else no,
            each.division.name, industry_name(each.industry), each.get_ownership_display(),
            each.get_size_display(), each.workers, each.opened_on, each.address,
        ]  # fmt: skip


def found(request: Request, pk: int) -> Employer:
    rows = Employer.objects.visible_to(request.actor).select_related(*RELATED)
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.EMPLOYER_VIEW)
def employer(request: Request, pk: int) -> HttpResponse:
    firm = found(request, pk)
    may_edit = request.actor.may(Permission.EMPLOYER_EDIT, at=firm.organisation.path)
    officers = Officer.objects.visible_to(request.actor).filter(organisation=firm.union_id or 0)
    context = {
        "employer": firm,
        "industry": industry_name(firm.industry),
        "phone": masked_phone(firm.phone),
        "above": crumbs(request, firm.organisation),
        "officers": officers.serving(timezone.localdate()),
        "may_edit": may_edit,
        "may_reveal": request.actor.may(Permission.PERSONAL_REVEAL, at=firm.organisation.path),
    }
    return render(request, "organisations/employer.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.EMPLOYER_EDIT)
def employer_new(request: Request) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.actor)
    own = get_object_or_404(rows, path=request.actor.scope)
    initial = {"organisation": own, "division": own.division, "workers": 0}
    form = EmployerForm(request.POST or None, by=request.actor, at=own, initial=initial)
    return asked(
        request, form, partial(actions.add_employer, by=request.actor), back=own,
        heading=_("Put an employer on record"), done=_("The employer is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.EMPLOYER_EDIT)
def employer_edit(request: Request, pk: int) -> HttpResponse:
    firm = found(request, pk)
    initial = {name: getattr(firm, name) for name in EmployerForm.base_fields if name != "phone"}
    form = EmployerForm(
        request.POST or None, by=request.actor, at=firm.organisation, initial=initial
    )
    if firm.phone:
        keeps = _("Empty keeps the number on record, %(number)s.")
        form.fields["phone"].help_text = keeps % {"number": masked_phone(firm.phone)}

    def act(**facts: Any) -> Employer:
        facts["phone"] = facts["phone"] or None
        return actions.correct_employer(firm, **facts, by=request.actor)

    return asked(
        request, form, act, heading=_("Correct an employer"), back=firm,
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.EMPLOYER_EDIT)
def employer_union(request: Request, pk: int) -> HttpResponse:
    """The employer has a union now."""
    firm = found(request, pk)
    form = GiveUnionForm(request.POST or None, by=request.actor, employer=firm)
    about = _("Enterprise unions of this town that are not yet the union of an employer.")
    return asked(
        request, form, partial(actions.give_union, firm, by=request.actor), about=about, back=firm,
        heading=_("Give the employer its union"), done=_("The union answers for the employer now."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.EMPLOYER_EDIT)
def employer_union_end(request: Request, pk: int) -> HttpResponse:
    """The employer has no union any more."""
    firm = found(request, pk)
    about = _("The union above answers for the employer again.")
    return asked(
        request, ReasonForm(request.POST or None),
        partial(actions.take_union, firm, by=request.actor), back=firm, about=about,
        heading=_("The employer has no union any more"), done=_("The union above answers again."),
    )  # fmt: skip
