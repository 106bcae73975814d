"""A page for every move of a referral: its form, its action, the refusal in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes.actions import referral as actions
from niudai.disputes.forms import referral_moves as f
from niudai.disputes.models import Referral, Who
from niudai.disputes.referral_procedure import move_of, resume, take
from niudai.kernel.forms import tried


@dataclass(frozen=True, slots=True)
class Page:
    """What one page asks and which action it calls."""

    form: type[f.ReferralForm]
    act: Callable[..., Any]


def suing(ground: str, form: type[f.ReferralForm] = f.SueForm, **facts: Any) -> Page:
    return Page(form, partial(actions.sue, ground=ground, **facts))


def check(label: f.Label) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


AID = {
    "apply_aid": Page(f.ApplyAidForm, actions.apply_aid),
    "grant_aid": Page(f.dated("decided_on", L("Decided on"),
                              reason=f.long(L("Reason"), required=False)), actions.grant_aid),
    "refuse_aid": Page(f.dated("decided_on", L("Decided on"), reason=f.long(L("Reason"))),
                       actions.refuse_aid),
    "assign_lawyer": Page(f.dated("assigned_on", L("Assigned on"), lawyer=f.short(L("Lawyer")),
                                  firm=f.short(L("Law firm or body"), required=False)),
                          actions.assign_lawyer),
}  # fmt: skip

FILING = {
    "file": Page(f.dated("filed_on", L("Filed on"),
                         commission=f.short(L("Arbitration commission")),
                         receipt=f.short(L("What shows the day: receipt or proof of posting"))),
                 actions.file),
    "tell_correction": Page(f.dated("told_on", L("Told on"), what=f.long(L("What is missing"))),
                            actions.tell_correction),
    "complete_correction": Page(f.dated("completed_on", L("Complete on")),
                                actions.complete_correction),
    "arbitration_accepts": Page(f.dated("accepted_on", L("Accepted on"),
                                        number=f.short(L("Arbitration case number"))),
                                actions.accept),
    "arbitration_refuses": Page(f.dated("refused_on", L("Told on"), reason=f.long(L("Reason"))),
                                actions.refuse),
    "arbitration_silent": Page(f.dated("noted_on", L("On")), actions.note_silence),
    "withdraw_application": Page(
        f.dated("withdrawn_on", L("On"),
                by_absence=check(L("Counts as withdrawn because the applicant stayed away")),
                reason=f.long(L("Reason"), required=False)),
        actions.withdraw),
}  # fmt: skip

HEARING = {
    "serve": Page(f.dated("served_on", L("Received by the employer on")), actions.serve),
    "post_notice": Page(f.PostForm, actions.post_notice),
    "deem_served": Page(f.EmptyForm, actions.deem_served),
    "answer": Page(f.dated("answered_on", L("Answered on")), actions.answer),
    "forward_answer": Page(f.dated("received_on", L("Received by the worker on")),
                           actions.forward_answer),
    "form_tribunal": Page(f.dated("told_on", L("Told on"),
                                  arbitrators=forms.IntegerField(
                                      label=L("Number of arbitrators"), min_value=1, initial=1)),
                          actions.form_tribunal),
    "give_combined_notice": Page(f.dated("told_on", L("Received on")),
                                 actions.give_combined_notice),
    "challenge": Page(f.dated("made_on", L("On"), party=f.party(), reason=f.long(L("Reason"))),
                      actions.challenge),
    "decide_challenge": Page(f.dated("decided_on", L("Decided on"),
                                     note=f.long(L("Decision"), required=False)),
                             actions.decide_challenge),
    "entrust_mediation": Page(f.dated("agreed_on", L("Both sides agreed on"),
                                      to=f.short(L("Who mediates"))),
                              actions.entrust_mediation),
    "end_entrusted_mediation": Page(f.dated("ended_on", L("Ended on"),
                                            note=f.long(L("Note"), required=False)),
                                    actions.end_entrusted_mediation),
    "set_hearing": Page(f.HearingForm, actions.set_hearing),
    "postpone": Page(f.HearingForm, actions.postpone),
    "notify_hearing": Page(f.dated("told_on", L("Received on"), party=f.party()),
                           actions.notify_hearing),
    "ask_postponement": Page(f.dated("asked_on", L("Asked on"), party=f.party(),
                                     reason=f.long(L("Reason"))), actions.ask_postponement),
    "extend_award_period": Page(f.ExtendAwardForm, actions.extend_award_period),
    "restart_award_period": Page(f.RestartForm, actions.restart_award_period),
    "sue_for_want_of_award": suing("no_award", f.AnyoneSuesForm),
    "arbitration_mediates": Page(f.MediatedForm, actions.mediate),
    "list_items": Page(f.ItemsForm, actions.list_items),
    "award": Page(f.AwardForm, actions.award),
}  # fmt: skip

AFTER_THE_AWARD = {
    "receive_award": Page(f.ReceiptForm, actions.receive_award),
    "worker_sues": suing("award", by_whom=Who.WORKER),
    "employer_sues": suing("award", by_whom=Who.EMPLOYER),
    "worker_sues_final": suing("award", by_whom=Who.WORKER, final=True),
    "ask_revocation": Page(f.dated("asked_on", L("Asked on"), court=f.short(L("Court")),
                                   note=f.long(L("Grounds"), required=False)),
                           actions.ask_revocation),
    "revoke_award": Page(f.dated("decided_on", L("Decided on"),
                                 note=f.long(L("Note"), required=False)),
                         partial(actions.decide_revocation, revoked=True)),
    "uphold_award": Page(f.dated("decided_on", L("Decided on"),
                                 note=f.long(L("Note"), required=False)),
                         partial(actions.decide_revocation, revoked=False)),
    "receive_revocation": Page(f.PartyReceiptForm, actions.receive_revocation),
    "sue_after_revocation": suing("revoked", f.AnyoneSuesForm),
    "take_effect": Page(f.dated("effective_on", L("In force since")), actions.take_effect),
    "lapse": Page(f.EmptyForm, actions.lapse),
}  # fmt: skip

OF_SEVERAL = {
    "some_workers_sue": suing("award", f.SomeSueForm, by_whom=Who.WORKER),
    "take_effect_for_others": Page(f.dated("effective_on", L("In force since")),
                                   actions.take_effect_for_others),
    "ask_enforcement_for_others": Page(f.dated("asked_on", L("Applied on"),
                                               court=f.short(L("Court"))),
                                       actions.ask_enforcement_for_others),
}  # fmt: skip

COURT = {
    "sue_after_refusal": suing("refused", f.AnyoneSuesForm),
    "docket_suit": Page(f.DocketForm, actions.docket),
    "serve_complaint": Page(f.dated("served_on", L("Received on")), actions.serve_complaint),
    "answer_complaint": Page(f.dated("answered_on", L("Answered on")), actions.answer_complaint),
    "extend_suit": Page(f.dated("approved_on", L("Approved on"),
                                months=forms.IntegerField(label=L("By how many months"),
                                                          min_value=1)), actions.extend_suit),
    "decide_suit": Page(f.DecisionForm, actions.decide_suit),
    "receive_judgment": Page(f.PartyReceiptForm, actions.receive_judgment),
    "worker_appeals": Page(f.dated("appealed_on", L("Appealed on"), court=f.short(L("Court"))),
                           partial(actions.appeal, by_whom=Who.WORKER)),
    "employer_appeals": Page(f.dated("appealed_on", L("Appealed on"), court=f.short(L("Court"))),
                             partial(actions.appeal, by_whom=Who.EMPLOYER)),
    "docket_appeal": Page(f.dated("docketed_on", L("Docketed on"),
                                  number=f.short(L("Case number"))), actions.docket_appeal),
    "decide_appeal": Page(f.AppealDecisionForm, actions.decide_appeal),
    "remand": Page(f.dated("remanded_on", L("On"), note=f.long(L("Note"), required=False)),
                   actions.remand),
    "become_final": Page(f.FinalForm, actions.become_final),
}  # fmt: skip

THE_END = {
    "ask_enforcement": Page(f.dated("asked_on", L("Applied on"), court=f.short(L("Court"))),
                            actions.ask_enforcement),
    "refuse_enforcement": Page(f.dated("received_on", L("Ruling received on"),
                                       note=f.long(L("Reason"), required=False)),
                               actions.refuse_enforcement),
    "sue_after_refused_enforcement": suing("enforcement", f.AnyoneSuesForm),
    "perform_award": Page(f.PerformForm, actions.perform),
    "close_referral": Page(f.CloseForm, actions.close),
    "archive_referral": Page(
        type("ArchiveForm", (f.ReferralForm,), {"box": f.short(L("Archive box"))}),
        actions.archive),
    "pause": Page(f.PauseForm, actions.pause),
    "resume": Page(f.dated("resumed_on", L("On")), actions.resume),
    "send": Page(f.SendForm, actions.send),
    "take": Page(f.EmptyForm, actions.take),
}  # fmt: skip

PAGES: dict[str, Page] = {
    **AID,
    **FILING,
    **HEARING,
    **AFTER_THE_AWARD,
    **OF_SEVERAL,
    **COURT,
    **THE_END,
}


# Moves back to where the referral stood.
BACK = {"resume": resume, "take": take}


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def referral_move(request: Request, pk: int, move: str) -> HttpResponse:
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    page = PAGES.get(move)
    if page is None:
        raise Http404
    made = BACK[move](found.stage) if move in BACK else move_of(found, move)
    form = page.form(request.POST or None, referral=found, actor=request.actor)
    rows = f.ItemRows(request.POST or None, prefix="items") if move == "list_items" else None
    if request.method == "POST" and form.is_valid() and (rows is None or rows.is_valid()):
        arguments = form.arguments()
        if rows is not None:
            arguments["items"] = [item for row in rows if (item := row.item())]
        if tried(form, partial(page.act, found, **arguments, by=request.actor)):
            messages.success(request, _("On record: %(act)s.") % {"act": made.label})
            return redirect(found)
    context = {"referral": found, "form": form, "rows": rows, "move": made}
    return render(request, "disputes/referral/move.html", context)
