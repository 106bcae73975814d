"""The referral as a table: machine 10.2 of the reference."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.casework.procedure import Guard, Move
from niudai.disputes import referral_guards as g
from niudai.disputes.models import Referral, Who
from niudai.disputes.models import ReferralStage as S

L = gettext_lazy

ARBITRATION = frozenset({S.ACCEPTED, S.HEARING_SET})
BEFORE_THE_AWARD = ARBITRATION | {S.FILED, S.CORRECTING}
IN_FORCE = frozenset({S.EFFECTIVE, S.JUDGED, S.ARB_MEDIATED})
IN_COURT = frozenset({S.LITIGATING})
WINDOW = frozenset({S.SUE_WINDOW, S.LITIGATING})
OPEN = frozenset(S) - {S.PAUSED, S.TRANSFERRED, S.CLOSED, S.ARCHIVED}

# The usual next step of each stage: the one main button of its page.
ONWARD = frozenset({
    "file", "grant_aid", "complete_correction", "arbitration_accepts", "set_hearing", "award",
    "receive_award", "take_effect", "docket_suit", "decide_suit", "become_final", "decide_appeal",
    "perform_award", "archive_referral", "resume",
})  # fmt: skip


def move(
    name: str, label: str | Promise, sources: set[str] | frozenset[str], target: str | None,
    *guards: Guard, about: str | Promise = "", basis: str = "",
    permission: Permission = Permission.DISPUTE_REFER,
) -> Move:  # fmt: skip
    return Move(
        name, label, frozenset(sources), target, permission, guards, about, basis, name in ONWARD
    )


AID = (
    move("apply_aid", L("Apply for legal aid"), {S.ADVISED}, S.AID_REVIEW,
         about=L("An eligible class or hardship, with its proof."), basis="JS-TU §23"),
    move("grant_aid", L("Grant legal aid"), {S.AID_REVIEW}, S.AID_GRANTED,
         permission=Permission.DISPUTE_AID, basis="JS-TU §23; LAL §43"),
    move("refuse_aid", L("Refuse legal aid"), {S.AID_REVIEW}, S.ADVISED,
         permission=Permission.DISPUTE_AID,
         about=L("With written reasons."), basis="LAL §43"),
    move("assign_lawyer", L("Assign a lawyer"), OPEN - {S.ADVISED, S.AID_REVIEW}, None,
         g.missing_aid, permission=Permission.DISPUTE_AID, basis="LAL §43"),
)  # fmt: skip

FILING = (
    move("file", L("Record: filed with arbitration"), {S.ADVISED, S.AID_GRANTED}, S.FILED,
         g.missing_representatives,
         about=L("The day on the commission's receipt. It ends the limitation period."),
         basis="LMA §27, §28"),
    move("tell_correction", L("Record: papers to be corrected"), {S.FILED}, S.CORRECTING,
         about=L("The commission tells once what is missing."), basis="ARB §29"),
    move("complete_correction", L("Record: papers complete"), {S.CORRECTING}, S.FILED,
         about=L("The period for acceptance begins anew."), basis="ARB §46(2)"),
    move("arbitration_accepts", L("Record: accepted by arbitration"), {S.FILED}, S.ACCEPTED,
         basis="LMA §29; ARB §30"),
    move("arbitration_refuses", L("Record: not accepted by arbitration"), {S.FILED}, S.REFUSED,
         about=L("The worker may sue."), basis="LMA §29; ARB §31"),
    move("arbitration_silent", L("Record: no decision in time"), {S.FILED}, S.REFUSED,
         g.acceptance_still_runs, about=L("The worker may sue."), basis="LMA §29"),
    move("withdraw_application", L("Record: application withdrawn"), BEFORE_THE_AWARD,
         S.WITHDRAWN, basis="LMA §41"),
)  # fmt: skip

HEARING = (
    move("serve", L("Record: application served on the employer"), ARBITRATION, None,
         g.service_recorded, basis="LMA §30; ARB §33"),
    move("post_notice", L("Record: notice posted"), ARBITRATION, None, g.service_recorded,
         about=L("The employer refuses, or has stopped business with many workers concerned."),
         basis="ARB §20"),
    move("deem_served", L("Record: posted notice counts as served"), ARBITRATION, None,
         g.missing_posting, g.posting_still_runs, basis="ARB §20"),
    move("answer", L("Record: the employer answered"), ARBITRATION, None, g.missing_service,
         basis="LMA §30; ARB §33"),
    move("forward_answer", L("Record: answer passed on to the worker"), ARBITRATION, None,
         g.missing_answer, basis="LMA §30"),
    move("form_tribunal", L("Record: tribunal formed"), ARBITRATION, None,
         basis="LMA §32; ARB §37"),
    move("give_combined_notice", L("Record: combined notice"), ARBITRATION, None,
         g.not_collective,
         about=L("Acceptance, tribunal and hearing told in one notice."), basis="ARB §64"),
    move("challenge", L("Record: an arbitrator was challenged"), ARBITRATION, None,
         basis="ARB §11"),
    move("decide_challenge", L("Record: challenge decided"), ARBITRATION, None,
         g.missing_challenge, basis="ARB §11"),
    move("entrust_mediation", L("Record: mediation entrusted"), {S.ACCEPTED}, None,
         about=L("Both sides agree to mediation before the hearing."), basis="ARB §70"),
    move("end_entrusted_mediation", L("Record: entrusted mediation ended"), ARBITRATION, None,
         g.missing_entrustment, about=L("Without an agreement the hearing follows."),
         basis="ARB §70"),
    move("set_hearing", L("Record: hearing set"), {S.ACCEPTED}, S.HEARING_SET,
         basis="LMA §35; ARB §38"),
    move("notify_hearing", L("Record: notice of the hearing received"), {S.HEARING_SET}, None,
         basis="LMA §35; ARB §38"),
    move("ask_postponement", L("Record: postponement asked for"), {S.HEARING_SET}, None,
         about=L("With good reason; the commission decides."), basis="LMA §35; ARB §38"),
    move("postpone", L("Record: hearing moved to another day"), {S.HEARING_SET}, None,
         basis="LMA §35; ARB §38"),
    move("extend_award_period", L("Record: period for the award extended"), ARBITRATION, None,
         g.missing_award_period,
         about=L("With approval and written notice to both sides."), basis="LMA §43; ARB §45"),
    move("restart_award_period", L("Record: period for the award begins anew"), ARBITRATION,
         None, g.missing_award_period, basis="ARB §46"),
    move("sue_for_want_of_award", L("Record: suit, for want of an award in time"), ARBITRATION,
         S.LITIGATING, g.award_period_still_runs, basis="LMA §43"),
    move("arbitration_mediates", L("Record: settled in arbitration"), ARBITRATION,
         S.ARB_MEDIATED, about=L("The mediation award binds like a judgment."),
         basis="LMA §42"),
    move("list_items", L("Enter what the award decides"), {S.HEARING_SET}, None,
         about=L("Item by item; the ceiling of a final award is compared for each."),
         basis="LMA §47; ARB §50; JI1 §19"),
    move("award", L("Confirm the award"), {S.HEARING_SET}, S.AWARDED,
         g.missing_items,
         about=L("What the award itself says prevails; you confirm it."), basis="JI1 §18"),
)  # fmt: skip

AFTER_THE_AWARD = (
    move("receive_award", L("Record: a party received the award"), {S.AWARDED, S.SUE_WINDOW},
         S.SUE_WINDOW, about=L("Each party's own receipt opens its own time."),
         basis="LMA §48–50"),
    move("receive_award", L("Record: a party received the award"), IN_COURT, None,
         basis="LMA §48–50"),
    move("worker_sues", L("Record: the worker sues"), WINDOW, S.LITIGATING,
         g.missing_receipt(False, Who.WORKER), g.already_sued("worker_sues"),
         g.missing_representatives_in_court, basis="LMA §50"),
    move("employer_sues", L("Record: the employer sues"), WINDOW, S.LITIGATING,
         g.missing_receipt(False, Who.EMPLOYER), g.already_sued("employer_sues"),
         basis="LMA §50"),
    move("worker_sues_final", L("Record: the worker sues over the final award"), WINDOW,
         S.LITIGATING, g.missing_receipt(True, Who.WORKER),
         g.already_sued("worker_sues_final"), g.missing_representatives_in_court,
         basis="LMA §48"),
    move("ask_revocation", L("Record: the employer asks for revocation"),
         WINDOW | {S.JUDGED}, S.LITIGATING, g.missing_receipt(True, Who.EMPLOYER),
         g.already_sued("ask_revocation"), g.revocation_suspended,
         about=L("At the intermediate court, on six grounds only."), basis="LMA §49; JI1 §21"),
    move("revoke_award", L("Record: final award revoked"), IN_COURT, S.SUE_WINDOW,
         g.missing_revocation_request, basis="LMA §49"),
    move("uphold_award", L("Record: revocation refused"), IN_COURT, S.EFFECTIVE,
         g.missing_revocation_request, g.suit_still_open, basis="LMA §49"),
    move("receive_revocation", L("Record: a party received the ruling of revocation"),
         WINDOW, None, g.missing_revocation, basis="LMA §49"),
    move("sue_after_revocation", L("Record: suit after the revocation"), {S.SUE_WINDOW},
         S.LITIGATING, g.missing_revocation, basis="LMA §49"),
    move("take_effect", L("Record: the award is in force"), {S.SUE_WINDOW}, S.EFFECTIVE,
         g.windows_open, about=L("Nobody sued in time."), basis="LMA §50"),
    move("lapse", L("Close: nobody sued after the revocation"), {S.SUE_WINDOW}, S.CLOSED,
         g.revocation_not_lapsed, basis="LMA §49"),
)  # fmt: skip

# Some of several workers sue; for the others the award takes effect (JI1 §17).
OF_SEVERAL = (
    move("some_workers_sue", L("Record: some of several workers sue"), WINDOW, S.LITIGATING,
         g.missing_receipt(False, Who.WORKER), g.already_sued("worker_sues"),
         g.missing_representatives_in_court,
         about=L("The time of the others to sue goes on."), basis="LMA §50; JI1 §17"),
    move("take_effect_for_others", L("Record: the award is in force for those who did not sue"),
         IN_COURT | {S.JUDGED}, None, g.nobody_else, g.employer_sued,
         g.already_sued("take_effect_for_others"), g.windows_open, basis="JI1 §17"),
    move("ask_enforcement_for_others",
         L("Record: enforcement applied for by those who did not sue"), IN_COURT | IN_FORCE, None,
         g.not_in_force_for_others, basis="CPL §250; JI1 §17"),
)  # fmt: skip

COURT = (
    move("sue_after_refusal", L("Record: suit, because arbitration did not accept"),
         {S.REFUSED}, S.LITIGATING, g.missing_representatives_in_court, basis="LMA §29"),
    move("docket_suit", L("Record: the court took the case"), IN_COURT, None, g.docketed,
         g.instance_is(1), basis="CPL §126"),
    move("serve_complaint", L("Record: complaint served"), IN_COURT, None, g.not_docketed,
         g.instance_is(1), basis="CPL §128"),
    move("answer_complaint", L("Record: the other side answered in court"), IN_COURT, None,
         g.not_docketed, g.instance_is(1), basis="CPL §128"),
    move("extend_suit", L("Record: the court extended its period"), IN_COURT, None,
         g.not_docketed, g.instance_is(1), basis="CPL §152, §164"),
    move("decide_suit", L("Record: decision of the first instance"), IN_COURT, None,
         g.not_docketed, g.instance_is(1), basis="CPL §152"),
    move("receive_judgment", L("Record: a party received the decision"), IN_COURT, None,
         g.missing_first_decision, about=L("Each party's own receipt opens its own time."),
         basis="CPL §171"),
    move("worker_appeals", L("Record: the worker appeals"), IN_COURT, None,
         g.not_appealable(Who.WORKER), basis="CPL §171"),
    move("employer_appeals", L("Record: the employer appeals"), IN_COURT, None,
         g.not_appealable(Who.EMPLOYER), basis="CPL §171"),
    move("docket_appeal", L("Record: the second instance took the case"), IN_COURT, None,
         g.docketed, g.instance_is(2), basis="CPL §183"),
    move("decide_appeal", L("Record: decision of the second instance"), IN_COURT, S.JUDGED,
         g.instance_is(2), about=L("It is final."), basis="CPL §182, §183"),
    move("remand", L("Record: sent back to the first instance"), IN_COURT, None,
         g.instance_is(2), basis="CPL §177"),
    move("become_final", L("Record: the decision is final"), IN_COURT, S.JUDGED,
         g.appeal_window_open, about=L("Nobody appealed in time, or it was settled or withdrawn."),
         basis="CPL §171"),
)  # fmt: skip

THE_END = (
    move("ask_enforcement", L("Record: enforcement applied for"), IN_FORCE, None,
         g.enforcement_asked, basis="CPL §250"),
    move("refuse_enforcement", L("Record: enforcement refused"), IN_FORCE, None,
         g.missing_enforcement, basis="JI1 §24; CPL §248"),
    move("sue_after_refused_enforcement", L("Record: suit after refused enforcement"), IN_FORCE,
         S.LITIGATING, g.missing_enforcement, basis="JI1 §24"),
    move("perform_award", L("Record full performance"), IN_FORCE, S.CLOSED,
         about=L("With its proof.")),
    move("close_referral", L("Close"), IN_FORCE | {S.ADVISED, S.REFUSED, S.WITHDRAWN}, S.CLOSED,
         about=L("Nothing more is to be done here.")),
    move("archive_referral", L("Archive"), {S.CLOSED}, S.ARCHIVED, g.missing_papers,
         permission=Permission.DISPUTE_ARCHIVE, about=L("With box and retention."),
         basis="ARB §24"),
)  # fmt: skip

PAUSE = move(
    "pause", L("Suspend the proceedings"), OPEN, S.PAUSED,
    about=L("With its cause; the period for the award stands still."), basis="ARB §47",
)  # fmt: skip


def resume(stage: str) -> Move:
    """The case goes on where it stood."""
    return move(
        "resume", L("Go on"), {S.PAUSED}, stage,
        about=L("The period for the award runs on."), basis="ARB §47",
    )  # fmt: skip


SEND = move(
    "send", L("Send to another union"), OPEN | {S.PAUSED}, S.TRANSFERRED,
    permission=Permission.DISPUTE_TRANSFER,
    about=L("Up or down the network. The day of receipt stays."),
)  # fmt: skip


def take(stage: str) -> Move:
    """Acceptance of a transfer: the referral stands at the new union where it stood before."""
    return move("take", L("Take over"), {S.TRANSFERRED}, stage, about=L("You become responsible."))


def give_back(stage: str) -> Move:
    """An unaccepted transfer goes back to its sender."""
    return move(
        "give_back", L("Return to the sender"), {S.TRANSFERRED}, stage,
        permission=Permission.DISPUTE_TRANSFER,
    )  # fmt: skip


MOVES = (*AID, *FILING, *HEARING, *AFTER_THE_AWARD, *OF_SEVERAL, *COURT, *THE_END, PAUSE, SEND)


def moves_of(referral: Referral) -> tuple[Move, ...]:
    """What a page offers: all moves, without those of several workers where there is one."""
    if referral.workers > 1:
        return known(referral)
    return tuple(move for move in known(referral) if move not in OF_SEVERAL)


def known(referral: Referral) -> tuple[Move, ...]:
    """All moves, with the way back from a suspension to where this one stood."""
    if referral.stage != S.PAUSED:
        return MOVES
    return (*MOVES, resume(referral.paused_from))


def move_of(referral: Referral, name: str) -> Move:
    """The move of that name from the present stage; from another stage it will refuse itself."""
    named = [one for one in known(referral) if one.name == name]
    return next((one for one in named if referral.stage in one.sources), named[0])
