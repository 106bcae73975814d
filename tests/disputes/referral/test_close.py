"""Enforcement, performance, closing, the archive."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from niudai.casework.attaching import attach
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import ReferralStage
from tests.disputes.referral.conftest import COURT, clock, refused, running

pytestmark = pytest.mark.django_db

ASKED = {"asked_on": date(2026, 11, 2), "court": COURT}


def test_enforcement_is_asked_for_within_two_years(way, by):
    referral = actions.ask_enforcement(way.effective(), **ASKED, by=by)
    assert referral.stage == ReferralStage.EFFECTIVE
    assert clock(referral, "ENF-APPLY").stopped_on == date(2026, 11, 2)
    with refused(referral, "was applied for on 2026-11-02"):
        actions.ask_enforcement(referral, **ASKED, by=by)


def test_enforcement_names_a_court_and_follows_the_award(way, by):
    referral = way.effective()
    with refused(referral, "Name the court"):
        actions.ask_enforcement(referral, court="", by=by)
    with refused(referral, "before the event it follows"):
        actions.ask_enforcement(referral, asked_on=date(2026, 10, 9), court=COURT, by=by)
    with refused(referral, "not applied for"):
        actions.refuse_enforcement(referral, by=by)


def test_refused_enforcement_leaves_thirty_days_to_sue(way, by):
    referral = actions.ask_enforcement(way.effective(), **ASKED, by=by)
    referral = actions.refuse_enforcement(referral, received_on=date(2026, 11, 12), by=by)
    assert clock(referral, "ENF-REFUSED-SUE").natural_end == date(2026, 12, 12)

    referral = actions.sue(
        referral, ground="enforcement", by_whom="worker", court=COURT,
        filed_on=date(2026, 11, 20), by=by,
    )  # fmt: skip
    assert referral.stage == ReferralStage.LITIGATING
    assert "ENF-REFUSED-SUE" not in running(referral)


def test_full_performance_closes_with_its_proof_and_its_amounts(way, by):
    referral = way.effective()
    with refused(referral, "what proves it"):
        actions.perform(referral, proof=" ", by=by)
    referral = actions.perform(
        referral, performed_on=date(2026, 11, 10), recovered_fen=3_300_000, cost_fen=0,
        proof="银行回单", by=by,
    )  # fmt: skip
    assert (referral.stage, referral.result) == (ReferralStage.CLOSED, "performed")
    assert referral.recovered == "33,000.00"
    assert referral.item.closed_on == date(2026, 11, 10)
    assert running(referral) == set()


def test_performance_follows_the_award(way, by):
    referral = way.effective()
    with refused(referral, "before the event it follows"):
        actions.perform(referral, performed_on=date(2026, 10, 9), proof="回单", by=by)


def test_advice_alone_may_be_closed_with_its_reason(way, by):
    referral = way.advised()
    with refused(referral, "nothing more is to be done"):
        actions.close(referral, reason="", by=by)
    referral = actions.close(referral, reason="职工决定不再主张。", by=by)
    assert referral.stage == ReferralStage.CLOSED
    assert running(referral) == set()


def test_a_running_case_is_not_closed(way, by):
    for referral in (way.filed(), way.accepted(), way.awarded(), way.sued()):
        with refused(referral, "not open"):
            actions.close(referral, reason="不再跟进", by=by)


def test_enforcement_that_found_nothing_is_closed_as_such(way, by):
    referral = actions.ask_enforcement(way.effective(), **ASKED, by=by)
    referral = actions.close(
        referral, reason="终结本次执行程序", result="no-property", recovered_fen=0, by=by
    )
    assert (referral.stage, referral.result) == (ReferralStage.CLOSED, "no-property")


def closed(way, by):
    return actions.perform(
        way.effective(), performed_on=date(2026, 11, 10), proof="银行回单", by=by
    )


def test_the_archive_holds_the_award_for_ten_years(way, by):
    referral = closed(way, by)
    with refused(referral, "still lacks"):
        actions.archive(referral, box="2026-仲-03", by=by)
    with refused(referral, "which box"):
        actions.archive(referral, box="", by=by)

    paper = SimpleUploadedFile("award.pdf", b"%PDF-1.4 award", content_type="application/pdf")
    attach(referral, paper, kind="award", by=by)
    referral = actions.archive(referral, box="2026-仲-03", by=by)
    assert (referral.stage, referral.archive_box) == (ReferralStage.ARCHIVED, "2026-仲-03")
    assert referral.keep_until == date(2036, 11, 22)


def test_advice_without_an_award_is_kept_for_five_years(way, by):
    referral = actions.close(way.advised(), reason="仅咨询", by=by)
    referral = actions.archive(referral, box="2026-询-01", by=by)
    assert referral.keep_until == date(2031, 11, 22)
