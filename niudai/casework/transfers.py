"""From one body to another: the receipt date travels with the case, and somebody must accept it."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.casework.models import Case, Transfer
from niudai.casework.moves import advance, hold, locked, show
from niudai.casework.procedure import Move
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest

C = TypeVar("C", bound=Case)

ACCEPT_WITHIN = "TRANSFER-ACCEPT"


@transaction.atomic
def send(case: C, move: Move, *, to: Organisation, reason: str, by: Actor) -> C:
    """Send a case to another body. It stays the sender's until it is accepted."""
    case = locked(case)
    if to == case.organisation:
        raise Refused(_("The case is already with this body."))
    today = timezone.localdate()
    due = reckon(nearest(ACCEPT_WITHIN, on=today, place=case.place), today, work_calendar())
    before = case.stage
    case = advance(case, move, by=by, note=reason, to=str(to))
    Transfer.objects.create(
        item=case.item,
        from_organisation=case.organisation,
        to_organisation=to,
        reason=reason,
        sent_on=today,
        sent_by=by.name,
        due_on=due.legal_end,
        previous_holder=case.holder,
        previous_stage=before,
    )
    return case


@transaction.atomic
def accept(case: C, *, stage: str, by: Actor, move: Callable[[str], Move]) -> C:
    """Take over a case sent to the actor's place; whoever accepts it is named."""
    case = locked(case)
    transfer = case.item.transfers.arriving_at(by).first()
    if transfer is None:
        raise Refused(_("This case was not sent to you, or is no longer on its way."))
    transfer.accepted_on, transfer.accepted_by = timezone.localdate(), by.name
    transfer.save(update_fields=["accepted_on", "accepted_by"])
    case.organisation = transfer.to_organisation
    case.save(update_fields=["organisation"])
    case = advance(case, move(stage), by=by, sent_by=transfer.sent_by, sent_on=transfer.sent_on)
    return hold(case, None, by=by)


@transaction.atomic
def give_back(transfer: Transfer, *, today: date, move: Callable[[str], Move]) -> bool:
    """Return a case nobody accepted in time. False when somebody was quicker."""
    waiting = Transfer.objects.waiting().filter(pk=transfer.pk, due_on__lt=today)
    if not waiting.update(returned_on=today):
        return False
    model = apps.get_model(transfer.item.kind)
    case = locked(model._default_manager.get(pk=transfer.item.case_id))
    advance(case, move(transfer.previous_stage), by=CLOCK, to=str(transfer.from_organisation))
    show(case)
    return True
