"""Filing, correction, acceptance, refusal, silence; collective cases (scenario 10)."""

from datetime import date

import pytest
import time_machine

from niudai.disputes.actions import referral as actions
from niudai.disputes.models import ReferralStage
from tests.disputes.referral.conftest import COMMISSION, clock, refused, running

pytestmark = pytest.mark.django_db


def collective(way, **changes):
    return way.advised(
        received_on=date(2026, 3, 30), knew_on=date(2026, 3, 1), workers=10, common_claim=True,
        **{"representatives": 3, **changes},
    )  # fmt: skip


def test_filing_ends_the_limitation_and_starts_the_watch_on_acceptance(way):
    referral = way.filed()

    assert referral.stage == ReferralStage.FILED
    assert running(referral) == {"ARB-ACCEPT", "ARB-CORRECT"}
    assert clock(referral, "ARB-LIMIT").stopped_on == date(2026, 8, 5)
    assert clock(referral, "ARB-ACCEPT").legal_end == date(2026, 8, 12)


def test_filing_names_commission_and_receipt(way, by):
    referral = way.advised()
    with refused(referral, "Name the arbitration commission"):
        actions.file(referral, commission=" ", receipt="回执", by=by)
    with refused(referral, "day of filing"):
        actions.file(referral, commission=COMMISSION, receipt="", by=by)
    with refused(referral, "in the future"):
        way.file(referral, date(2026, 11, 23))
    with refused(referral, "before the case was received"):
        way.file(referral, date(2026, 6, 30))


def test_a_worker_may_have_filed_before_coming(way):
    """Received here on 3 August; the commission's receipt is older, but not older than the harm."""
    assert way.file(way.advised(), date(2026, 7, 20)).filed_on == date(2026, 7, 20)


def test_filing_after_the_grant_of_aid_is_open_and_before_it_is_not(way, by):
    facts = {"route": "union", "group": "migrant", "proof": "居住证"}
    referral = actions.apply_aid(way.advised(), **facts, applied_on=date(2026, 8, 4), by=by)
    with refused(referral, "not open"):
        way.file(referral)
    referral = actions.grant_aid(referral, decided_on=date(2026, 8, 6), by=by)
    with refused(referral, "before the event it follows"):
        way.file(referral, date(2026, 8, 5))
    assert way.file(referral, date(2026, 8, 7)).stage == ReferralStage.FILED


def test_a_correction_stops_acceptance_and_its_completion_restarts_it(way, by):
    referral = way.filed()
    referral = actions.tell_correction(
        referral, told_on=date(2026, 8, 7), what="缺少工资流水", by=by
    )
    assert referral.stage == ReferralStage.CORRECTING
    assert clock(referral, "ARB-ACCEPT").paused_on == date(2026, 8, 7)
    assert clock(referral, "ARB-CORRECT").stopped_on == date(2026, 8, 7)

    referral = actions.complete_correction(referral, completed_on=date(2026, 8, 14), by=by)
    acceptance = clock(referral, "ARB-ACCEPT")
    assert referral.stage == ReferralStage.FILED
    assert (acceptance.paused_on, acceptance.stopped_on) == (None, None)
    # Counted anew from Friday: five working days.
    assert acceptance.legal_end == date(2026, 8, 21)


def test_a_correction_says_what_is_missing_and_is_completed_later_than_told(way, by):
    referral = way.filed()
    with refused(referral, "what must be corrected"):
        actions.tell_correction(referral, what=" ", by=by)
    referral = actions.tell_correction(referral, told_on=date(2026, 8, 7), what="证据", by=by)
    with refused(referral, "before the event it follows"):
        actions.complete_correction(referral, completed_on=date(2026, 8, 6), by=by)


def test_acceptance_starts_award_service_and_tribunal(way):
    referral = way.accepted()

    assert referral.stage == ReferralStage.ACCEPTED
    assert running(referral) == {"ARB-SERVE", "ARB-TRIBUNAL", "ARB-AWARD"}
    # 24 September is no day off; 45 days from 10 August.
    assert clock(referral, "ARB-AWARD").natural_end == date(2026, 9, 24)
    assert clock(referral, "ARB-SERVE").legal_end == date(2026, 8, 17)
    assert referral.arbitration_number.endswith("0101号")


def test_acceptance_before_filing_is_refused(way, by):
    referral = way.filed()
    with refused(referral, "before the event it follows"):
        actions.accept(referral, accepted_on=date(2026, 8, 4), by=by)


def test_late_acceptance_is_flagged_and_not_blocked(way):
    referral = way.accepted(on=date(2026, 8, 13))
    assert referral.stage == ReferralStage.ACCEPTED
    assert clock(referral, "ARB-ACCEPT").late


def test_a_refusal_opens_the_way_to_court(way, by):
    referral = way.filed()
    with refused(referral, "reason"):
        actions.refuse(referral, reason="", by=by)
    referral = actions.refuse(referral, reason="主体不适格。", refused_on=date(2026, 8, 11), by=by)
    assert (referral.stage, referral.result) == (ReferralStage.REFUSED, "arb-refused")
    assert running(referral) == set()


def test_silence_is_noted_only_after_the_last_day(way, by):
    with time_machine.travel("2026-08-12 09:00 +0800", tick=False):
        referral = way.filed()
        with refused(referral, "until 2026-08-12"):
            actions.note_silence(referral, by=by)
    with time_machine.travel("2026-08-13 09:00 +0800", tick=False):
        referral = actions.note_silence(referral, by=by)
    assert referral.stage == ReferralStage.REFUSED
    assert clock(referral, "ARB-ACCEPT").late


def test_silence_is_not_noted_while_papers_are_corrected(way, by):
    referral = actions.tell_correction(way.filed(), told_on=date(2026, 8, 7), what="证据", by=by)
    with refused(referral, "not open"):
        actions.note_silence(referral, by=by)


@pytest.mark.parametrize("absent", [False, True])
def test_an_application_is_withdrawn_or_counts_as_withdrawn(way, by, absent):
    referral = actions.withdraw(
        way.accepted(), withdrawn_on=date(2026, 8, 20), by_absence=absent, by=by
    )
    assert referral.stage == ReferralStage.WITHDRAWN
    assert referral.result == ("arb-as-withdrawn" if absent else "arb-withdrawn")
    assert running(referral) == set()


def test_nothing_is_withdrawn_that_was_never_filed(way, by):
    referral = way.advised()
    with refused(referral, "not open"):
        actions.withdraw(referral, by=by)


# --- collective --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "sentence"), [(2, "too few"), (6, "too many"), (None, "too few")]
)
def test_a_collective_case_is_not_filed_without_three_to_five_representatives(way, count, sentence):
    referral = collective(way, representatives=count)
    with refused(referral, sentence):
        way.file(referral, date(2026, 4, 27))


@pytest.mark.parametrize("count", [3, 5])
def test_a_collective_case_has_its_own_clocks_past_the_may_holiday(way, by, count):
    referral = way.file(collective(way, representatives=count), date(2026, 4, 27))
    assert running(referral) == {"COL-ACCEPT", "ARB-CORRECT"}
    assert clock(referral, "COL-ACCEPT").legal_end == date(2026, 5, 7)

    referral = actions.accept(referral, accepted_on=date(2026, 5, 7), by=by)
    assert running(referral) == {"COL-NOTICE", "ARB-AWARD"}
    # Saturday 9 May is worked.
    assert clock(referral, "COL-NOTICE").legal_end == date(2026, 5, 13)
    assert not clock(referral, "COL-ACCEPT").late

    actions.give_combined_notice(referral, told_on=date(2026, 5, 13), by=by)
    assert not clock(referral, "COL-NOTICE").late


def test_a_correction_restarts_the_collective_acceptance_too(way, by):
    referral = way.file(collective(way), date(2026, 4, 27))
    referral = actions.tell_correction(referral, told_on=date(2026, 4, 29), what="名单", by=by)
    actions.complete_correction(referral, completed_on=date(2026, 5, 6), by=by)
    # 7, 8, 9 (worked Saturday), 11, 12 May.
    assert clock(referral, "COL-ACCEPT").legal_end == date(2026, 5, 12)


def test_one_worker_has_no_combined_notice(way, by):
    referral = way.accepted()
    with refused(referral, "Only a collective case"):
        actions.give_combined_notice(referral, by=by)
