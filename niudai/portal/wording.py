"""Stages and clocks in the words of a worker. Days come from the case; no number stands here."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niudai.casework.models import Deadline
from niudai.disputes.models import Dispute, Stage
from niudai.rulebook.reckoned import Step
from niudai.rulebook.rules import Unsettled, nearest
from niudai.rulebook.wording import amount_words

LIMITS = frozenset({"ARB-LIMIT", "ARB-LIMIT-WAGE"})

STAGES: dict[str, tuple[str | Promise, str | Promise]] = {
    Stage.REGISTERED: (gettext_lazy("We have your application"), gettext_lazy("We check it and ask the employer whether it agrees to mediation.")),
    Stage.TRANSFERRED: (gettext_lazy("On its way to another body"), gettext_lazy("Another mediation body is taking your case over. Nothing is lost, and no period begins anew.")),
    Stage.DECLINED: (gettext_lazy("We could not accept it"), gettext_lazy("There will be no mediation here. You have a written notice with the reason. A labour dispute may go to arbitration.")),
    Stage.ACCEPTED: (gettext_lazy("Accepted"), gettext_lazy("Both sides agree to mediation. A mediator is being chosen.")),
    Stage.ASSIGNED: (gettext_lazy("You have a mediator"), gettext_lazy("The mediator will propose a day to sit down together.")),
    Stage.MEDIATING: (gettext_lazy("In mediation"), gettext_lazy("Both sides are talking with the help of the mediator.")),
    Stage.AGREED: (gettext_lazy("You have an agreement"), gettext_lazy("Both sides have signed. What was promised must be done by the days below.")),
    Stage.FAILED: (gettext_lazy("No agreement"), gettext_lazy("You may go to arbitration. Where a last day is known, it stands below.")),
    Stage.WITHDRAWN: (gettext_lazy("You have withdrawn"), gettext_lazy("Arbitration stays open to you until the last day.")),
    Stage.REVIEWING: (gettext_lazy("With the arbitration commission"), gettext_lazy("It decides whether the agreement can be enforced.")),
    Stage.CONFIRMING: (gettext_lazy("With the court"), gettext_lazy("It decides whether the agreement can be enforced.")),
    Stage.ENFORCEABLE: (gettext_lazy("The agreement can be enforced"), gettext_lazy("If the employer does not keep it, the court can make it.")),
    Stage.PERFORMED: (gettext_lazy("All was done"), gettext_lazy("We recorded that everything promised was done. If not, tell us.")),
    Stage.DEFAULTED: (gettext_lazy("The employer did not keep the agreement"), gettext_lazy("You may ask for a payment order or go to arbitration or court.")),
    Stage.REFERRED: (gettext_lazy("Handed on"), gettext_lazy("Arbitration or court has it now. The union stays at your side.")),
    Stage.CLOSED: (gettext_lazy("Closed"), gettext_lazy("Nothing more is to be done here.")),
    Stage.ARCHIVED: (gettext_lazy("Closed"), gettext_lazy("The file is kept in the archive.")),
}  # fmt: skip

CLOCKS: dict[str, str | Promise] = {
    "MED-ACCEPT": gettext_lazy("We tell you whether the case is accepted"),
    "MED-END-ACC": gettext_lazy("Mediation ends, unless both sides want more time"),
    "MED-END-RCPT": gettext_lazy("After this day you need not wait for mediation any more"),
    "ARB-LIMIT": gettext_lazy("Last day to apply for arbitration"),
    "ARB-LIMIT-WAGE": gettext_lazy("Last day to apply for arbitration for wages"),
    "MED-REVIEW-APPLY": gettext_lazy(
        "Both sides may ask the arbitration commission to make it enforceable"
    ),
    "MED-CONFIRM-APPLY": gettext_lazy("Both sides may ask the court to confirm the agreement"),
    "MED-REVIEW-DECIDE": gettext_lazy("The arbitration commission decides"),
    "MED-CONFIRM-ACCEPT": gettext_lazy("The court says whether it takes the request"),
    "MED-CONFIRM-DECIDE": gettext_lazy("The court decides"),
    "PAY-ORDER-ANSWER": gettext_lazy("The court answers the request for a payment order"),
    "PAY-ORDER-ISSUE": gettext_lazy("The court issues the payment order"),
    "PAY-ORDER-DEBTOR": gettext_lazy("The employer pays or objects"),
    "ENF-APPLY": gettext_lazy("Last day to ask the court for enforcement"),
}


@dataclass(frozen=True, slots=True)
class PlainClock:
    """A running period as a worker reads it."""

    what: str | Promise
    deadline: Deadline
    steps: tuple[Step, ...]

    @property
    def is_limit(self) -> bool:
        return self.deadline.rule_id in LIMITS

    @property
    def consequence(self) -> str:
        return self.deadline.rule.consequence


def clocks(dispute: Dispute) -> list[PlainClock]:
    """The open clocks of a case, by their end, each with its steps."""
    return [
        PlainClock(
            CLOCKS.get(running.rule_id, running.rule.title),
            running,
            tuple(running.reckoning().steps),
        )
        for running in dispute.item.deadlines.open().order_by("legal_end")
    ]


def stage_words(dispute: Dispute) -> tuple[str | Promise, str | Promise]:
    title, then = STAGES[dispute.stage]
    if dispute.stage == Stage.DEFAULTED and dispute.agreement.enforceable_by:
        return title, _("You may ask the court to enforce it.")
    return title, then


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: by a day that runs, or within a period that has not begun."""

    what: str
    by: date | None = None
    within: str = ""


def next_steps(dispute: Dispute) -> list[NextStep]:
    """From a new case to its end: the day we must answer by, the length of what follows."""
    answer = dispute.item.deadlines.open().filter(rule_id="MED-ACCEPT").first()
    steps = [
        NextStep(
            _("We tell you whether the case is accepted. The employer is asked too."),
            by=answer.legal_end if answer else None,
        )
    ]
    try:
        mediation = nearest("MED-END-ACC", on=timezone.localdate(), place=dispute.place)
    except Unsettled:
        return steps
    if mediation.amount and mediation.unit:
        within = _("Within %(period)s of acceptance") % {
            "period": amount_words(mediation.amount, mediation.unit)
        }
        steps.append(NextStep(_("Both sides sit down with a mediator."), within=within))
    return steps
