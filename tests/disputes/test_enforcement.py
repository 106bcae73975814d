"""A broken agreement that can be enforced goes to the court of enforcement, nowhere else."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.actions import referral
from niudai.disputes.models import Referral, Stage
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.disputes.test_agree import SIGNED, draft

pytestmark = pytest.mark.django_db
COURT = "江阴市人民法院"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 16:00 +0800", tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def broken(network, mediating, today):
    """An agreement made enforceable, whose only promise was not kept by 15 October."""

    def made(route="confirmation"):
        officer = network.town.officer
        dispute = mediating()
        draft(dispute, officer)
        dispute = actions.agree(dispute, **SIGNED, originals=3, by=officer)
        ask = {"confirmation": actions.ask_confirmation, "review": actions.ask_review}[route]
        dispute = ask(dispute, both_signed=True, by=officer)
        dispute = actions.tell_enforcement(dispute, answer=f"grant_{route}", by=officer)
        today.move_to("2026-10-20 10:00 +0800")
        dispute = actions.default(dispute, note="未付第一期", by=officer)
        return actions.consent_to_referral(dispute, proof="签字", by=officer)

    return made


def clock(dispute, rule):
    return dispute.item.deadlines.get(rule_id=rule)


@pytest.mark.parametrize("route", ["confirmation", "review"])
def test_it_goes_neither_to_arbitration_nor_to_a_payment_order(network, broken, route):
    officer, dispute = network.town.officer, broken(route)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="can be enforced: apply to the court"):
        referral.refer(dispute, summary="请求支付", by=officer)
    with pytest.raises(Refused, match="can be enforced: apply to the court"):
        actions.payment_order(dispute, event="ask_payment_order", by=officer)
    dispute.refresh_from_db()
    assert dispute.stage == Stage.DEFAULTED
    assert not Referral.objects.exists() and Entry.objects.count() == entries


def test_the_page_offers_enforcement_and_says_why_the_other_ways_are_shut(network, broken, counter):
    dispute = broken()
    page = counter(network.town).get(dispute.get_absolute_url())
    assert "ask_enforcement" in [act.name for act in page.context["open_moves"]]
    shut = {offer.move.name: offer.missing for offer in page.context["shut_moves"]}
    assert {"refer", "ask_payment_order"} <= set(shut)
    assert "enforced" in shut["refer"][0]


def test_the_time_to_apply_counts_from_the_last_day_promised_and_ends_with_the_application(
    network, broken, counter
):
    dispute = broken()
    assert clock(dispute, "ENF-APPLY").natural_end == date(2028, 10, 15)
    address = f"{dispute.get_absolute_url()}move/ask_enforcement/"
    answer = counter(network.town).post(address, {"asked_on": "2026-10-20", "court": COURT})
    assert answer.status_code == 302
    assert clock(dispute, "ENF-APPLY").stopped_on == date(2026, 10, 20)
    dispute.refresh_from_db()
    assert dispute.stage == Stage.DEFAULTED
    entry = Entry.objects.about(dispute).get(action="disputes.ask_enforcement")
    assert entry.changes["court"] == COURT
    assert "申请强制执行" in Notice.objects.filter(channel="sms").order_by("pk").last().body


def test_it_is_asked_for_once_with_the_court_named(network, broken):
    officer, dispute = network.town.officer, broken()
    with pytest.raises(Refused, match="Name the court"):
        actions.ask_enforcement(dispute, court=" ", by=officer)
    assert clock(dispute, "ENF-APPLY").stopped_on is None
    dispute = actions.ask_enforcement(dispute, court=COURT, by=officer)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="already applied for"):
        actions.ask_enforcement(dispute, court=COURT, by=officer)
    assert Entry.objects.count() == entries


def test_an_agreement_that_nobody_made_enforceable_cannot_be_enforced(network, mediating, today):
    officer, dispute = network.town.officer, mediating()
    draft(dispute, officer)
    dispute = actions.agree(dispute, **SIGNED, originals=3, by=officer)
    today.move_to("2026-10-20 10:00 +0800")
    dispute = actions.default(dispute, note="未付", by=officer)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="not enforceable"):
        actions.ask_enforcement(dispute, court=COURT, by=officer)
    assert Entry.objects.count() == entries


def test_refused_enforcement_of_a_mediation_award_opens_thirty_days_and_the_way_onwards(
    network, broken, today
):
    officer = network.town.officer
    dispute = actions.ask_enforcement(broken("review"), court=COURT, by=officer)
    today.move_to("2026-11-10 10:00 +0800")
    dispute = actions.refuse_enforcement(
        dispute, received_on=date(2026, 11, 9), note="裁定不予执行", by=officer
    )
    assert clock(dispute, "ENF-REFUSED-SUE").natural_end == date(2026, 12, 9)
    opened = referral.refer(dispute, summary="请求支付", by=officer)
    assert opened.stage == "advised"
    assert clock(dispute, "ENF-REFUSED-SUE").stopped_on is not None


def test_a_refusal_is_not_recorded_before_enforcement_was_applied_for(network, broken):
    officer, dispute = network.town.officer, broken("review")
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="not applied for"):
        actions.refuse_enforcement(dispute, note="裁定不予执行", by=officer)
    dispute.refresh_from_db()
    assert dispute.agreement.enforceable_by == "review"
    assert Entry.objects.count() == entries


def test_the_ruling_cannot_come_before_the_application(network, broken):
    officer = network.town.officer
    dispute = actions.ask_enforcement(broken("review"), court=COURT, by=officer)
    with pytest.raises(Refused, match="before the event it follows"):
        actions.refuse_enforcement(dispute, received_on=date(2026, 10, 19), note="裁定", by=officer)
    assert not dispute.item.deadlines.filter(rule_id="ENF-REFUSED-SUE").exists()
