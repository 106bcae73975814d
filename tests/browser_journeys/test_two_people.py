"""Two people press at the same moment: one is served, the other reads a sentence."""

import threading
from datetime import date

import pytest
import time_machine
from django.db import connection

from niudai.audit.log import faults
from niudai.audit.models import Entry
from niudai.casework.models import Transfer
from niudai.disputes import actions
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.models import AgreementItem, MediationBody, Mediator
from niudai.kernel.refused import Refused
from tests.browser_journeys.people import at
from tests.factories import file_dispute

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 9, 16)


@pytest.fixture
def today():
    with time_machine.travel(at("2026-09-16 10:00"), tick=True):
        yield


@pytest.fixture
def accepted(network, today):
    by = network["city"].actor()
    dispute = file_dispute(MediationBody.objects.get(kind="city"), received_on=date(2026, 9, 14))
    actions.record_scope(dispute, in_scope=True, by=by)
    actions.record_consent(dispute, side="respondent", given=True, by=by)
    return actions.accept(dispute, accepted_on=date(2026, 9, 15), by=by)


def both(*acts) -> list[str]:
    """Let the acts begin at the same moment; what was said to those who came second."""
    begin, said = threading.Barrier(len(acts)), []

    def act(does):
        begin.wait(10)
        try:
            does()
        except Refused as refusal:
            said.append(refusal.reason)
        finally:
            connection.close()

    people = [threading.Thread(target=act, args=(does,)) for does in acts]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    assert not any(person.is_alive() for person in people)
    return said


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_a_transfer_is_taken_over_once(network, today):
    village, town = network["village"].actor(), network["town"].actor()
    dispute = file_dispute(MediationBody.objects.get(kind="village"), received_on=TODAY)
    there = MediationBody.objects.get(kind="town")
    actions.send(dispute, to=there, reason="请镇里调解。", by=village)

    said = both(*[lambda: actions.take(dispute, body=there, by=town)] * 2)

    assert len(said) == 1
    assert entries("disputes.take") == 1
    assert Transfer.objects.get().accepted_by == town.name
    dispute.refresh_from_db()
    assert (dispute.stage, dispute.item.stage) == ("registered", "registered")
    assert list(faults()) == []


def test_a_case_is_assigned_to_one_of_two_mediators(network, accepted):
    by, mediators = network["city"].actor(), Mediator.objects.order_by("pk")[:2]

    said = both(*[
        lambda one=one: actions.assign(accepted, mediator=one, by=by) for one in mediators
    ])  # fmt: skip

    assert len(said) == 1
    assert entries("disputes.assign") == 1
    accepted.refresh_from_db()
    assert accepted.stage == "assigned"
    assert accepted.mediator in mediators
    assert list(faults()) == []


def test_a_promise_is_recorded_as_performed_once(network, accepted):
    by = network["city"].actor()
    case = actions.assign(accepted, mediator=Mediator.objects.first(), by=by)
    case = actions.hold_meeting(
        case, held_on=TODAY, present="双方", minutes="达成一致。", identity_checked=True, by=by
    )
    promise = Promise(text="付清工资", due_on=date(2026, 9, 30), amount_fen=1_200_000)
    actions.draft_agreement(
        case, text="付清工资", manner="转账", items=[promise], confirms_relationship=False,
        payment_only=True, by=by,
    )  # fmt: skip
    actions.agree(
        case, applicant_signed_on=TODAY, respondent_signed_on=TODAY, mediator_signed_on=TODAY,
        stamped_on=TODAY, originals=3, by=by,
    )  # fmt: skip
    item = AgreementItem.objects.get()

    said = both(*[
        lambda proof=proof: actions.perform_item(item, performed_on=TODAY, proof=proof, by=by)
        for proof in ("银行回单", "本人确认")
    ])  # fmt: skip

    assert said == ["这一项已登记为履行。"]  # in the language of the house
    assert entries("disputes.perform_item") == 1
    item.refresh_from_db()
    assert item.performed_fen == 1_200_000
    assert list(faults()) == []
