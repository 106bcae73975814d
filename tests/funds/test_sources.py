"""A source from the plan to the audit report, and what it may be used for."""

from datetime import timedelta

import pytest

from niudai.funds import actions
from niudai.funds.matching import room
from niudai.funds.models import Line, Source
from niudai.funds.proving import faults_of
from niudai.kernel.refused import Refused
from tests.funds.conftest import (
    TODAY,
    answered,
    committed,
    facts,
    opened,
    payable,
    sent,
    stands,
)


def test_an_item_that_is_not_allowed_is_refused(source, people):
    with pytest.raises(Refused, match="may not be used for"):
        actions.commit(source, [payable(1, item="cool")], origin="t", by=people.decider)
    assert not Line.objects.exists()


def test_an_item_for_one_group_is_not_paid_to_another(source, people):
    actions.allow(source, item="cool", group="frontline", by=people.clerk)
    with pytest.raises(Refused, match="may not be used for"):
        actions.commit(source, [payable(1, item="cool", group="deep")], origin="t",
                       by=people.decider)  # fmt: skip
    actions.commit(source, [payable(1, item="cool", group="frontline")], origin="t",
                   by=people.decider)  # fmt: skip


def test_m1_of_a_yearly_cap_of_12000_three_thousand_are_left(source, people):
    actions.allow(source, item="living", most_year_fen=1_200_000, by=people.clerk)
    actions.commit(source, [payable(1, 900_000)], origin="t", by=people.decider)
    asked = payable(1, 400_000, reference="澄救〔2026〕0002号")
    assert room(source, asked) == 300_000
    with pytest.raises(Refused, match="at most 3,000.00 yuan"):  # noqa: RUF043
        actions.commit(source, [asked], origin="t", by=people.decider)
    actions.commit(source, [payable(1, 300_000, reference="澄救〔2026〕0003号")], origin="t",
                   by=people.decider)  # fmt: skip
    assert stands(source).committed == 1_200_000


def test_m5_one_student_gets_at_most_the_cap_each_time(source, people):
    actions.allow(source, item="study", most_fen=1_000_000, by=people.clerk)
    assert room(source, payable(1, 1_200_000, item="study")) == 1_000_000
    with pytest.raises(Refused, match="at most 10,000.00 yuan"):  # noqa: RUF043
        actions.commit(source, [payable(1, 1_000_001, item="study")], origin="t",
                       by=people.decider)  # fmt: skip


def test_one_decision_is_committed_once(source, people):
    actions.commit(source, [payable(1)], origin="t", by=people.decider)
    with pytest.raises(Refused, match="committed for 甄示例1 already"):
        actions.commit(source, [payable(1)], origin="t", by=people.decider)
    assert stands(source).committed == 50_000


def test_a_source_past_its_period_pays_nothing_new(city, people):
    ended = opened(city, people, until=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="is to be used from"):
        actions.commit(ended, [payable(1)], origin="t", by=people.decider)


def test_who_only_keeps_the_source_does_not_commit(source, people):
    with pytest.raises(Refused, match="permission"):
        actions.commit(source, [payable(1)], origin="t", by=people.clerk)
    assert not Line.objects.exists()


def test_the_recipient_stays_as_it_was_decided(source, people):
    line = committed(source, people, 1)[0]
    line.refresh_from_db()
    assert '"household": "H1"' in line.snapshot
    raw = Line.objects.filter(pk=line.pk).extra(select={"raw": "snapshot"}).values("raw").get()
    assert "甄示例" not in raw["raw"]


def test_what_is_left_is_carried_over_after_the_audit_committee_agreed(city, source, people):
    following = actions.plan(city, **facts(year=source.year + 1, name="下年"), by=people.clerk)
    actions.allow(following, item="living", by=people.clerk)
    closing = actions.close(source, by=people.clerk)
    with pytest.raises(Refused, match="audit committee has not agreed"):
        actions.settle(closing, successor=following, document="结转表", by=people.clerk)
    actions.agree(closing, by=people.auditor)
    closed = actions.settle(closing, successor=following, document="结转表", by=people.clerk)
    assert (closed.stage, stands(source).carried, stands(following).free) == (
        "closed", 10_000_000, 10_000_000,
    )  # fmt: skip
    assert faults_of(source) == faults_of(following) == []
    assert actions.audit(closed, report="经审〔2026〕1号", by=people.auditor).stage == "audited"


def test_what_is_left_is_given_back_where_the_source_says_so(city, people):
    source = opened(city, people, carry_over="give_back")
    actions.close(source, by=people.clerk)
    actions.agree(source, by=people.auditor)
    actions.settle(source, document="上缴凭证", by=people.clerk)
    assert (stands(source).free, stands(source).given_back) == (0, 10_000_000)


def test_a_source_with_money_under_way_is_not_closed(source, people):
    batch = sent(source, people, committed(source, people, 1))
    with pytest.raises(Refused, match="still open"):
        actions.close(source, by=people.clerk)
    answered(batch, people)
    with pytest.raises(Refused, match="still open"):
        actions.close(source, by=people.clerk)
    actions.reconcile(batch, by=people.teller)
    assert actions.close(source, by=people.clerk).stage == "closing"
    assert Source.objects.get().stage == "closing"


def test_money_that_came_back_is_free_again_and_the_payment_stays_written(source, people):
    lines = committed(source, people, 1)
    answered(sent(source, people, lines), people)
    line = actions.reverse(lines[0], slip="退款单7", reason="发给了另一人", by=people.teller)
    assert (line.stage, stands(source).spent, stands(source).free) == ("reversed", 0, 10_000_000)
    assert source.entries.filter(event="pay").count() == 1
    assert faults_of(source) == []
