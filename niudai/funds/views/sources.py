"""Sources of money: the list with what is left, one source on one page, its statement."""

from functools import partial
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.offering import shown
from niudai.casework.procedure import offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.funds import actions, forms
from niudai.funds import procedure as p
from niudai.funds.ledger import standings
from niudai.funds.models import Reconciliation, Source, SourceStage
from niudai.funds.payable import Payable
from niudai.funds.statement import statement_of
from niudai.funds.views.found import asked, source_of
from niudai.funds.views.pages import refused_to_message
from niudai.kernel.listing import page_of

PAGES: dict[str, tuple[type[forms.MoveForm], Any]] = {
    "receive": (forms.ReceiveForm, actions.receive),
    "close": (forms.ClickForm, actions.close),
    "agree": (forms.ClickForm, actions.agree),
    "settle": (forms.SettleForm, actions.settle),
    "audit": (forms.AuditForm, actions.audit),
}
WAY = (
    SourceStage.PLANNED, SourceStage.OPEN, SourceStage.CLOSING, SourceStage.CLOSED,
    SourceStage.AUDITED,
)  # fmt: skip
SHOWN = 10  # entries and batches on the page of a source


@require_safe
@requires(Permission.FUND_VIEW)
def funds(request: Request) -> HttpResponse:
    proofs = Reconciliation.objects.visible_to(request.actor)
    last = proofs.filter(source=OuterRef("pk")).order_by("-on", "-pk").values("pk")[:1]
    seen = Source.objects.visible_to(request.actor).select_related("organisation")
    page = page_of(seen.annotate(last=Subquery(last)), request.GET, order=["-year", "-pk"])
    held = standings(page.rows)
    proved = {each.source_id: each for each in proofs.filter(pk__in=[row.last for row in page])}  # type: ignore[attr-defined]
    lines = [
        {"source": source, "money": held[source.pk], "proof": proved.get(source.pk)}
        for source in page.rows
    ]
    totals = {
        name: sum(getattr(each["money"], name) for each in lines)
        for name in ("received", "bound", "spent", "free")
    }
    totals["used"] = totals["bound"] + totals["spent"]
    context = {
        "page": page, "lines": lines, "totals": totals,
        "may_edit": request.actor.may(Permission.FUND_EDIT),
    }  # fmt: skip
    return render(request, "funds/sources.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_new(request: Request) -> HttpResponse:
    form = forms.PlanForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = refused_to_message(
            form, partial(actions.plan, **form.cleaned_data, by=request.actor)
        )
        if made is not None:
            return redirect(made)
    context = {"form": form, "heading": _("Plan a source"), "verb": _("Put on record")}
    return render(request, "funds/new.html", context)


@require_safe
@requires(Permission.FUND_VIEW)
def fund(request: Request, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    path = source.organisation.path
    offered = offers(source, p.SOURCE_MOVES, by=request.actor)
    changing = source.stage in {SourceStage.PLANNED, SourceStage.OPEN}
    context = {
        "case": source,
        "money": standings([source])[source.pk],
        **shown(offered, lambda move: reverse("fund_move", args=[source.pk, move])),
        "steps": stages_passed(source, source.item, WAY),
        "timeline": timeline(source, source.item),
        "attachments": source.item.attachments.all(),
        "allowances": source.allowances.all(),
        "entries": source.entries.order_by("-pk")[:SHOWN],
        "batches": source.batches.all()[:SHOWN],
        "waiting": source.lines.waiting().count(),
        "proof": source.reconciliations.first(),
        "may_edit": changing and request.actor.may(Permission.FUND_EDIT, at=path),
        "may_attach": request.actor.may(Permission.FUND_EDIT, at=path),
        "may_commit": source.stage == SourceStage.OPEN
        and request.actor.may(Permission.FUND_COMMIT, at=path),
    }
    return render(request, "funds/source.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_VIEW)
def fund_move(request: Request, pk: int, move: str) -> HttpResponse:
    source = source_of(request, pk)
    if move not in PAGES:
        raise Http404
    kind, act = PAGES[move]
    known = next(each for each in p.SOURCE_MOVES if each.name == move)
    form = kind(request.POST or None, case=source, actor=request.actor)
    return asked(
        request, form, partial(act, source, by=request.actor), back=source,
        done=_("On record: %(act)s.") % {"act": known.label}, heading=known.label,
        verb=known.label, about=" · ".join((source.title, str(known.about))),
        missing=known.missing(source) if source.stage in known.sources else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_allow(request: Request, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    return asked(
        request, forms.AllowForm(request.POST or None),
        partial(actions.allow, source, by=request.actor), back=source,
        heading=_("Allow an item"), about=source.title, done=_("The item is allowed."),
    )  # fmt: skip


@require_POST
@requires(Permission.FUND_EDIT)
def fund_disallow(request: Request, pk: int, allowance: int) -> HttpResponse:
    source = source_of(request, pk)
    row = get_object_or_404(source.allowances.all(), pk=allowance)
    refused_to_message(request, partial(actions.disallow, row, by=request.actor))
    return redirect(source)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_COMMIT)
def fund_commit(request: Request, pk: int) -> HttpResponse:
    """Bind an amount that was decided on paper."""
    source = source_of(request, pk)

    def act(**facts: Any) -> None:
        actions.commit(source, [Payable(**facts)], origin="paper", by=request.actor)

    return asked(
        request, forms.CommitForm(request.POST or None, source=source), act, back=source,
        heading=_("Commit a payment"), about=source.title, done=_("The amount is committed."),
    )  # fmt: skip


@require_safe
@requires(Permission.FUND_VIEW)
def fund_statement(request: Request, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    try:
        until = parse_date(request.GET.get("until", "")) or timezone.localdate()
    except ValueError:
        until = timezone.localdate()
    context = {
        "source": source, "statement": statement_of(source, until), "until": until,
        "proof": source.reconciliations.first(),
    }  # fmt: skip
    return render(request, "funds/statement.html", context)
