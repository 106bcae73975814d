"""After the decision: papers that follow, things given, receipts, money asked back, outcomes."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.aid import notices
from niudai.assistance.aid.actions.checking import in_the_chain
from niudai.assistance.aid.models import AidApplication, Outcome
from niudai.assistance.aid.procedure import (
    COMPLETE_PAPERS,
    CONFIRM,
    FIND_FALSE,
    GIVE,
    GIVE_UP,
    RECOVER,
)
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, timely
from niudai.funds import actions as money
from niudai.funds.models import LineStage
from niudai.funds.numbering import said
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer


@transaction.atomic
def complete_papers(case: AidApplication, *, note: str = "", by: Actor) -> AidApplication:
    """What was given at once is proved now; its period ends."""
    case = advance(locked(case), COMPLETE_PAPERS, by=by, note=note)
    case.papers_complete_on = timezone.localdate()
    case.save(update_fields=["papers_complete_on"])
    return case


@transaction.atomic
def give(
    case: AidApplication, *, signed_by: str, on: date | None = None, by: Actor
) -> AidApplication:
    """A service, or a grass-roots union's own money: signed for by the recipient."""
    case = locked(case)
    case.signed_by = signed_by.strip()
    GIVE.check(case, by=by)
    case.save(update_fields=["signed_by"])
    case = advance(case, GIVE, by=by, on=timely(case, on))
    if case.lacks_papers:
        notices.papers_due(case)
    return case


@transaction.atomic
def confirm(case: AidApplication, *, how: str, on: date | None = None, by: Actor) -> AidApplication:
    """The recipient has it: the case is closed."""
    case = locked(case)
    CONFIRM.check(case, by=by)
    case.received_how = said(how, _("Say how the receipt was confirmed."))
    case.closed_on = timely(case, on)
    case.save(update_fields=["received_how", "closed_on"])
    return advance(case, CONFIRM, by=by, on=case.closed_on)


@transaction.atomic
def give_up(case: AidApplication, *, reason: str, by: Actor) -> AidApplication:
    """Withdraw what was approved and not yet paid; the money is free again."""
    case = locked(case)
    GIVE_UP.check(case, by=by)
    case.reason = said(reason)
    case.save(update_fields=["reason"])
    in_the_chain(case, GIVE_UP, reason, by=by)
    if case.line is not None and case.line.stage == LineStage.COMMITTED:
        money.release(case.line, reason=case.reference, by=by)  # the case follows it
        case.refresh_from_db()
        record("aid.give_up", case, by=by)
        return case
    return advance(case, GIVE_UP, by=by)


@transaction.atomic
def find_false(case: AidApplication, *, finding: str, document: str, by: Actor) -> AidApplication:
    """Ask the money back: the audit found that it was not true."""
    case = locked(case)
    case.finding, case.finding_document = finding.strip(), document.strip()
    FIND_FALSE.check(case, by=by)
    case.save(update_fields=["finding", "finding_document"])
    return advance(case, FIND_FALSE, by=by, document=case.finding_document)


@transaction.atomic
def recover(case: AidApplication, *, document: str, by: Actor) -> AidApplication:
    """What was given without a payment of ours came back; a payment's return finance enters."""
    case = locked(case)
    RECOVER.check(case, by=by)
    document = said(document, _("Give the document number."))
    return advance(case, RECOVER, by=by, document=document)


@transaction.atomic
def add_outcome(
    case: AidApplication,
    *,
    what: str,
    on: date,
    employer: Employer | None = None,
    detail: str = "",
    pay_fen: int | None = None,
    by: Actor,
) -> Outcome:
    """What training, a job or a referral has led to."""
    case = locked(case)
    by.must(Permission.AID_HANDLE, at=case.organisation.path)
    if what in {Outcome.What.EMPLOYED, Outcome.What.STILL} and not (employer or detail.strip()):
        raise Refused(_("Say where the work is."))
    outcome = Outcome.objects.create(
        application=case, what=what, on=timely(case, on), employer=employer,
        detail=detail.strip(), pay_fen=pay_fen or None, entered_by=by.name,
    )  # fmt: skip
    record("aid.outcome", case, by=by, what=what, on=outcome.on, employer=str(employer or ""))
    return outcome
