"""The list of disputes: filtered, page by page, exported as shown."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.models import Deadline, WorkItem
from niudai.disputes.forms.intake import ListFilters
from niudai.disputes.models import Dispute, Stage
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.kernel.searching import found_by
from niudai.organisations.models import Organisation

ORDER = ("-received_on", "-pk")


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.DISPUTE_VIEW)
def disputes(request: Request) -> HttpResponse:
    form = filters(request)
    rows = narrowed(request, form)
    page = page_of(
        rows.select_related("organisation", "mediator").prefetch_related("parties"),
        request.GET,
        order=ORDER,
    )
    part = "#rows" if request.headers.get("HX-Request") else ""
    nearest = clocks(request, page.rows)
    rows_shown = [{"dispute": row, "deadline": nearest.get(row.pk)} for row in page.rows]
    context = {
        "form": form,
        "page": {"rows": rows_shown, "count": page.count, "page": page},
        "query": request.GET.urlencode(),
        "may_register": request.actor.may(Permission.DISPUTE_REGISTER),
    }
    return render(request, f"disputes/list.html{part}", context)


def filters(request: Request) -> ListFilters:
    form = ListFilters(request.GET)
    form.fields["stage"].choices = [("", _("All")), *Stage.choices]
    children = Organisation.objects.visible_to(request.actor).filter(
        parent_id=request.actor.organisation_id
    )
    form.fields["place"].choices = [
        ("", _("All")),
        *((str(place.pk), place.short_name) for place in children.order_by("path")[:400]),
    ]
    form.is_valid()
    return form


def narrowed(request: Request, form: ListFilters) -> QuerySet[Dispute]:
    """The disputes the reader may see, narrowed by what the filters say."""
    asked = getattr(form, "cleaned_data", {})
    rows = Dispute.objects.visible_to(request.actor)
    for name in ("stage", "outcome", "mediator"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if asked.get("since"):
        rows = rows.filter(received_on__gte=asked["since"])
    if asked.get("until"):
        rows = rows.filter(received_on__lte=asked["until"])
    if asked.get("collective"):
        rows = rows.filter(collective=True)
    if asked.get("place"):
        place = Organisation.objects.visible_to(request.actor).filter(pk=asked["place"]).first()
        rows = rows.filter(within(place.path if place else "", "organisation__path"))
    if asked.get("q"):
        items = WorkItem.objects.visible_to(request.actor).filter(
            found_by(asked["q"]), kind=Dispute._meta.label_lower
        )
        rows = rows.filter(pk__in=items.values("case_id"))
    if asked.get("late"):
        late = Deadline.objects.visible_to(request.actor).open().filter(
            legal_end__lt=timezone.localdate(), role=Deadline.Role.OWN,
            item__kind=Dispute._meta.label_lower, item__case_id=OuterRef("pk"),
        )  # fmt: skip
        rows = rows.filter(Exists(late))
    return rows


def clocks(request: Request, rows: list[Dispute]) -> dict[int, Deadline]:
    """The nearest running deadline of each dispute shown, in one query."""
    found = (
        Deadline.objects.visible_to(request.actor)
        .open()
        .filter(item__kind=Dispute._meta.label_lower, item__case_id__in=[row.pk for row in rows])
    )
    nearest: dict[int, Deadline] = {}
    # Our own duty stands before what others may or must do.
    ours_last = sorted(
        found.select_related("item"), key=lambda d: (d.role == "own_duty", -d.legal_end.toordinal())
    )
    for deadline in ours_last:
        nearest[deadline.item.case_id] = deadline
    return nearest


@require_safe
@requires(Permission.DISPUTE_VIEW)
def disputes_export(request: Request) -> HttpResponseBase:
    rows = narrowed(request, filters(request)).order_by(*ORDER)
    heads = [
        _("Number"), _("Received on"), _("Place"), _("Case"), _("Stage"), _("Cause"), _("Workers"),
        _("Collective"), _("Mediator"), _("Accepted on"), _("Outcome"), _("Claimed in yuan"),
    ]  # fmt: skip
    return csv_file(_("disputes"), heads, lines(rows))


def lines(rows: QuerySet[Dispute]) -> Iterator[list[Any]]:
    ready = rows.select_related("organisation", "mediator").prefetch_related("parties", "claims")
    for dispute in ready.iterator(chunk_size=500):
        yield [
            dispute.reference, dispute.received_on, dispute.organisation.name, dispute.title,
            dispute.get_stage_display(), dispute.cause_name, dispute.workers,
            _("yes") if dispute.collective else "", dispute.mediator or "",
            dispute.accepted_on or "", dispute.outcome_name,
            f"{dispute.claimed_fen / 100:.2f}",
        ]  # fmt: skip
