"""Between acceptance and award: service, answer, tribunal, challenge, hearing, posted notices."""

from datetime import date

import pytest
import time_machine

from niudai.disputes.actions import referral as actions
from niudai.disputes.models import ReferralStage
from tests.disputes.referral.conftest import clock, refused, running

pytestmark = pytest.mark.django_db


def test_service_answer_and_forwarding_follow_one_another(way, by):
    referral = actions.serve(way.accepted(), served_on=date(2026, 8, 14), by=by)
    assert referral.stage == ReferralStage.ACCEPTED
    assert clock(referral, "ARB-SERVE").stopped_on == date(2026, 8, 14)
    assert clock(referral, "ARB-ANSWER").legal_end == date(2026, 8, 28)

    referral = actions.answer(referral, answered_on=date(2026, 8, 27), by=by)
    assert clock(referral, "ARB-FWD-ANSWER").legal_end == date(2026, 9, 3)
    referral = actions.forward_answer(referral, received_on=date(2026, 9, 1), by=by)
    assert not clock(referral, "ARB-FWD-ANSWER").late


def test_what_must_come_first_is_said(way, by):
    referral = way.accepted()
    with refused(referral, "when the employer received the application"):
        actions.answer(referral, by=by)
    with refused(referral, "No answer is waiting"):
        actions.forward_answer(referral, by=by)
    with refused(referral, "No challenge is open"):
        actions.decide_challenge(referral, by=by)
    with refused(referral, "No mediation has been entrusted"):
        actions.end_entrusted_mediation(referral, by=by)
    with refused(referral, "No notice was posted"):
        actions.deem_served(referral, by=by)
    with refused(referral, "before the event it follows"):
        actions.serve(referral, served_on=date(2026, 8, 9), by=by)


def test_service_is_recorded_once(way, by):
    referral = actions.serve(way.accepted(), served_on=date(2026, 8, 14), by=by)
    with refused(referral, "already recorded: 2026-08-14"):
        actions.serve(referral, served_on=date(2026, 8, 17), by=by)


def spring(way, by, **changes):
    """Accepted before the spring holiday of scenario 10."""
    referral = way.advised(
        received_on=date(2026, 3, 20), knew_on=date(2026, 3, 1), representatives=3,
        common_claim=True, **{"workers": 10, **changes},
    )  # fmt: skip
    referral = way.file(referral, date(2026, 3, 23))
    return actions.accept(referral, accepted_on=date(2026, 3, 27), by=by)


def post(referral, by, **changes):
    facts = {"posted_on": date(2026, 4, 2), "ground": "stopped", "record": "厂门口照片 6 张"}
    return actions.post_notice(referral, **{**facts, **changes}, by=by)


def test_a_posted_notice_counts_as_served_after_three_working_days(way, by):
    """Scenario 10: 4 to 6 April are days off; calendar days would have given 5 April."""
    with time_machine.travel("2026-04-08 09:00 +0800", tick=False):
        referral = post(spring(way, by), by)
        assert clock(referral, "ARB-DEEMED-SERVICE").legal_end == date(2026, 4, 8)
        with refused(referral, "after 2026-04-08"):
            actions.deem_served(referral, by=by)
    with time_machine.travel("2026-04-13 09:00 +0800", tick=False):
        referral = actions.deem_served(referral, by=by)
    # The time to answer counts from the day it was served, not from the day that was noticed.
    assert clock(referral, "ARB-ANSWER").started_on == date(2026, 4, 8)
    assert clock(referral, "ARB-ANSWER").legal_end == date(2026, 4, 22)


def test_a_stopped_business_needs_ten_workers_and_a_refusal_does_not(way, by):
    referral = spring(way, by, workers=9)
    with refused(referral, "9 workers are fewer than 10"):
        post(referral, by)
    assert clock(post(referral, by, ground="refuses"), "ARB-DEEMED-SERVICE")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"ground": ""}, "why the notice is posted"), ({"record": " "}, "photos or video")],
)
def test_a_posting_has_its_ground_and_its_record(way, by, wrong, sentence):
    referral = spring(way, by)
    with refused(referral, sentence):
        post(referral, by, **wrong)


def test_a_tribunal_of_one_for_ten_workers_is_noticed_and_not_blocked(way, by):
    referral = actions.form_tribunal(
        spring(way, by), told_on=date(2026, 4, 1), arbitrators=1, by=by
    )
    assert referral.arbitrators == 1
    assert "3 arbitrators" in referral.days.get(event="form_tribunal").note


def test_the_tribunal_is_told_in_five_working_days(way, by):
    referral = way.accepted()
    assert clock(referral, "ARB-TRIBUNAL").legal_end == date(2026, 8, 17)
    with refused(referral, "at least one arbitrator"):
        actions.form_tribunal(referral, arbitrators=0, by=by)
    actions.form_tribunal(referral, told_on=date(2026, 8, 18), arbitrators=1, by=by)
    assert clock(referral, "ARB-TRIBUNAL").late


def test_a_challenge_is_decided_in_three_working_days(way, by):
    referral = way.accepted()
    with refused(referral, "reason"):
        actions.challenge(referral, party="worker", reason="", by=by)
    referral = actions.challenge(
        referral, made_on=date(2026, 9, 3), party="worker", reason="与公司法务是亲属", by=by
    )
    assert clock(referral, "ARB-CHALLENGE").legal_end == date(2026, 9, 8)
    actions.decide_challenge(referral, decided_on=date(2026, 9, 8), note="回避", by=by)
    assert not clock(referral, "ARB-CHALLENGE").late


def test_entrusted_mediation_lasts_ten_working_days(way, by):
    referral = actions.entrust_mediation(
        way.accepted(), agreed_on=date(2026, 8, 12), to="周庄镇调解中心", by=by
    )
    assert clock(referral, "ARB-ENTRUST-MED").legal_end == date(2026, 8, 26)
    assert clock(referral, "ARB-ENTRUST-MED").role == "own_duty"
    with refused(referral, "Name the body"):
        actions.entrust_mediation(referral, to=" ", by=by)
    referral = actions.end_entrusted_mediation(referral, ended_on=date(2026, 8, 24), by=by)
    assert not clock(referral, "ARB-ENTRUST-MED").late


# --- the hearing -------------------------------------------------------------------------------


def test_notice_and_requests_count_backwards_from_the_hearing(way, by):
    referral = actions.set_hearing(way.accepted(), hearing_on=date(2026, 10, 12), by=by)

    assert referral.stage == ReferralStage.HEARING_SET
    # Counted back over the worked Saturday 10 October and the holidays 1 to 7 October.
    assert clock(referral, "ARB-HEARING-NOTICE").legal_end == date(2026, 9, 29)
    assert clock(referral, "ARB-POSTPONE").legal_end == date(2026, 10, 8)


def test_a_notice_in_time_is_met_and_a_late_one_flagged(way, by):
    referral = way.hearing_set()
    assert not clock(referral, "ARB-HEARING-NOTICE").late

    late = actions.set_hearing(
        way.accepted(), hearing_on=date(2026, 9, 10), told_on=date(2026, 9, 8), by=by
    )
    assert clock(late, "ARB-HEARING-NOTICE").late


def test_a_notice_cannot_come_after_the_hearing_nor_a_hearing_before_acceptance(way, by):
    referral = way.accepted()
    with refused(referral, "comes before the hearing"):
        actions.set_hearing(
            referral, hearing_on=date(2026, 9, 10), told_on=date(2026, 9, 11), by=by
        )
    with refused(referral, "before the event it follows"):
        actions.set_hearing(referral, hearing_on=date(2026, 8, 7), by=by)


def test_another_hearing_day_counts_anew(way, by):
    referral = way.hearing_set()
    with refused(referral, "reason"):
        actions.ask_postponement(referral, reason="", by=by)
    actions.ask_postponement(
        referral, asked_on=date(2026, 9, 4), party="worker", reason="住院", by=by
    )
    assert not clock(referral, "ARB-POSTPONE").late

    referral = actions.postpone(referral, hearing_on=date(2026, 9, 22), by=by)
    assert referral.stage == ReferralStage.HEARING_SET
    # 20 September is a worked Sunday.
    assert clock(referral, "ARB-HEARING-NOTICE").legal_end == date(2026, 9, 16)
    assert clock(referral, "ARB-POSTPONE").legal_end == date(2026, 9, 18)
    actions.notify_hearing(referral, told_on=date(2026, 9, 16), party="worker", by=by)
    assert not clock(referral, "ARB-HEARING-NOTICE").late


def test_settled_in_arbitration_stops_every_watch_and_opens_enforcement(way, by):
    referral = actions.mediate(
        way.hearing_set(), mediated_on=date(2026, 9, 10),
        performance_due_on=date(2026, 10, 31), note="一次性支付 50,000.00 元", by=by,
    )  # fmt: skip
    assert (referral.stage, referral.result) == (ReferralStage.ARB_MEDIATED, "arb-mediated")
    assert running(referral) == {"ENF-APPLY"}
    assert clock(referral, "ENF-APPLY").natural_end == date(2028, 10, 31)
