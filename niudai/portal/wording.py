"""Stages and clocks in the words of a worker. Days come from the case; no number stands here."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L  # noqa: N812

from niudai.casework.models import Deadline
from niudai.disputes.models import Dispute, Stage
from niudai.rulebook.reckoned import Step
from niudai.rulebook.rules import Unsettled, nearest
from niudai.rulebook.wording import amount_words

LIMITS = frozenset({"ARB-LIMIT", "ARB-LIMIT-WAGE"})

STAGES: dict[str, tuple[str | Promise, str | Promise]] = {
    Stage.REGISTERED: (L("We have your application"), L("We check it and ask the employer whether it agrees to mediation.")),
    Stage.TRANSFERRED: (L("On its way to another body"), L("Another mediation body is taking your case over. Nothing is lost, and no period begins anew.")),
    Stage.DECLINED: (L("Not accepted"), L("There will be no mediation here. You have a written notice with the reason; arbitration stays open to you.")),
    Stage.ACCEPTED: (L("Accepted"), L("Both sides agree to mediation. A mediator is being chosen.")),
    Stage.ASSIGNED: (L("You have a mediator"), L("The mediator will propose a day to sit down together.")),
    Stage.MEDIATING: (L("In mediation"), L("Both sides are talking with the help of the mediator.")),
    Stage.AGREED: (L("You have an agreement"), L("Both sides have signed. What was promised must be done by the days below.")),
    Stage.FAILED: (L("No agreement"), L("You may go to arbitration. The last day stands below.")),
    Stage.WITHDRAWN: (L("You have withdrawn"), L("Arbitration stays open to you until the last day.")),
    Stage.REVIEWING: (L("With the arbitration commission"), L("It decides whether the agreement can be enforced.")),
    Stage.CONFIRMING: (L("With the court"), L("It decides whether the agreement can be enforced.")),
    Stage.ENFORCEABLE: (L("The agreement can be enforced"), L("If the employer does not keep it, the court can make it.")),
    Stage.PERFORMED: (L("Done"), L("We recorded that everything promised was done. If not, tell us.")),
    Stage.DEFAULTED: (L("The employer did not keep the agreement"), L("You may ask for a payment order or go to arbitration or court.")),
    Stage.REFERRED: (L("Handed on"), L("Arbitration or court has it now. The union stays at your side.")),
    Stage.CLOSED: (L("Closed"), L("Nothing more is to be done here.")),
    Stage.ARCHIVED: (L("Closed"), L("The file is kept in the archive.")),
}  # fmt: skip

CLOCKS: dict[str, str | Promise] = {
    "MED-ACCEPT": L("We tell you whether the case is accepted"),
    "MED-END-ACC": L("Mediation ends, unless both sides want more time"),
    "MED-END-RCPT": L("After this day you need not wait for mediation any more"),
    "ARB-LIMIT": L("Last day to apply for arbitration"),
    "ARB-LIMIT-WAGE": L("Last day to apply for arbitration for wages"),
    "MED-REVIEW-APPLY": L("Both sides may ask the arbitration commission to make it enforceable"),
    "MED-CONFIRM-APPLY": L("Both sides may ask the court to confirm the agreement"),
    "MED-REVIEW-DECIDE": L("The arbitration commission decides"),
    "MED-CONFIRM-ACCEPT": L("The court says whether it takes the request"),
    "MED-CONFIRM-DECIDE": L("The court decides"),
    "PAY-ORDER-ANSWER": L("The court answers the request for a payment order"),
    "PAY-ORDER-ISSUE": L("The court issues the payment order"),
    "PAY-ORDER-DEBTOR": L("The employer pays or objects"),
    "ENF-APPLY": L("Last day to ask the court for enforcement"),
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
    return STAGES[dispute.stage]


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
