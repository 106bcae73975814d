"""From mediation to arbitration: consent, a summary only, the limitation goes on as it ran."""

from datetime import date

import pytest

from niudai.disputes import actions as mediation
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import Dispute, Referral, ReferralStage, Stage
from niudai.kernel.refused import Refused
from tests.disputes.referral.conftest import clock, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(network, mediating):
    return mediation.fail(
        mediating(), reason="双方分歧过大。", failed_on=date(2026, 9, 28), by=network.town.officer
    )


@pytest.fixture
def consenting(network, failed):
    return mediation.consent_to_referral(
        failed, given_on=date(2026, 9, 29), proof="签字的同意书", by=network.town.officer
    )


def refer(dispute, by, **changes):
    facts = {"summary": "主张加班工资 18,640.00 元。", "referred_on": date(2026, 9, 30)}
    return actions.refer(dispute, **{**facts, **changes}, by=by)


def test_a_failed_mediation_is_referred_with_the_workers_consent(network, consenting):
    referral = refer(consenting, network.town.officer)

    consenting.refresh_from_db()
    assert consenting.stage == Stage.REFERRED
    assert referral.stage == ReferralStage.ADVISED
    assert list(consenting.referrals.all()) == [referral]
    assert referral.organisation == network.town.union
    assert referral.consent_on == date(2026, 9, 29)
    assert (referral.worker_name, referral.employer_name) == ("甄示例", "江阴示例纺织有限公司")
    assert referral.claimed_fen == 1_864_000


def test_only_a_summary_is_carried(network, consenting):
    referral = refer(consenting, network.town.officer)

    carried = str(Referral.objects.filter(pk=referral.pk).values().get())
    assert consenting.facts not in carried
    assert all(meeting.minutes not in carried for meeting in consenting.meetings.all())


def test_the_interruption_by_failed_mediation_is_carried(network, consenting):
    referral = refer(consenting, network.town.officer)

    limit = clock(referral, "ARB-LIMIT")
    assert limit.started_on == date(2026, 8, 31)
    assert limit.course["restart"] == "2026-09-28"
    assert limit.natural_end == date(2027, 9, 28)
    assert limit.stopped_on is None
    # It runs in one place only.
    assert not consenting.item.deadlines.open().filter(rule_id="ARB-LIMIT").exists()


def test_without_the_workers_consent_nothing_is_opened_and_the_case_stays(network, failed):
    with pytest.raises(Refused, match="worker must agree"):
        refer(failed, network.town.officer)

    failed.refresh_from_db()
    assert failed.stage == Stage.FAILED
    assert not Referral.objects.exists()


def test_without_a_summary_neither_case_moves(network, consenting):
    with pytest.raises(Refused, match="Write a summary"):
        refer(consenting, network.town.officer, summary="  ")

    assert Dispute.objects.get(pk=consenting.pk).stage == Stage.FAILED
    assert not Referral.objects.exists()


def test_a_village_officer_cannot_refer(network, consenting):
    with pytest.raises(Refused, match="permission"):
        refer(consenting, network.village.officer)
    assert not Referral.objects.exists()


def test_the_city_may_refer_a_case_of_the_town_and_answers_for_it(network, consenting):
    referral = refer(consenting, network.city.officer)

    assert referral.organisation == network.city.union
    assert referral not in Referral.objects.visible_to(network.town.officer)
    assert referral in Referral.objects.visible_to(network.city.officer)


def test_a_case_still_in_mediation_is_not_referred(network, mediating):
    dispute = mediating()
    mediation.consent_to_referral(dispute, by=network.town.officer)
    with pytest.raises(Refused, match="not open"):
        refer(dispute, network.town.officer)
    assert not Referral.objects.exists()


def test_only_the_limitation_runs_on_the_first_day(network, consenting):
    assert running(refer(consenting, network.town.officer)) == {"ARB-LIMIT"}
