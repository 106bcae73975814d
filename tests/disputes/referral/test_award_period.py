"""The forty-five days: extended, begun anew, standing still, run out."""

from datetime import date

import pytest
import time_machine

from niudai.disputes.actions import referral as actions
from niudai.disputes.models import ReferralStage
from tests.disputes.referral.conftest import COURT, clock, refused, running

pytestmark = pytest.mark.django_db

JUST_AFTER = time_machine.travel("2026-09-25 09:00 +0800", tick=False)
BEFORE_THE_END = time_machine.travel("2026-09-20 09:00 +0800", tick=False)


@BEFORE_THE_END
def test_an_extension_of_fifteen_days_is_the_most(way, by):
    referral = way.accepted()
    with refused(referral, "at most 15"):
        actions.extend_award_period(referral, days=16, told_in_writing=True, by=by)
    with refused(referral, "written notice"):
        actions.extend_award_period(referral, days=15, told_in_writing=False, by=by)

    actions.extend_award_period(referral, days=15, told_in_writing=True, by=by)
    award = clock(referral, "ARB-AWARD")
    assert (award.natural_end, award.legal_end) == (date(2026, 10, 9), date(2026, 10, 9))


def test_a_period_that_ran_out_is_not_extended(way, by):
    referral = way.accepted()
    with refused(referral, "cannot be extended any more"):
        actions.extend_award_period(referral, days=15, told_in_writing=True, by=by)


@pytest.mark.parametrize("cause", ["party", "papers", "claims", "counterclaim", "transfer"])
def test_each_of_the_five_causes_begins_the_period_anew(way, by, cause):
    referral = way.accepted()
    actions.restart_award_period(referral, on=date(2026, 8, 31), cause=cause, by=by)
    assert clock(referral, "ARB-AWARD").natural_end == date(2026, 10, 15)


@BEFORE_THE_END
def test_an_extension_is_gone_when_the_period_begins_anew(way, by):
    referral = way.accepted()
    actions.extend_award_period(referral, days=10, told_in_writing=True, by=by)
    actions.restart_award_period(referral, on=date(2026, 9, 18), cause="claims", by=by)
    assert clock(referral, "ARB-AWARD").natural_end == date(2026, 11, 2)


def test_another_cause_does_not_begin_it_anew(way, by):
    referral = way.accepted()
    with refused(referral, "ARB §46"):
        actions.restart_award_period(referral, cause="holiday", by=by)


def test_a_suspension_stops_the_award_clock_and_going_on_adds_its_days(way, by):
    referral = actions.pause(way.accepted(), paused_on=date(2026, 8, 20), cause="appraisal", by=by)
    assert (referral.stage, referral.paused_from) == (ReferralStage.PAUSED, "arb_accepted")
    assert clock(referral, "ARB-AWARD").paused_on == date(2026, 8, 20)

    referral = actions.resume(referral, resumed_on=date(2026, 9, 3), by=by)
    award = clock(referral, "ARB-AWARD")
    assert (referral.stage, referral.paused_from) == (ReferralStage.ACCEPTED, "")
    # 20 August to 3 September, both included, are fifteen days: 24 September becomes 9 October.
    assert award.course["pauses"] == [["2026-08-20", "2026-09-03"]]
    assert award.natural_end == date(2026, 10, 9)
    assert award.paused_on is None


def test_a_suspension_is_possible_at_any_open_stage_and_leads_back_to_it(way, by):
    for begun in (way.advised(), way.filed(), way.hearing_set(), way.received()):
        before = begun.stage
        referral = actions.pause(begun, cause="force", by=by)
        assert referral.stage == ReferralStage.PAUSED
        assert actions.resume(referral, by=by).stage == before


def test_a_suspension_has_a_cause_of_the_law(way, by):
    referral = way.accepted()
    with refused(referral, "why the case rests"):
        actions.pause(referral, cause="", by=by)
    with refused(referral, "which other cause"):
        actions.pause(referral, cause="other", by=by)


def test_while_suspended_nothing_else_is_open(way, by):
    referral = actions.pause(way.accepted(), cause="death", by=by)
    with refused(referral, "not open"):
        actions.set_hearing(referral, hearing_on=date(2026, 12, 1), by=by)
    with refused(referral, "not open"):
        actions.pause(referral, cause="death", by=by)


def test_going_on_before_the_suspension_is_refused(way, by):
    referral = actions.pause(way.accepted(), paused_on=date(2026, 8, 20), cause="death", by=by)
    with refused(referral, "before the event it follows"):
        actions.resume(referral, resumed_on=date(2026, 8, 19), by=by)


def test_without_an_award_in_time_the_worker_may_sue(way, by):
    facts = {"ground": "no_award", "by_whom": "worker", "court": COURT}
    with BEFORE_THE_END:
        referral = way.accepted()
        with refused(referral, "until 2026-09-24"):
            actions.sue(referral, **facts, by=by)
    with JUST_AFTER:
        referral = actions.sue(referral, **facts, by=by)
    assert referral.stage == ReferralStage.LITIGATING
    assert running(referral) == {"CT-FILE"}


def test_a_suspended_period_has_not_run_out(way, by):
    referral = actions.pause(way.accepted(), paused_on=date(2026, 8, 20), cause="death", by=by)
    referral = actions.resume(referral, resumed_on=date(2026, 11, 20), by=by)
    with refused(referral, "The commission has until"):
        actions.sue(referral, ground="no_award", by_whom="worker", court=COURT, by=by)
