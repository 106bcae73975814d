"""The mediation case as a table: machine 10.1 of the reference.

A guard answers with the sentence that says what is missing, or with nothing.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.access.permissions import Permission
from niudai.casework.procedure import Move
from niudai.disputes.models import Dispute, Mediator, Party, Stage
from niudai.rulebook.evaluation import evaluate

OPEN = frozenset({Stage.ACCEPTED, Stage.ASSIGNED, Stage.MEDIATING})

# --- what may be missing ------------------------------------------------------------------


def missing_scope(dispute: Dispute) -> str | None:
    if dispute.in_scope is None:
        return _("Decide first whether this is a labour dispute.")
    return None if dispute.in_scope else _("This is not a labour dispute: it cannot be accepted.")


def still_in_scope(dispute: Dispute) -> str | None:
    if dispute.in_scope is False:
        return None
    return _("Record first that this is not a labour dispute, with the reason.")


def missing_consents(dispute: Dispute) -> str | None:
    """Both sides must want mediation (ENT §22)."""
    missing = [side for side in Party.Side if last_consent(dispute, side) is not True]
    if not missing:
        return None
    if Party.Side.APPLICANT in missing and Party.Side.RESPONDENT in missing:
        return _("Neither side has agreed to mediation yet.")
    if Party.Side.APPLICANT in missing:
        return _("The applicant has not agreed to mediation yet.")
    return _("The employer has not agreed to mediation yet.")


def missing_refusal(dispute: Dispute) -> str | None:
    refused = any(last_consent(dispute, side) is False for side in Party.Side)
    return None if refused else _("No side has refused mediation.")


def last_consent(dispute: Dispute, side: str) -> bool | None:
    """The last word of a side: yes, no, or not asked yet."""
    said = [consent.given for consent in dispute.consents.all() if consent.side == side]
    return said[-1] if said else None


def missing_representatives(dispute: Dispute) -> str | None:
    """A collective dispute speaks through its representatives (ARB §63)."""
    if not dispute.collective:
        return None
    count = dispute.parties.filter(side="applicant", is_representative=True).count()
    answer = evaluate(
        "COL-REPS-ARB",
        {"representatives": count},
        on=dispute.received_on,
        place=dispute.place,
    )
    return None if answer.holds else " ".join(answer.explanation)


def missing_mediator(dispute: Dispute) -> str | None:
    if dispute.mediator is None:
        return _("Choose a mediator from the register first.")
    return unfit(dispute.mediator, dispute)


def unfit(mediator: Mediator, dispute: Dispute) -> str | None:
    """Why this mediator may not take this case: not on the register, or too close to a side."""
    today = timezone.localdate()
    if not Mediator.objects.active(today).filter(pk=mediator.pk).exists():
        return _("%(name)s is not active on the register today.") % {"name": mediator.name}
    return too_close(mediator, dispute)


def too_close(mediator: Mediator, dispute: Dispute) -> str | None:
    """Why this mediator is too close to a side, from what is already loaded."""
    for party in dispute.parties.all():
        if party.name == mediator.name:
            return _("%(name)s bears the name of a party: check who this is first.") % {
                "name": mediator.name
            }
        if party.is_employer and mediator.unit and mediator.unit == party.name:
            if dispute.body and dispute.body.kind == "enterprise":
                continue  # its committee has members of both sides by law (ENT §15)
            return _("%(name)s works for the employer in this dispute.") % {"name": mediator.name}
    return None


def missing_meeting(dispute: Dispute) -> str | None:
    held = any(meeting.held_on for meeting in dispute.meetings.all())
    return None if held else _("Record a meeting with its minutes first.")


def missing_agreement(dispute: Dispute) -> str | None:
    """Request, result, day and manner of performance must be there (ENT §26)."""
    agreement = getattr(dispute, "agreement", None)
    if agreement is None:
        return _("Write the agreement first: result, day and manner of performance.")
    if not agreement.items.exists():
        return _("The agreement says nothing that is to be done by a day.")
    return None


def missing_signatures(dispute: Dispute) -> str | None:
    agreement = getattr(dispute, "agreement", None)
    if agreement is None:
        return None
    names = {
        "applicant_signed_on": _("the applicant's signature"),
        "respondent_signed_on": _("the employer's signature"),
        "mediator_signed_on": _("the mediator's signature"),
        "stamped_on": _("the body's stamp"),
    }
    missing = [name for field, name in names.items() if getattr(agreement, field) is None]
    return _("Still missing: %(list)s.") % {"list": _(", ").join(missing)} if missing else None


def missing_originals(dispute: Dispute) -> str | None:
    agreement = getattr(dispute, "agreement", None)
    if agreement is None:
        return None
    answer = evaluate(
        "MED-ORIGINALS", {"originals": agreement.originals}, on=dispute.received_on,
        place=dispute.place,
    )  # fmt: skip
    return None if answer.holds else " ".join(answer.explanation)


def period_still_runs(dispute: Dispute) -> str | None:
    running = dispute.item.deadlines.open().filter(rule_id="MED-END-ACC").first()
    if running is None or running.paused_on or not running.decides:
        return _("No mediation period has run out.")
    if running.legal_end >= timezone.localdate():
        return _("The mediation period runs until %(day)s.") % {"day": running.legal_end}
    return None


def relationship_clause(dispute: Dispute) -> str | None:
    if dispute.reviewable:
        return None
    return _("Not offered: the agreement confirms an employment relationship (ARB §75).")


def not_only_payments(dispute: Dispute) -> str | None:
    return (
        None if dispute.confirmable else _("Not offered: the agreement is not only about payments.")
    )


def window_over(dispute: Dispute, rule: str, *, on: date) -> str | None:
    """Both sides applied too late: the day they applied counts, not the day it is recorded."""
    window = dispute.item.deadlines.filter(rule_id=rule).last()
    if window is None or on <= window.legal_end:
        return None
    return _("The window closed on %(day)s.") % {"day": window.legal_end}


def unperformed(dispute: Dispute) -> str | None:
    agreement = getattr(dispute, "agreement", None)
    open_items = agreement.items.filter(performed_on=None).count() if agreement else 0
    if agreement and not open_items:
        return None
    return _("%(count)d promises are not yet recorded as performed.") % {"count": open_items}


def nothing_due(dispute: Dispute) -> str | None:
    today = timezone.localdate()
    agreement = getattr(dispute, "agreement", None)
    if agreement and agreement.items.filter(performed_on=None, due_on__lt=today).exists():
        return None
    return _("Nothing is past its agreed day.")


def nothing_to_pay(dispute: Dispute) -> str | None:
    """A payment order is for money: wages, injury costs, severance, damages (LMA §16)."""
    agreement = getattr(dispute, "agreement", None)
    owed = agreement.items.filter(performed_on=None, amount_fen__gt=0) if agreement else None
    if owed is not None and owed.exists():
        return None
    return _("Not offered: no money is owed under the agreement (LMA §16).")


def missing_referral_consent(dispute: Dispute) -> str | None:
    if dispute.referral_consent_on:
        return None
    return _("The worker must agree first that the summary is passed on.")


def missing_papers(dispute: Dispute) -> str | None:
    """What an archive must hold: register, minutes, agreement, follow-up (ENT §32)."""
    missing = []
    if dispute.accepted_on and dispute.mediator and not dispute.meetings.exclude(held_on=None):
        missing.append(_("minutes of a meeting"))
    kinds = set(dispute.item.attachments.values_list("kind", flat=True))
    if hasattr(dispute, "agreement") and "agreement" not in kinds:
        missing.append(_("the signed agreement"))
    if not missing:
        return None
    return _("The file still lacks: %(list)s.") % {"list": _(", ").join(missing)}


# --- the table ----------------------------------------------------------------------------

L = gettext_lazy

ACCEPT = Move(
    "accept", L("Accept"), frozenset({Stage.REGISTERED}), Stage.ACCEPTED,
    Permission.DISPUTE_ACCEPT,
    (missing_scope, missing_consents, missing_representatives),
    L("In scope, and both sides agree to mediation."), "ENT §22",
    onward=True,
)  # fmt: skip
DECLINE = Move(
    "decline", L("Decline: not a labour dispute"), frozenset({Stage.REGISTERED}), Stage.DECLINED,
    Permission.DISPUTE_ACCEPT, (still_in_scope,),
    L("The applicant is told in writing, and where to go instead."), "ENT §22",
)  # fmt: skip
REFUSE = Move(
    "refuse", L("Record that a side refuses mediation"), frozenset({Stage.REGISTERED}),
    Stage.DECLINED, Permission.DISPUTE_ACCEPT, (missing_refusal,),
    L("Written notice; the limitation period begins anew."), "ENT §22, §31",
)  # fmt: skip
SEND = Move(
    "send", L("Send to another body"), frozenset({Stage.REGISTERED}), Stage.TRANSFERRED,
    Permission.DISPUTE_TRANSFER, (),
    L("Up or down the network. The day of receipt stays."),
)  # fmt: skip


def take(stage: str) -> Move:
    """Acceptance of a transfer: the case stands at the new body where it stood before."""
    return Move(
        "take", L("Take over"), frozenset({Stage.TRANSFERRED}), stage,
        Permission.DISPUTE_ACCEPT, (), L("You become the body responsible."),
    )  # fmt: skip


def give_back(stage: str) -> Move:
    """An unaccepted transfer goes back to its sender."""
    return Move(
        "give_back", L("Return to the sender"), frozenset({Stage.TRANSFERRED}), stage,
        Permission.DISPUTE_TRANSFER,
    )  # fmt: skip


ASSIGN = Move(
    "assign", L("Assign a mediator"), frozenset({Stage.ACCEPTED}), Stage.ASSIGNED,
    Permission.DISPUTE_ASSIGN, (), L("From the register, without a conflict of interest."),
    onward=True, asks=(missing_mediator,),
)  # fmt: skip
REASSIGN = Move(
    "reassign", L("Change the mediator"), frozenset({Stage.ASSIGNED, Stage.MEDIATING}), None,
    Permission.DISPUTE_ASSIGN, (), L("With the reason; the case goes on."),
    asks=(missing_mediator,),
)  # fmt: skip
PLAN = Move(
    "plan", L("Propose a meeting"), frozenset({Stage.ASSIGNED, Stage.MEDIATING}), None,
    Permission.DISPUTE_MEDIATE, (), L("Both sides are asked whether they can come."),
)  # fmt: skip
MEET = Move(
    "meet", L("Record a meeting"), frozenset({Stage.ASSIGNED, Stage.MEDIATING}), Stage.MEDIATING,
    Permission.DISPUTE_MEDIATE, (), L("Who came, and the minutes."),
    onward=True, asks=(missing_meeting,),
)  # fmt: skip
EXTEND = Move(
    "extend", L("Extend the mediation period"), OPEN, None, Permission.DISPUTE_MEDIATE, (),
    L("Only if both sides agree in writing before it ends."), "ENT §29",
)  # fmt: skip
AGREE = Move(
    "agree", L("Record the agreement"), frozenset({Stage.MEDIATING}), Stage.AGREED,
    Permission.DISPUTE_MEDIATE, (missing_agreement,),
    L("In force with the last signature or stamp."), "ENT §26; LMA §14",
    onward=True, asks=(missing_signatures, missing_originals),
)  # fmt: skip
FAIL = Move(
    "fail", L("Record that mediation failed"), frozenset({Stage.MEDIATING}), Stage.FAILED,
    Permission.DISPUTE_MEDIATE, (missing_meeting,),
    L("With the written notice of the right to arbitration."), "ENT §30",
)  # fmt: skip
TIME_OUT = Move(
    "time_out", L("Record that the period ran out"), OPEN, Stage.FAILED,
    Permission.DISPUTE_MEDIATE, (period_still_runs,),
    L("Counts as failed mediation."), "ENT §29",
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", L("Record a withdrawal"), OPEN | {Stage.REGISTERED}, Stage.WITHDRAWN,
    Permission.DISPUTE_MEDIATE, (), L("At the applicant's wish. Arbitration stays open."),
)  # fmt: skip
PARTY_WITHDRAW = Move(
    "withdraw", L("Withdraw my application"), OPEN | {Stage.REGISTERED}, Stage.WITHDRAWN,
    Permission.PARTY_WITHDRAW,
)  # fmt: skip
ASK_REVIEW = Move(
    "ask_review", L("Apply for arbitration review"), frozenset({Stage.AGREED}), Stage.REVIEWING,
    Permission.DISPUTE_MEDIATE, (relationship_clause,),
    L("Both sides together, while the window is open."), "ARB §74; ENT §27",
)  # fmt: skip
GRANT_REVIEW = Move(
    "grant_review", L("Record: mediation award granted"), frozenset({Stage.REVIEWING}),
    Stage.ENFORCEABLE, Permission.DISPUTE_MEDIATE, (), "", "ARB §76",
    onward=True,
)  # fmt: skip
REFUSE_REVIEW = Move(
    "refuse_review", L("Record: review refused"), frozenset({Stage.REVIEWING}), Stage.AGREED,
    Permission.DISPUTE_MEDIATE, (), "", "ARB §75",
)  # fmt: skip
ASK_CONFIRMATION = Move(
    "ask_confirmation", L("Apply for judicial confirmation"), frozenset({Stage.AGREED}),
    Stage.CONFIRMING, Permission.DISPUTE_MEDIATE, (not_only_payments,),
    L("Both sides together, at the basic court, while the window is open."), "CPL §205; PML §33",
)  # fmt: skip
CONFIRMATION_ACCEPTED = Move(
    "confirmation_accepted", L("Record: the court took the request"),
    frozenset({Stage.CONFIRMING}), None, Permission.DISPUTE_MEDIATE, (), "", "JCF §4",
)  # fmt: skip
GRANT_CONFIRMATION = Move(
    "grant_confirmation", L("Record: confirmation granted"), frozenset({Stage.CONFIRMING}),
    Stage.ENFORCEABLE, Permission.DISPUTE_MEDIATE, (), "", "JCF §5",
    onward=True,
)  # fmt: skip
REFUSE_CONFIRMATION = Move(
    "refuse_confirmation", L("Record: confirmation refused"), frozenset({Stage.CONFIRMING}),
    Stage.AGREED, Permission.DISPUTE_MEDIATE, (), "", "JCF §5",
)  # fmt: skip
PERFORM = Move(
    "perform", L("Record full performance"),
    frozenset({Stage.AGREED, Stage.ENFORCEABLE, Stage.DEFAULTED}), Stage.PERFORMED,
    Permission.DISPUTE_MEDIATE, (unperformed,), L("Every promise with its proof."),
    onward=True,
)  # fmt: skip
DEFAULT = Move(
    "default", L("Record non-performance"), frozenset({Stage.AGREED, Stage.ENFORCEABLE}),
    Stage.DEFAULTED, Permission.DISPUTE_MEDIATE, (nothing_due,),
    L("The limitation period begins anew; payment order, arbitration or court."), "LMA §15, §16",
)  # fmt: skip
ASK_PAYMENT_ORDER = Move(
    "ask_payment_order", L("Record: payment order applied for"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (nothing_to_pay,), "", "LMA §16",
)  # fmt: skip
PAYMENT_ORDER_ACCEPTED = Move(
    "payment_order_accepted", L("Record: payment order request accepted"),
    frozenset({Stage.DEFAULTED}), None, Permission.DISPUTE_MEDIATE, (), "", "CPL §226",
)  # fmt: skip
PAYMENT_ORDER_SERVED = Move(
    "payment_order_served", L("Record: payment order served"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (), "", "CPL §227",
)  # fmt: skip
PAYMENT_ORDER_REFUSED = Move(
    "payment_order_refused", L("Record: payment order refused"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (), "", "CPL §227",
)  # fmt: skip
PAYMENT_ORDER_OBJECTED = Move(
    "payment_order_objected", L("Record: the debtor objected"), frozenset({Stage.DEFAULTED}),
    None, Permission.DISPUTE_MEDIATE, (), L("The order ends; the worker may sue at once."),
    "CPL §228; JI1 §13",
)  # fmt: skip
REFER = Move(
    "refer", L("Refer to arbitration or court"),
    frozenset({Stage.FAILED, Stage.DECLINED, Stage.DEFAULTED}), Stage.REFERRED,
    Permission.DISPUTE_REFER, (missing_referral_consent,),
    L("Opens a referral with its own clocks. Only a summary is passed on."),
    onward=True,
)  # fmt: skip
CLOSE = Move(
    "close", L("Close"),
    frozenset({Stage.PERFORMED, Stage.FAILED, Stage.DECLINED, Stage.WITHDRAWN, Stage.REFERRED,
               Stage.DEFAULTED}),
    Stage.CLOSED, Permission.DISPUTE_ACCEPT, (), L("Nothing more is to be done here."),
    onward=True,
)  # fmt: skip
ARCHIVE = Move(
    "archive", L("Archive"), frozenset({Stage.CLOSED}), Stage.ARCHIVED,
    Permission.DISPUTE_ARCHIVE, (missing_papers,), L("With box and retention."), "ARB §24; ENT §32",
    onward=True,
)  # fmt: skip

MOVES = (
    ACCEPT, DECLINE, REFUSE, SEND, ASSIGN, REASSIGN, PLAN, MEET, EXTEND, AGREE, FAIL, TIME_OUT,
    WITHDRAW, ASK_REVIEW, GRANT_REVIEW, REFUSE_REVIEW, ASK_CONFIRMATION, CONFIRMATION_ACCEPTED,
    GRANT_CONFIRMATION, REFUSE_CONFIRMATION, PERFORM, DEFAULT, ASK_PAYMENT_ORDER,
    PAYMENT_ORDER_ACCEPTED, PAYMENT_ORDER_SERVED, PAYMENT_ORDER_REFUSED, PAYMENT_ORDER_OBJECTED,
    REFER, CLOSE, ARCHIVE,
)  # fmt: skip
