"""Batches: the list, one batch with its lines, its moves, the public list."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.deadlines import running
from niudai.casework.offering import shown
from niudai.casework.procedure import Offer, offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.funds import actions, forms
from niudai.funds import procedure as p
from niudai.funds.models import Batch, BatchStage, Line, LineStage
from niudai.funds.separation import hindrance
from niudai.funds.views.found import asked, batch_of
from niudai.funds.views.pages import refused_to_message
from niudai.funds.warnings import signatures_advised, warnings
from niudai.kernel.listing import page_of

S = BatchStage
PAGES: dict[str, tuple[type[forms.MoveForm], Any]] = {
    "lock": (forms.LockForm, actions.lock),
    "unlock": (forms.ReasonForm, actions.unlock),
    "sign": (forms.ClickForm, actions.sign),
    "send": (forms.SendForm, actions.send),
    "give_out": (forms.ClickForm, actions.give_out),
    "reconcile": (forms.ClickForm, actions.reconcile),
    "publish": (forms.ClickForm, actions.publish),
    "cancel": (forms.ReasonForm, actions.cancel),
}
WAY = (S.DRAFT, S.LOCKED, S.APPROVED, S.SENT, S.RECONCILED, S.PUBLISHED)
OFFERED = tuple(move for move in p.BATCH_MOVES if move.name in PAGES)


@require_safe
@requires(Permission.FUND_VIEW)
def fund_batches(request: Request) -> HttpResponse:
    form = forms.BatchFilters(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = Batch.objects.visible_to(request.actor).select_related("source", "organisation")
    if wanted.get("stage"):
        rows = rows.filter(stage=wanted["stage"])
    context = {
        "form": form, "page": page_of(rows, request.GET, order=["-received_on", "-pk"]),
        "may_edit": request.actor.may(Permission.FUND_EDIT),
    }  # fmt: skip
    return render(request, "funds/batches.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_batch_new(request: Request) -> HttpResponse:
    form = forms.BatchForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.open_batch, **form.cleaned_data, by=request.actor)
        if (made := refused_to_message(form, act)) is not None:
            return redirect(made)
    context = {"form": form, "heading": _("Begin a batch"), "verb": _("Begin")}
    return render(request, "funds/new.html", context)


@require_safe
@requires(Permission.FUND_VIEW)
def fund_batch(request: Request, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    path = batch.organisation.path
    offered = offered_to(request, batch)
    lines = Line.objects.visible_to(request.actor).of(batch)
    advised, decides = signatures_advised(batch)
    building = batch.stage in {S.DRAFT, S.LOCKED}
    context = {
        "case": batch,
        **shown(offered, lambda move: reverse("fund_batch_move", args=[batch.pk, move])),
        "clocks": running(batch.item),
        "steps": stages_passed(batch, batch.item, WAY),
        "timeline": timeline(batch, batch.item),
        "attachments": batch.item.attachments.all(),
        "page": page_of(lines.select_related("replaces"), request.GET, order=["pk"]),
        "warnings": warnings(batch) if building else [],
        "advised": 0 if decides or advised <= batch.signatures_wanted else advised,
        "bank_file": getattr(batch, "bank_file", None),
        "results": batch.result_files.all(),
        "calls": batch.calls.select_related("line"),
        "may_attach": request.actor.may(Permission.FUND_EDIT, at=path),
        "may_fill": batch.stage == S.DRAFT and request.actor.may(Permission.FUND_EDIT, at=path),
        "may_take_file": request.actor.may(Permission.FUND_PAY, at=path),
        "may_enter": request.actor.may(Permission.FUND_RESULT, at=path),
        "sent": batch.stage == S.SENT,
        "goods": batch.manner == Batch.Manner.GOODS,
    }
    return render(request, "funds/batch.html", context)


def offered_to(request: Request, batch: Batch) -> list[Offer]:
    """The moves of this batch; what is kept from this person says why."""
    found = []
    kept_out = p.SEND if batch.manner == Batch.Manner.GOODS else p.GIVE_OUT
    for offer in offers(batch, OFFERED, by=request.actor):
        if not offer.allowed or offer.move is kept_out:
            continue
        reason = hindrance(batch, offer.move.name, request.actor)
        missing = (*offer.missing, reason) if reason else offer.missing
        found.append(Offer(offer.move, missing, offer.allowed))
    return found


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_VIEW)
def fund_batch_move(request: Request, pk: int, move: str) -> HttpResponse:
    batch = batch_of(request, pk)
    if move not in PAGES:
        raise Http404
    kind, act = PAGES[move]
    known = next(each for each in OFFERED if each.name == move)
    missing = known.missing(batch) if batch.stage in known.sources else []
    if reason := hindrance(batch, move, request.actor):
        missing.append(reason)
    return asked(
        request, kind(request.POST or None, case=batch, actor=request.actor),
        partial(act, batch, by=request.actor), back=batch, heading=known.label, verb=known.label,
        done=_("On record: %(act)s.") % {"act": known.label}, missing=missing,
        about=" · ".join((batch.title, str(known.about))),
        warnings=warnings(batch) if move == "lock" else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_batch_fill(request: Request, pk: int) -> HttpResponse:
    """What waits for this source, to be put into the batch."""
    batch = batch_of(request, pk)
    waiting = (
        Line.objects.visible_to(request.actor)
        .waiting()
        .filter(source=batch.source, manner=batch.manner)
        .select_related("organisation", "replaces")
    )
    if request.method == "POST":
        chosen = (
            list(waiting.values_list("pk", flat=True))
            if "all" in request.POST
            else [int(key) for key in request.POST.getlist("line") if key.isdecimal()]
        )
        act = partial(actions.put_in, batch, chosen, by=request.actor)
        if refused_to_message(request, act) is not None:
            messages.success(request, _("%(count)d lines were put in.") % {"count": len(chosen)})
            return redirect(batch)
    context = {"batch": batch, "page": page_of(waiting, request.GET, order=["pk"])}
    return render(request, "funds/fill.html", context)


@require_safe
@requires(Permission.FUND_VIEW)
def fund_publicity(request: Request, pk: int) -> HttpResponse:
    """The list for the notice board: surnames, items, amounts, nothing else."""
    batch = batch_of(request, pk)
    lines = Line.objects.visible_to(request.actor).of(batch).filter(stage=LineStage.PAID)
    return render(request, "funds/publicity.html", {"batch": batch, "lines": lines.order_by("pk")})
