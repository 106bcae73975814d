"""A page for every move: its form, its action, the refusal in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes import actions, procedure
from niudai.disputes.forms import moves as forms
from niudai.disputes.models import AgreementItem, Dispute
from niudai.kernel.forms import tried

L = gettext_lazy


@dataclass(frozen=True, slots=True)
class MovePage:
    """What one page asks and which action it calls."""

    label: str | Lazy
    form: type[forms.MoveForm]
    act: Callable[..., Any]
    about: str | Lazy = ""
    basis: str = ""


def page(move: Any, form: type[forms.MoveForm], act: Callable[..., Any]) -> MovePage:
    return MovePage(move.label, form, act, move.about, move.basis)


P = procedure
PAGES: dict[str, MovePage] = {
    "scope": MovePage(L("Decide the scope"), forms.ScopeForm, actions.record_scope,
                      L("Is it one of the disputes of LMA §2?"), "LMA §2"),
    "consent": MovePage(L("Record a consent or refusal"), forms.ConsentForm, actions.record_consent,
                        L("What a side says about mediation."), "ENT §22"),
    "ask": MovePage(L("Ask the employer by a link"), forms.EmptyForm, actions.ask_employer,
                    L("A one-time link goes to the employer's phone: mediation, yes or no."),
                    "ENT §22"),
    "draft": MovePage(L("Write the agreement"), forms.AgreementForm, actions.draft_agreement,
                      L("Result, days, manner of performance."), "ENT §26"),
    "referral_consent": MovePage(L("Record the consent to referral"), forms.ReferralConsentForm,
                                 actions.consent_to_referral,
                                 L("The worker agrees that a summary is passed on.")),
    "accept": page(P.ACCEPT, forms.AcceptForm, actions.accept),
    "decline": page(P.DECLINE, forms.DeclineForm, actions.decline),
    "refuse": page(P.REFUSE, forms.RefuseForm, actions.refuse),
    "send": page(P.SEND, forms.SendForm, actions.send),
    "take": page(P.take(""), forms.TakeForm, actions.take),
    "assign": page(P.ASSIGN, forms.AssignForm, actions.assign),
    "reassign": page(P.REASSIGN, forms.ReassignForm, actions.assign),
    "plan": page(P.PLAN, forms.PlanForm, actions.plan_meeting),
    "meet": page(P.MEET, forms.MeetForm, actions.hold_meeting),
    "extend": page(P.EXTEND, forms.ExtendForm, actions.extend),
    "agree": page(P.AGREE, forms.AgreeForm, actions.agree),
    "fail": page(P.FAIL, forms.FailForm, actions.fail),
    "time_out": page(P.TIME_OUT, forms.EmptyForm, actions.time_out),
    "withdraw": page(P.WITHDRAW, forms.WithdrawForm, actions.withdraw),
    "ask_review": page(P.ASK_REVIEW, forms.TogetherForm, actions.ask_review),
    "ask_confirmation": page(P.ASK_CONFIRMATION, forms.TogetherForm, actions.ask_confirmation),
    **{
        move.name: page(move, forms.AnswerForm, partial(actions.tell_enforcement, answer=move.name))
        for move in (P.GRANT_REVIEW, P.REFUSE_REVIEW, P.CONFIRMATION_ACCEPTED, P.GRANT_CONFIRMATION,
                     P.REFUSE_CONFIRMATION)
    },
    "perform": page(P.PERFORM, forms.EmptyForm, actions.perform),
    "ask_enforcement": page(P.ASK_ENFORCEMENT, forms.AskEnforcementForm, actions.ask_enforcement),
    "refuse_enforcement": page(P.REFUSE_ENFORCEMENT, forms.RefusedEnforcementForm,
                               actions.refuse_enforcement),
    "default": page(P.DEFAULT, forms.DefaultForm, actions.default),
    **{
        move.name: page(move, forms.OrderStepForm, partial(actions.payment_order, event=move.name))
        for move in (P.ASK_PAYMENT_ORDER, P.PAYMENT_ORDER_ACCEPTED, P.PAYMENT_ORDER_SERVED,
                     P.PAYMENT_ORDER_REFUSED, P.PAYMENT_ORDER_OBJECTED)
    },
    "close": page(P.CLOSE, forms.CloseForm, actions.close),
    "archive": page(P.ARCHIVE, forms.ArchiveForm, actions.archive),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def dispute_move(request: Request, pk: int, move: str) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    asked = PAGES.get(move)
    if asked is None:
        raise Http404
    form = asked.form(request.POST or None, dispute=dispute, actor=request.actor)
    rows = forms.ItemRows(request.POST or None, prefix="items") if move == "draft" else None
    if request.method == "POST" and form.is_valid() and (rows is None or rows.is_valid()):
        arguments = form.arguments()
        if rows is not None:
            arguments["items"] = [promise for row in rows if (promise := row.promise())]
        if tried(form, partial(asked.act, dispute, **arguments, by=request.actor)):
            messages.success(request, _("On record: %(act)s.") % {"act": asked.label})
            return redirect(dispute)
    context = {"dispute": dispute, "form": form, "rows": rows, "page": asked, "move": move}
    return render(request, "disputes/move.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_MEDIATE)
def perform_item(request: Request, pk: int, item: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    promise = get_object_or_404(AgreementItem, pk=item, agreement__dispute=dispute)
    form = forms.PerformItemForm(request.POST or None, dispute=dispute, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.perform_item, promise, **form.arguments(), by=request.actor)
        if tried(form, act):
            messages.success(request, _("The promise is recorded as performed."))
            return redirect(dispute)
    asked = MovePage(
        _("Record performance"), forms.PerformItemForm, actions.perform_item, str(promise)
    )
    context = {"dispute": dispute, "form": form, "page": asked, "move": "perform"}
    return render(request, "disputes/move.html", context)
