"""The decision, and in the same transaction the binding of the money."""

import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.aid import notices
from niudai.assistance.aid.actions.checking import in_the_chain
from niudai.assistance.aid.actions.taking import written
from niudai.assistance.aid.caps import ceiling, urgent_limit
from niudai.assistance.aid.kinds import BASE, item_of
from niudai.assistance.aid.means import fitting
from niudai.assistance.aid.models import ORIGIN, AidApplication
from niudai.assistance.aid.procedure import APPROVE, APPROVE_URGENTLY
from niudai.assistance.aid.separation import refuse_same_person
from niudai.assistance.hardship.models import HardshipFile
from niudai.casework.moves import advance, locked
from niudai.casework.procedure import Move
from niudai.funds import actions as money
from niudai.funds.models import Source
from niudai.funds.payable import Payable
from niudai.kernel.refused import Refused


@transaction.atomic
def approve(
    case: AidApplication,
    *,
    approved_fen: int,
    level: str,
    document: str = "",
    post: str = "",
    source: Source | None = None,
    note: str = "",
    by: Actor,
) -> AidApplication:
    """Decide the amount and bind it in a source that fits, or nothing of both."""
    case = locked(case)
    refuse_same_person(case, "approve", by=by)
    put_decision(case, approved_fen, level, document, post, source, by=by)
    APPROVE.check(case, by=by)
    case.most = ceiling(case, amount_fen=approved_fen).as_data
    return decided(case, APPROVE, note, by=by)


@transaction.atomic
def approve_urgently(
    case: AidApplication,
    *,
    approved_fen: int,
    oral: str,
    level: str = "centre",
    document: str = "",
    post: str = "",
    source: Source | None = None,
    note: str = "",
    by: Actor,
) -> AidApplication:
    """Pay first on a word that is written down; the papers are due afterwards."""
    case = locked(case)
    put_decision(case, approved_fen, level, document, post, source, by=by)
    case.urgent, case.oral = True, oral.strip()
    APPROVE_URGENTLY.check(case, by=by)
    case.most = urgent_limit(case, amount_fen=approved_fen).as_data
    return decided(case, APPROVE_URGENTLY, note or oral, by=by)


def put_decision(
    case: AidApplication,
    approved_fen: int,
    level: str,
    document: str,
    post: str,
    source: Source | None,
    *,
    by: Actor,
) -> None:
    today = timezone.localdate()
    case.approved_fen, case.level, case.document = approved_fen, level, document.strip()
    case.approver_post = post.strip() or (str(by.role.label) if by.role else "")
    case.source = None if case.kind == BASE or not approved_fen else source
    case.decided_on, case.year = today, today.year
    if case.source is not None and not fitting(case, today).filter(pk=case.source.pk).exists():
        raise Refused(
            _("“%(source)s” does not fit: other items, another group, another time or place.")
            % {"source": case.source.name}
        )


def decided(case: AidApplication, move: Move, note: str, *, by: Actor) -> AidApplication:
    """Freeze what is known of the household, bind the money, make the move."""
    household = snapshot(case)
    case.household = json.dumps(household, ensure_ascii=False, sort_keys=True, default=str)
    if case.source is not None:
        [case.line] = money.commit(
            case.source, [payable(case, household)], origin=ORIGIN, by=by
        )  # fmt: skip
    case.save()
    in_the_chain(case, move, note, amount_fen=case.approved_fen, by=by)
    case = advance(
        case, move, by=by, amount_fen=case.approved_fen, level=case.level,
        document=case.document, source=case.source.reference if case.source else None,
        rule=case.most.get("rule_key"),
    )  # fmt: skip
    notices.approved(case)
    return case


def payable(case: AidApplication, household: dict[str, Any]) -> Payable:
    return Payable(
        amount_fen=case.approved_fen, item=item_of(case.kind), reference=case.reference,
        name=case.name, number=case.number, group=case.group, event=case.event,
        person_id=case.person_id, card=case.card, card_name=case.card_name,
        card_proof=case.card_proof, bank=case.bank, facts=household,
        organisation=case.organisation,
    )  # fmt: skip


def snapshot(case: AidApplication) -> dict[str, Any]:
    """The household as the decision knew it."""
    known: dict[str, Any] = {
        "kind": case.kind, "group": case.group, "event": case.event, "event_on": case.event_on,
        "cost_fen": case.cost_fen, "reimbursed_fen": case.reimbursed_fen,
        "other_aid_fen": case.other_aid_fen, "asked_fen": case.asked_fen, "papers": case.papers,
    }  # fmt: skip
    if case.file is None:
        return known
    return known | {
        "file": case.file.reference, "category": case.file.category,
        "rule": case.file.rule_key, "cause": case.file.cause,
        "members": [
            {"relation": each.relation, "name": each.name, "number": each.number,
             "status": each.status, "monthly_fen": each.monthly_fen}
            for each in case.file.household
        ],
        "student": case.student.name if case.student else None,
    }  # fmt: skip


@transaction.atomic
def help_at_once(
    file: HardshipFile,
    *,
    kind: str,
    event: str,
    event_on: date,
    approved_fen: int,
    oral: str,
    source: Source,
    consented_on: date,
    by: Actor,
) -> AidApplication:
    """Take down and approve in one act, by whoever may approve."""
    by.must(Permission.AID_APPROVE, at=file.organisation.path)
    facts = {
        "event": event, "event_on": event_on, "asked_fen": approved_fen,
        "consented_on": consented_on,
    }  # fmt: skip
    case = written(file, kind, None, facts, by=by)
    return approve_urgently(case, approved_fen=approved_fen, oral=oral, source=source, by=by)
