"""Lines: all of them, and what is done with one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.revealing import reveal
from niudai.funds import actions, forms
from niudai.funds.ledger import moves_of
from niudai.funds.matching import doubles
from niudai.funds.models import Line
from niudai.funds.views.found import asked, batch_of, line_of
from niudai.funds.views.pages import refused_to_message
from niudai.kernel.forms import Styled
from niudai.kernel.listing import count_of, page_of
from niudai.kernel.refused import Refused

L = gettext_lazy
REVEALED = ("number", "card")


@dataclass(frozen=True, slots=True)
class LineAct:
    """One thing that can be done with a line standing at a stage."""

    name: str
    label: str | Promise
    form: type[Styled]
    act: Callable[..., Any]
    permission: Permission
    stage: str
    manner: str = ""

    def fits(self, line: Line) -> bool:
        return line.stage == self.stage and self.manner in {"", line.manner}


P = Permission
ACTS = (
    LineAct("release", L("Release the money"), forms.PlainReasonForm, actions.release,
            P.FUND_COMMIT, "committed"),
    LineAct("repay", L("Pay again with another card"), forms.RepayForm, actions.repay,
            P.FUND_EDIT, "rejected"),
    LineAct("reverse", L("Enter that it was paid back"), forms.SlipForm, actions.reverse,
            P.FUND_RESULT, "paid"),
    LineAct("hand_over", L("Enter the receipt"), forms.ReceiptForm, actions.hand_over,
            P.FUND_RESULT, "sent", "goods"),
    LineAct("not_handed_over", L("Brought back"), forms.PlainReasonForm,
            actions.not_handed_over, P.FUND_RESULT, "sent", "goods"),
)  # fmt: skip


@require_safe
@requires(Permission.FUND_VIEW)
def fund_lines(request: Request) -> HttpResponse:
    form = forms.LineFilters(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = Line.objects.visible_to(request.actor)
    if wanted.get("item"):
        rows = rows.filter(item=wanted["item"])
    if words := wanted.get("q"):
        rows = rows.filter(Q(name__contains=words) | Q(reference__contains=words))
    counted = listed = rows
    if stage := wanted.get("stage"):
        counted, listed = rows.filter(stage=stage), rows.at(stage)
    seen = listed.select_related("source", "batch", "organisation", "replaces")
    page = page_of(seen, request.GET, order=["-pk"], count=count_of(counted))
    context = {"form": form, "page": page}
    return render(request, "funds/lines.html", context)


@require_safe
@requires(Permission.FUND_VIEW)
def fund_line(request: Request, pk: int) -> HttpResponse:
    line = line_of(request, pk)
    at = line.source.organisation.path
    others = Line.objects.visible_to(request.actor).filter(pk__in=doubles(line).values("pk"))
    seen = list(others.select_related("source"))
    context = {
        "line": line,
        "acts": [
            each for each in ACTS if each.fits(line) and request.actor.may(each.permission, at=at)
        ],
        "doubles": seen,
        "elsewhere": doubles(line).count() - len(seen),
        "receipt": getattr(line, "receipt", None),
        "successor": line.successors.first(),
        "postings": moves_of(line),
        "may_reveal": request.actor.may(Permission.PERSONAL_REVEAL, at=line.path),
    }
    return render(request, "funds/line.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_VIEW)
def fund_line_act(request: Request, pk: int, act: str) -> HttpResponse:
    line = line_of(request, pk)
    known = next((each for each in ACTS if each.name == act), None)
    if known is None:
        raise Http404
    return asked(
        request, known.form(request.POST or None), partial(known.act, line, by=request.actor),
        back=line, heading=known.label, verb=known.label, about=f"{line.name} · {line.item_name}",
        done=_("On record: %(act)s.") % {"act": known.label},
    )  # fmt: skip


@require_POST
@requires(Permission.FUND_EDIT)
def fund_line_take_out(request: Request, pk: int, line: int) -> HttpResponse:
    batch = batch_of(request, pk)
    row = get_object_or_404(Line.objects.visible_to(request.actor).of(batch), pk=line)
    act = partial(actions.take_out, batch, row, by=request.actor)
    if refused_to_message(request, act) is not None:
        messages.success(request, _("The line waits again."))
    return redirect(batch)


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_RESULT)
def fund_call(request: Request, pk: int, call: int) -> HttpResponse:
    batch = batch_of(request, pk)
    drawn = get_object_or_404(batch.calls.select_related("line", "batch__organisation"), pk=call)
    return asked(
        request, forms.CallForm(request.POST or None),
        partial(actions.record_call, drawn, by=request.actor), back=batch,
        heading=_("Record a call"), about=drawn.line.name, done=_("The call is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def fund_line_reveal(request: Request, pk: int, field: str) -> HttpResponse:
    line, shown = line_of(request, pk), ""
    if field not in REVEALED:
        raise Http404
    form = forms.PlainReasonForm(request.POST or None)
    if form.is_valid():
        try:
            shown = reveal(line, field, reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": shown, "name": line.name, "back": line}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)
