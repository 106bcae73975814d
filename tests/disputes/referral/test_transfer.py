"""A referral goes from union to union: the day of receipt stays, somebody is named."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from niudai.casework.models import Transfer
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import Referral
from niudai.notices.models import Notice
from tests.disputes.referral.conftest import RECEIVED, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-14 10:00 +0800", tick=False) as clock:
        yield clock


def send(referral, network, to=None):
    to = to or network.town.union
    return actions.send(referral, to=to, reason="职工在周庄镇", by=network.city.officer)


def boxes(post):
    rows = Notice.objects.filter(
        channel="in_app", recipient_id=post.officer.appointment_id
    ).order_by("pk")
    return [notice.body for notice in rows]


def test_the_day_of_receipt_the_stage_and_the_clocks_go_with_it(way, network):
    before = way.filed()
    clocks = {row.rule_id: row.legal_end for row in before.item.deadlines.open()}
    referral = send(before, network)
    assert (referral.stage, referral.organisation) == ("transferred", network.city.union)
    referral = actions.take(referral, by=network.town.officer)
    assert (referral.stage, referral.organisation) == ("filed", network.town.union)
    assert referral.received_on == RECEIVED
    assert referral.item.organisation == network.town.union
    assert {row.rule_id: row.legal_end for row in referral.item.deadlines.open()} == clocks
    assert Transfer.objects.get().accepted_by == network.town.officer.name


def test_until_it_is_taken_the_receiver_sees_it_and_the_neighbour_does_not(way, network):
    referral = send(way.advised(), network)
    assert referral in Referral.objects.visible_to(network.town.officer)
    assert referral not in Referral.objects.visible_to(network.next_town.officer)


def test_a_suspended_referral_is_suspended_where_it_arrives(way, network):
    paused = actions.pause(way.accepted(), cause="appraisal", by=network.city.officer)
    referral = actions.take(send(paused, network), by=network.town.officer)
    assert (referral.stage, referral.paused_from) == ("paused", "arb_accepted")


@pytest.mark.parametrize(
    ("to", "because"), [("city", "already with this"), ("village", "handles no referrals")]
)
def test_it_is_sent_only_to_another_union_that_handles_referrals(way, network, to, because):
    referral = way.advised()
    with refused(referral, because):
        send(referral, network, getattr(network, to).union)


def test_a_closed_referral_is_not_sent(way, network):
    referral = actions.close(way.advised(), reason="不再主张", by=network.city.officer)
    with refused(referral, "is not open"):
        send(referral, network)


def test_on_its_way_nothing_else_is_recorded(way, network):
    referral = send(way.advised(), network)
    with refused(referral, "is not open"):
        way.file(referral)


def test_somebody_it_was_not_sent_to_cannot_take_it(way, network):
    referral = send(way.advised(), network)
    with refused(referral, "not sent to you"):
        actions.take(referral, by=network.next_town.officer)


def test_nobody_takes_it_and_the_night_brings_it_back(way, network, today):
    referral = send(way.filed(), network)
    today.move_to("2026-09-16 00:30 +0800")
    call_command("return_transfers", apply=True)
    referral.refresh_from_db()
    assert (referral.stage, referral.organisation) == ("filed", network.city.union)
    assert "退回" in boxes(network.town)[-1] or "退给" in boxes(network.town)[-1]
    assert "没有" in boxes(network.city)[-1] or "未" in boxes(network.city)[-1]


def test_both_unions_and_the_worker_are_told(way, network):
    referral = send(way.advised(), network)
    assert "转" in boxes(network.town)[-1]
    actions.take(referral, by=network.town.officer)
    assert network.town.officer.name in boxes(network.city)[-1]
    worker = Notice.objects.filter(channel="sms").order_by("pk").last()
    assert worker.phone == referral.worker_phone
    assert network.town.union.name in worker.body or str(network.town.union) in worker.body


def test_the_pages_send_it_and_take_it_over(way, network, counter):
    referral = way.advised()
    city, town = counter(network.city), counter(network.town)
    address = f"{referral.get_absolute_url()}move/"
    facts = {"to": network.town.union.name, "reason": "职工在周庄镇"}
    assert network.town.union.name in city.get(f"{address}send/").content.decode()
    assert city.post(f"{address}send/", facts).status_code == 302
    shown = town.get(referral.get_absolute_url()).content.decode()
    assert f"{address}take/" in shown
    assert town.post(f"{address}take/", {"go": "1"}).status_code == 302
    assert town.get(referral.get_absolute_url()).status_code == 200
    referral.refresh_from_db()
    assert (referral.stage, referral.received_on) == ("advised", RECEIVED)
    assert date(2026, 9, 14) == Transfer.objects.get().accepted_on
