"""What the worker and the officers hear on the way through arbitration and court."""

from datetime import date

import pytest
import time_machine

from niudai.disputes.actions import referral as actions
from niudai.notices.models import Notice
from tests.disputes.referral.conftest import COURT

pytestmark = pytest.mark.django_db
PHONE = "13800000000"
SECRET = ("甄示例", "江阴示例纺织", "加班工资", "63,000", PHONE)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-22 09:00 +0800", tick=False):
        yield


def heard():
    rows = Notice.objects.filter(channel="sms").order_by("pk")
    return [notice.body for notice in rows if notice.phone == PHONE]


def last():
    return heard()[-1]


def test_the_first_advice_names_the_last_day_of_the_limitation(way):
    way.advised(knew_on=date(2026, 7, 1))
    assert "2027年7月1日" in last()


def test_with_no_limit_known_none_is_named(way):
    way.advised(wages_claimed=True, others_claimed=False, knew_on=None)
    assert "时效" not in last()


def test_filing_acceptance_and_hearing(way):
    referral = way.advised()
    way.file(referral)
    assert "2026年8月5日" in last()
    actions.accept(referral, accepted_on=date(2026, 8, 10), number="1号", by=way.by)
    assert "受理" in last()
    actions.set_hearing(referral, hearing_on=date(2026, 9, 10), by=way.by)
    assert "2026年9月10日" in last()


def test_refused_by_the_commission_the_worker_hears_of_the_court(way):
    actions.refuse(way.filed(), refused_on=date(2026, 8, 7), reason="不属受理范围", by=way.by)
    assert "起诉" in last() and "不属受理范围" not in last()


def test_aid_granted_and_refused(way, network):
    for act, word in ((actions.grant_aid, "同意"), (actions.refuse_aid, "不予")):
        referral = actions.apply_aid(
            way.advised(), route="union", hardship=True, proof="困难证明", by=way.by
        )
        act(referral, reason="经审查", by=network.city.officer)
        assert word in last() and "经审查" not in last()


def test_the_award_received_the_worker_hears_until_when_a_suit_is_open(way):
    way.received()
    said = [body for body in heard() if "起诉" in body]
    assert "2026年10月8日" in said[-1]  # 15 days from 16 September end in the holidays


def test_the_employers_receipt_is_not_told_to_the_worker(way):
    referral = way.awarded()
    before = len(heard())
    for award in referral.awards.all():
        actions.receive_award(
            referral, final=award.final, party="employer", received_on=date(2026, 9, 18), by=way.by
        )
    assert len(heard()) == before


def test_an_award_in_force_names_the_last_day_to_ask_for_enforcement(way):
    way.effective()
    assert "2028年10月10日" in last() and "强制执行" in last()


def test_a_closed_referral_is_told(way):
    referral = actions.ask_enforcement(way.effective(), court=COURT, by=way.by)
    actions.perform(referral, proof="银行回单", by=way.by)
    assert "办结" in last()


def test_no_message_names_a_person_a_claim_or_a_sum(way):
    actions.perform(way.effective(), proof="银行回单", by=way.by)
    assert len(heard()) > 4
    for body in heard():
        assert not [word for word in SECRET if word in body]


def test_the_desk_hears_of_a_new_referral(way, network):
    way.advised()
    row = (
        Notice.objects.filter(channel="in_app", recipient_id=network.city.officer.appointment_id)
        .order_by("pk")
        .last()
    )
    assert row is not None and "2027年7月1日" in row.body


def test_what_is_refused_is_told_to_nobody(way):
    referral = way.advised()
    before = Notice.objects.count()
    with pytest.raises(Exception, match="Name the arbitration"):
        actions.file(referral, commission=" ", receipt="收件回执", by=way.by)
    assert Notice.objects.count() == before
