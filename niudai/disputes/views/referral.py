"""Referrals: the list, one referral on one page, opening and mending."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.revealing import reveal
from niudai.casework.attaching import attach
from niudai.casework.deadlines import running
from niudai.casework.models import Deadline, WorkItem
from niudai.casework.noting import note
from niudai.casework.offering import Act, shown
from niudai.casework.procedure import offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.disputes.actions import referral as actions
from niudai.disputes.forms.moves import AttachForm, NoteForm, RevealForm
from niudai.disputes.forms.referral import (
    InterruptionForm,
    NewReferralForm,
    ReferForm,
    ReferralFilters,
    SummaryFields,
)
from niudai.disputes.models import Dispute, Referral
from niudai.disputes.models import ReferralStage as Stage
from niudai.disputes.referral_procedure import moves_of
from niudai.kernel.export import csv_file
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.kernel.refused import Refused
from niudai.kernel.searching import found_by
from niudai.organisations.models import Organisation
from niudai.rulebook.codes import codes

ORDER = ("-received_on", "-pk")
KIND = Referral._meta.label_lower
WAY = (
    Stage.ADVISED, Stage.FILED, Stage.ACCEPTED, Stage.HEARING_SET, Stage.AWARDED,
    Stage.SUE_WINDOW, Stage.EFFECTIVE, Stage.CLOSED,
)  # fmt: skip


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.DISPUTE_VIEW)
def referrals(request: Request) -> HttpResponse:
    form = filters(request)
    page = page_of(narrowed(request, form).select_related("organisation"), request.GET, order=ORDER)
    nearest = clocks(request, page.rows)
    part = "#rows" if request.headers.get("HX-Request") else ""
    context = {
        "form": form,
        "page": page,
        "rows": [{"referral": row, "deadline": nearest.get(row.pk)} for row in page.rows],
        "query": request.GET.urlencode(),
        "may_refer": request.actor.may(Permission.DISPUTE_REFER),
    }
    return render(request, f"disputes/referral/list.html{part}", context)


def filters(request: Request) -> ReferralFilters:
    form = ReferralFilters(request.GET, actor=request.actor)
    form.is_valid()
    return form


def narrowed(request: Request, form: ReferralFilters) -> QuerySet[Referral]:
    """The referrals the reader may see, narrowed by what the filters say."""
    asked = getattr(form, "cleaned_data", {})
    rows = Referral.objects.visible_to(request.actor)
    if asked.get("stage"):
        rows = rows.filter(stage=asked["stage"])
    if asked.get("since"):
        rows = rows.filter(received_on__gte=asked["since"])
    if asked.get("until"):
        rows = rows.filter(received_on__lte=asked["until"])
    if asked.get("collective"):
        rows = rows.filter(collective=True)
    if asked.get("aided"):
        rows = rows.filter(aid_applications__decision="granted").distinct()
    if asked.get("place"):
        place = Organisation.objects.visible_to(request.actor).filter(pk=asked["place"]).first()
        rows = rows.filter(within(place.path if place else "", "organisation__path"))
    if asked.get("q"):
        named = WorkItem.objects.visible_to(request.actor).filter(found_by(asked["q"]), kind=KIND)
        rows = rows.filter(Exists(named.filter(case_id=OuterRef("pk"))))
    return rows


def clocks(request: Request, rows: list[Referral]) -> dict[int, Deadline]:
    """The nearest running deadline of each referral shown, in one query."""
    found = Deadline.objects.visible_to(request.actor).open()
    found = found.filter(item__kind=KIND, item__case_id__in=[row.pk for row in rows])
    ordered = found.select_related("item").order_by("-legal_end")
    return {deadline.item.case_id: deadline for deadline in ordered}


@require_safe
@requires(Permission.DISPUTE_VIEW)
def referrals_export(request: Request) -> HttpResponseBase:
    rows = narrowed(request, filters(request)).order_by(*ORDER).select_related("organisation")
    heads = [
        _("Number"), _("Received on"), _("Place"), _("Case"), _("Stage"), _("Workers"),
        _("Collective"), _("Arbitration case number"), _("Filed on"), _("Accepted on"),
        _("Result"), _("Claimed in yuan"), _("Recovered in yuan"),
    ]  # fmt: skip
    return csv_file(_("arbitration and court"), heads, lines(rows))


def lines(rows: QuerySet[Referral]) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=500):
        yield [
            row.reference, row.received_on, row.organisation.name, row.title,
            row.get_stage_display(), row.workers, _("yes") if row.collective else "",
            row.arbitration_number, row.filed_on or "", row.arbitration_accepted_on or "",
            row.result_name, row.claimed, row.recovered,
        ]  # fmt: skip


@require_safe
@requires(Permission.DISPUTE_VIEW)
def referral(request: Request, pk: int) -> HttpResponse:
    rows = Referral.objects.visible_to(request.actor).select_related(
        "organisation", "dispute", "employer", "holder__user"
    )
    found = get_object_or_404(rows, pk=pk)
    return render(request, "disputes/referral/case.html", context_of(request, found))


def context_of(request: Request, found: Referral) -> dict[str, Any]:
    actor, item, path = request.actor, found.item, found.organisation.path
    dispute = Dispute.objects.visible_to(actor).filter(pk=found.dispute_id or 0).first()
    may_refer = actor.may(Permission.DISPUTE_REFER, at=path)
    may_mend = may_refer and found.filed_on is None and not found.is_closed
    waiting = item.transfers.waiting().select_related("to_organisation").first()
    return {
        "referral": found,
        "waiting": waiting,
        "arriving": waiting is not None
        and actor.may(Permission.DISPUTE_REFER, at=waiting.to_organisation.path),
        "item": item,
        "dispute": dispute,
        **shown(
            offers(found, moves_of(found), by=actor),
            lambda move: reverse("referral_move", args=[found.pk, move]),
            beside=[interruption(found)] if may_mend else [],
        ),
        "clocks": running(item),
        "timeline": timeline(found, item),
        "steps": stages_passed(found, item, WAY),
        "attachments": item.attachments.all(),
        "aid": found.aid_applications.all(),
        "items": found.award_items.select_related("award"),
        "awards": found.awards.all(),
        "court_cases": found.court_cases.all(),
        "above": Organisation.objects.visible_to(actor).above(path),
        "may_reveal": actor.may(Permission.PERSONAL_REVEAL, at=path),
        "may_refer": may_refer,
        "may_write": actor.may(Permission.DISPUTE_REGISTER, at=path),
        "may_mend": may_mend,
    }


def interruption(found: Referral) -> Act:
    return Act(
        "interruption", _("Record an interruption of the limitation"),
        _("A claim made, a complaint, a promise to pay."),
        reverse("referral_interruption", args=[found.pk]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REFER)
def referral_new(request: Request) -> HttpResponse:
    form = NewReferralForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_referral(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Opened as %(number)s.") % {"number": opened.reference})
            return redirect(opened)
    return render(request, "disputes/referral/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REFER)
def dispute_refer(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    form = ReferForm(request.POST or None, dispute=dispute)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.refer(dispute, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Opened as %(number)s.") % {"number": opened.reference})
            return redirect(opened)
    context = {"form": form, "dispute": dispute}
    return render(request, "disputes/referral/refer.html", context)


# --- mending, notes, papers -------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REFER)
def referral_correct(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    now = {name: getattr(found, name) for name in SummaryFields.base_fields}
    if found.claimed_fen is not None:
        now["claimed_fen"] = found.claimed.replace(",", "")
    form = SummaryFields(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.correct_summary, found, **form.cleaned_data, by=request.actor)
        if tried(form, act):
            messages.success(request, _("The correction is on record."))
            return redirect(found)
    return form_page(request, found, form, _("Correct the summary"))


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REFER)
def referral_interruption(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    form = InterruptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.record_interruption, found, **form.cleaned_data, by=request.actor)
        if tried(form, act):
            messages.success(request, _("The limitation counts anew."))
            return redirect(found)
    return form_page(request, found, form, _("Record an interruption of the limitation"))


def form_page(request: Request, found: Referral, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "about": found.title,
        "back": found.get_absolute_url(),
        "back_label": found.reference,
        "verb": "",
    }
    return render(request, "office/form.html", context)


@require_POST
@requires(Permission.DISPUTE_REGISTER)
def referral_note(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note(found, text=form.cleaned_data["text"], by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
    else:
        messages.error(request, _("The note is empty."))
    return redirect(f"{found.get_absolute_url()}#timeline")


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REFER)
def referral_attach(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    kinds = [(code.id, code.name) for code in codes("paper", on=timezone.localdate())]
    form = AttachForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if tried(form, partial(attach, found, data["file"], kind=data["kind"], by=request.actor)):
            messages.success(request, _("The file is kept with the case."))
            return redirect(f"{found.get_absolute_url()}#papers")
    return form_page(request, found, form, _("Add a file"))


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def referral_reveal(request: Request, pk: int) -> HttpResponse:
    """Show the worker's phone in clear, for a reason that goes into the log."""
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    form = RevealForm(request.POST or None)
    shown = ""
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            shown = reveal(found, "worker_phone", reason=reason, by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    part = "#reveal" if request.headers.get("HX-Request") else ""
    context = {"referral": found, "form": form, "shown": shown}
    return render(request, f"disputes/referral/reveal.html{part}", context)
