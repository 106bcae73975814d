"""Up the three levels: the receipt date stays, somebody is named, nobody means back."""

from datetime import date

import pytest
import time_machine

from niudai.casework.models import Transfer
from niudai.disputes import actions
from niudai.disputes.models import Dispute, Stage
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-14 10:00 +0800", tick=False) as clock:
        yield clock


def test_village_to_town_keeps_the_day_of_receipt(network, register, today):
    dispute = register("village")
    actions.send(dispute, to=network.town.body, reason="企业拒绝到场", by=network.village.officer)
    today.move_to("2026-09-15 10:00 +0800")
    dispute = actions.take(dispute, body=network.town.body, by=network.town.officer)

    assert dispute.stage == Stage.REGISTERED
    assert dispute.organisation == network.town.union
    assert dispute.item.organisation == network.town.union
    assert dispute.item.deadlines.get(rule_id="MED-END-RCPT").started_on == date(2026, 9, 14)
    assert Transfer.objects.get().accepted_by == network.town.officer.name


def test_until_it_is_taken_the_receiver_sees_it_and_the_neighbour_does_not(network, register):
    dispute = register("town")
    actions.send(
        dispute, to=network.next_town.body, reason="用人单位在华士", by=network.town.officer
    )

    assert dispute in Dispute.objects.visible_to(network.next_town.officer)
    assert dispute not in Dispute.objects.visible_to(network.village.officer)


def test_after_it_was_taken_the_sender_sees_it_no_more(network, register):
    dispute = register("town")
    actions.send(
        dispute, to=network.next_town.body, reason="用人单位在华士", by=network.town.officer
    )
    actions.take(dispute, body=network.next_town.body, by=network.next_town.officer)

    assert dispute not in Dispute.objects.visible_to(network.town.officer)
    assert dispute in Dispute.objects.visible_to(network.city.officer)


def test_nobody_takes_it_within_one_working_day_and_it_returns_once(network, register, today):
    dispute = register("village")
    actions.send(dispute, to=network.town.body, reason="企业拒绝到场", by=network.village.officer)
    transfer = Transfer.objects.get()
    assert transfer.due_on == date(2026, 9, 15)

    today.move_to("2026-09-16 00:30 +0800")
    assert actions.return_unaccepted(transfer, today=date(2026, 9, 16))
    assert not actions.return_unaccepted(transfer, today=date(2026, 9, 16))

    dispute.refresh_from_db()
    assert (dispute.stage, dispute.organisation) == (Stage.REGISTERED, network.village.union)


def test_someone_it_was_not_sent_to_cannot_take_it(network, register):
    dispute = register("village")
    actions.send(dispute, to=network.town.body, reason="企业拒绝到场", by=network.village.officer)
    with pytest.raises(Refused):
        actions.take(dispute, body=network.next_town.body, by=network.next_town.officer)
    dispute.refresh_from_db()
    assert dispute.stage == Stage.TRANSFERRED


def test_a_case_that_is_on_its_way_to_nobody_is_taken_over_by_nobody(network, register):
    dispute = register()
    with pytest.raises(Refused, match="no longer on its way"):
        actions.take(dispute, body=network.town.body, by=network.town.officer)
    dispute.refresh_from_db()
    assert dispute.stage == "registered"
