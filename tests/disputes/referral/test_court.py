"""Suits, revocation, appeals, the final decision."""

from datetime import date

import pytest
import time_machine

from niudai.disputes.actions import referral as actions
from niudai.disputes.models import CourtCase, ReferralStage
from tests.disputes.referral.conftest import COURT, clock, refused, running

pytestmark = pytest.mark.django_db

FINAL = ("工资", 3_000_000)
OTHER = ("补偿", 3_300_000)
INTERMEDIATE = "无锡市中级人民法院"


def sue(referral, by, whom="worker", **changes):
    facts = {"ground": "award", "court": COURT, "filed_on": date(2026, 9, 28), "by_whom": whom}
    return actions.sue(referral, **{**facts, **changes}, by=by)


def ask(referral, by, on=date(2026, 10, 9)):
    return actions.ask_revocation(
        referral, asked_on=on, court=INTERMEDIATE, note="适用法律确有错误", by=by
    )


def revoked(way, by):
    return actions.decide_revocation(
        ask(way.received(FINAL), by), revoked=True, decided_on=date(2026, 10, 20), by=by
    )


def test_a_suit_uses_the_workers_window_and_leaves_the_employers(way, by):
    referral = sue(way.received(), by)
    assert referral.stage == ReferralStage.LITIGATING
    assert clock(referral, "AWD-SUE", "worker").stopped_on == date(2026, 9, 28)
    assert running(referral) == {"AWD-SUE employer", "CT-FILE"}
    assert clock(referral, "CT-FILE").legal_end == date(2026, 10, 8)


def test_who_sues_second_joins_the_suit(way, by):
    referral = sue(sue(way.received(), by), by, "employer", filed_on=date(2026, 9, 30))
    assert referral.court_cases.count() == 1
    assert running(referral) == {"CT-FILE"}


def test_a_suit_after_the_last_day_is_flagged_and_left_to_the_court(way, by):
    referral = sue(way.received(), by, filed_on=date(2026, 10, 9))
    assert referral.stage == ReferralStage.LITIGATING
    assert clock(referral, "AWD-SUE", "worker").late


def test_wrong_suits_have_their_sentence(way, by):
    referral = way.received(FINAL)
    with refused(referral, "Every award here is final"):
        sue(referral, by)
    with refused(referral, "may ask for revocation"):
        sue(referral, by, "employer", final=True)
    with refused(referral, "Name the court"):
        sue(referral, by, court=" ")
    with refused(referral, "before the event it follows"):
        sue(referral, by, final=True, filed_on=date(2026, 9, 15))

    other = way.received()
    with refused(other, "no final award"):
        sue(other, by, final=True)
    with refused(other, "no final award"):
        ask(other, by)
    sue(other, by)
    with refused(other, "Already recorded: 2026-09-28"):
        sue(other, by)


def test_nobody_sues_before_receiving_the_award(way, by):
    referral = actions.receive_award(
        way.awarded(), final=False, party="worker", received_on=date(2026, 9, 16), by=by
    )
    with refused(referral, "when the Employer received"):
        sue(referral, by, "employer")


def test_a_refused_application_goes_to_court(way, by):
    referral = actions.refuse(
        way.filed(), reason="超出受理范围", refused_on=date(2026, 8, 11), by=by
    )
    referral = sue(referral, by, ground="refused", filed_on=date(2026, 8, 14))
    assert referral.stage == ReferralStage.LITIGATING
    assert referral.suit.ground == "refused"


@pytest.mark.parametrize(("count", "ok"), [(1, False), (2, True), (5, True), (6, False)])
def test_ten_workers_sue_through_two_to_five(way, by, count, ok):
    referral = way.advised(
        workers=10, common_claim=True, representatives=3 if count == 1 else min(count, 5)
    )
    if count == 2:
        referral = way.advised(workers=10, common_claim=True, representatives=3)
    referral = way.file(referral)
    referral = actions.refuse(referral, reason="不予受理", refused_on=date(2026, 8, 11), by=by)
    referral.representatives = count
    referral.save(update_fields=["representatives"])
    if ok:
        assert sue(referral, by, ground="refused").stage == ReferralStage.LITIGATING
    else:
        with refused(referral, "representatives"):
            sue(referral, by, ground="refused")


# --- revocation -------------------------------------------------------------------------------


def test_the_employer_asks_for_revocation_within_its_thirty_days(way, by):
    referral = ask(way.received(FINAL), by)
    assert referral.stage == ReferralStage.LITIGATING
    assert clock(referral, "AWD-REVOKE", "employer").stopped_on == date(2026, 10, 9)
    assert not clock(referral, "AWD-REVOKE", "employer").late
    # The worker's own window is untouched.
    assert "AWD-SUE-FINAL worker" in running(referral)


def test_while_the_worker_sues_over_the_final_award_revocation_waits(way, by):
    referral = sue(way.received(FINAL), by, final=True)
    assert clock(referral, "AWD-REVOKE", "employer").stopped_on == date(2026, 9, 28)
    with refused(referral, "JI1 §21"):
        ask(referral, by)


def test_after_the_workers_suit_is_withdrawn_the_employer_has_thirty_days_again(way, by):
    referral = sue(way.received(FINAL), by, final=True)
    referral = actions.docket(referral, docketed_on=date(2026, 9, 30), by=by)
    referral = actions.decide_suit(
        referral, decision="withdrawal", decided_on=date(2026, 10, 12), by=by
    )
    referral = actions.receive_judgment(
        referral, party="employer", received_on=date(2026, 10, 14), by=by
    )
    again = clock(referral, "AWD-REVOKE-AFTER", "employer")
    assert again.natural_end == date(2026, 11, 13)

    referral = ask(referral, by, on=date(2026, 11, 12))
    assert referral.stage == ReferralStage.LITIGATING
    assert "AWD-REVOKE-AFTER employer" not in running(referral)


def test_a_revoked_award_gives_each_party_fifteen_days_to_sue(way, by):
    referral = revoked(way, by)
    assert referral.stage == ReferralStage.SUE_WINDOW
    referral = actions.receive_revocation(
        referral, party="worker", received_on=date(2026, 10, 22), by=by
    )
    referral = actions.receive_revocation(
        referral, party="employer", received_on=date(2026, 10, 26), by=by
    )
    assert clock(referral, "AWD-REVOKED-SUE", "worker").legal_end == date(2026, 11, 6)
    assert clock(referral, "AWD-REVOKED-SUE", "employer").legal_end == date(2026, 11, 10)

    referral = sue(referral, by, ground="revoked", filed_on=date(2026, 11, 5))
    assert referral.stage == ReferralStage.LITIGATING
    assert running(referral) >= {"CT-FILE"}
    assert not {"AWD-REVOKED-SUE worker", "AWD-REVOKED-SUE employer"} & running(referral)


def test_a_revoked_award_never_takes_effect_and_lapses_when_nobody_sues(way, by):
    referral = revoked(way, by)
    with refused(referral, "cannot take effect"):
        actions.take_effect(referral, by=by)
    with refused(referral, "each party received the ruling"):
        actions.lapse(referral, by=by)
    for party in ("worker", "employer"):
        referral = actions.receive_revocation(
            referral, party=party, received_on=date(2026, 10, 22), by=by
        )
    with time_machine.travel("2026-11-06 09:00 +0800", tick=False), refused(referral, "2026-11-06"):
        actions.lapse(referral, by=by)
    referral = actions.lapse(referral, by=by)
    assert (referral.stage, referral.result) == (ReferralStage.CLOSED, "award-revoked")
    assert running(referral) == set()


def test_a_ruling_of_revocation_is_received_once_and_after_it_was_made(way, by):
    referral = revoked(way, by)
    with refused(referral, "before the event it follows"):
        actions.receive_revocation(referral, party="worker", received_on=date(2026, 10, 19), by=by)
    actions.receive_revocation(referral, party="worker", received_on=date(2026, 10, 22), by=by)
    with refused(referral, "Already recorded"):
        actions.receive_revocation(referral, party="worker", by=by)


def test_an_upheld_award_is_in_force(way, by):
    referral = actions.decide_revocation(
        ask(way.received(FINAL), by), revoked=False, decided_on=date(2026, 10, 20), by=by
    )
    assert (referral.stage, referral.effective_on) == (ReferralStage.EFFECTIVE, date(2026, 10, 20))
    assert "ENF-APPLY" in running(referral)


def test_revocation_is_not_decided_where_nobody_asked(way, by):
    referral = sue(way.received(), by)
    with refused(referral, "No application to revoke"):
        actions.decide_revocation(referral, revoked=True, by=by)


def test_a_mixed_award_upheld_waits_for_the_open_suit(way, by):
    referral = ask(sue(way.received(FINAL, OTHER), by), by)
    with refused(referral, "A suit is still open"):
        actions.decide_revocation(referral, revoked=False, by=by)


# --- first and second instance ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("procedure", "rule", "end"),
    [("ordinary", "CT-FIRST", date(2027, 3, 30)), ("summary", "CT-FIRST-SUM", date(2026, 12, 30))],
)
def test_the_courts_own_period_depends_on_the_procedure(way, procedure, rule, end):
    referral = way.docketed(procedure)
    assert clock(referral, rule).natural_end == end
    assert clock(referral, "CT-SERVE").natural_end == date(2026, 10, 5)
    assert clock(referral, "CT-FILE").stopped_on == date(2026, 9, 30)


def test_the_complaint_is_served_and_answered(way, by):
    referral = actions.serve_complaint(way.docketed(), served_on=date(2026, 10, 8), by=by)
    assert clock(referral, "CT-ANSWER").legal_end == date(2026, 10, 23)
    actions.answer_complaint(referral, answered_on=date(2026, 10, 23), by=by)
    assert not clock(referral, "CT-ANSWER").late


def test_the_court_may_lengthen_its_period_within_the_rule(way, by):
    referral = way.docketed("summary")
    with refused(referral, "at most 1 month"):
        actions.extend_suit(referral, months=2, by=by)
    actions.extend_suit(referral, months=1, by=by)
    assert clock(referral, "CT-FIRST-SUM").natural_end == date(2027, 1, 30)


def test_what_must_come_first_in_court_is_said(way, by):
    referral = way.sued()
    with refused(referral, "the court took the case"):
        actions.serve_complaint(referral, by=by)
    with refused(referral, "the court took the case"):
        actions.decide_suit(referral, decision="judgment", by=by)
    with refused(referral, "before the event it follows"):
        actions.docket(referral, docketed_on=date(2026, 9, 27), by=by)
    with refused(referral, "has not yet decided"):
        actions.receive_judgment(referral, party="worker", by=by)
    with refused(referral, "has not yet decided"):
        actions.appeal(referral, by_whom="worker", court=INTERMEDIATE, by=by)
    with refused(referral, "No appeal is open"):
        actions.decide_appeal(referral, decision="judgment", by=by)
    with refused(way.docketed(), "what the court decided"):
        actions.decide_suit(referral, decision="upheld", by=by)


def receipts(referral, by, worker=date(2026, 10, 14), employer=date(2026, 10, 19)):
    actions.receive_judgment(referral, party="worker", received_on=worker, by=by)
    return actions.receive_judgment(referral, party="employer", received_on=employer, by=by)


def test_each_party_has_fifteen_days_against_a_judgment(way, by):
    referral = receipts(way.decided(), by)
    assert clock(referral, "CT-APPEAL-J", "worker").natural_end == date(2026, 10, 29)
    assert clock(referral, "CT-APPEAL-J", "employer").natural_end == date(2026, 11, 3)
    assert clock(referral, "CT-FIRST").stopped_on == date(2026, 10, 12)


def test_each_party_has_ten_days_against_a_ruling(way, by):
    referral = receipts(way.decided("ruling"), by)
    assert clock(referral, "CT-APPEAL-R", "worker").natural_end == date(2026, 10, 24)
    assert clock(referral, "CT-APPEAL-R", "worker").legal_end == date(2026, 10, 26)
    assert clock(referral, "CT-APPEAL-R", "employer").natural_end == date(2026, 10, 29)


def test_a_decision_is_final_when_nobody_appealed_in_time(way, by):
    referral = receipts(way.decided(), by)
    with time_machine.travel("2026-11-03 09:00 +0800", tick=False), refused(referral, "2026-11-03"):
        actions.become_final(referral, by=by)
    referral = actions.become_final(
        referral, result="judgment-part", final_on=date(2026, 11, 4), by=by
    )
    assert (referral.stage, referral.result) == (ReferralStage.JUDGED, "judgment-part")
    assert clock(referral, "ENF-APPLY").natural_end == date(2028, 11, 4)


def test_a_decision_is_not_final_while_a_receipt_is_unknown(way, by):
    referral = actions.receive_judgment(
        way.decided(), party="worker", received_on=date(2026, 10, 14), by=by
    )
    with refused(referral, "when the Employer received the decision"):
        actions.become_final(referral, by=by)


@pytest.mark.parametrize("decision", ["mediation", "withdrawal"])
def test_a_settled_or_withdrawn_suit_is_final_at_once(way, by, decision):
    referral = actions.become_final(way.decided(decision), by=by)
    assert referral.stage == ReferralStage.JUDGED
    with refused(referral, "not open"):
        actions.appeal(referral, by_whom="worker", court=INTERMEDIATE, by=by)


def test_there_is_no_appeal_against_a_settlement(way, by):
    referral = way.decided("mediation")
    with refused(referral, "no appeal against"):
        actions.appeal(referral, by_whom="worker", court=INTERMEDIATE, by=by)


def appealed(way, by, decision="judgment"):
    referral = receipts(way.decided(decision), by)
    return actions.appeal(
        referral, by_whom="worker", court=INTERMEDIATE, appealed_on=date(2026, 10, 23), by=by
    )


@pytest.mark.parametrize(
    ("decision", "rule", "end"),
    [("judgment", "CT-SECOND-J", date(2027, 1, 28)), ("ruling", "CT-SECOND-R", date(2026, 11, 27))],
)
def test_an_appeal_leads_to_the_second_instance_and_its_period(way, by, decision, rule, end):
    referral = appealed(way, by, decision)
    assert referral.suit.instance == 2
    short = rule.replace("SECOND", "APPEAL")
    assert clock(referral, short, "worker").stopped_on == date(2026, 10, 23)
    assert f"{short} employer" in running(referral)

    referral = actions.docket_appeal(referral, docketed_on=date(2026, 10, 28), number="2", by=by)
    assert clock(referral, rule).natural_end == end
    referral = actions.decide_appeal(
        referral, decision="judgment", result="judgment-for", decided_on=date(2026, 11, 20), by=by
    )
    assert (referral.stage, referral.result) == (ReferralStage.JUDGED, "judgment-for")
    assert clock(referral, "ENF-APPLY").natural_end == date(2028, 11, 20)


def test_a_first_decision_under_appeal_is_not_final(way, by):
    referral = appealed(way, by)
    with refused(referral, "A suit is still open"):
        actions.become_final(referral, by=by)


def test_a_case_sent_back_begins_again_with_its_own_windows(way, by):
    referral = actions.remand(appealed(way, by), remanded_on=date(2026, 11, 10), by=by)
    assert referral.stage == ReferralStage.LITIGATING
    assert referral.suit.instance == 1
    assert CourtCase.objects.filter(decision="remand").count() == 1
    assert clock(referral, "CT-FIRST").natural_end == date(2027, 5, 10)

    referral = actions.decide_suit(
        referral, decision="judgment", decided_on=date(2026, 11, 18), by=by
    )
    actions.receive_judgment(referral, party="worker", received_on=date(2026, 11, 19), by=by)
    assert clock(referral, "CT-APPEAL-J", "worker").natural_end == date(2026, 12, 4)
