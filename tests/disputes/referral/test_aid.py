"""Legal aid: by class or hardship, with proof; union and government clocks (scenario 21)."""

from datetime import date

import pytest

from niudai.disputes import actions as mediation
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import ReferralStage
from niudai.kernel.refused import Refused
from tests.disputes.referral.conftest import clock, refused, running

pytestmark = pytest.mark.django_db

GOVERNMENT = {"route": "government", "group": "migrant", "proof": "居住证"}
UNION = {"route": "union", "group": "platform", "proof": "接单记录"}


def april(way):
    """JS-TU §23 in its text of 2025; the government's seven days end on a holiday."""
    return way.advised(received_on=date(2026, 4, 20), knew_on=date(2026, 4, 1))


def test_government_aid_is_decided_after_the_holiday_and_assigned_on_a_worked_saturday(way, by):
    referral = actions.apply_aid(april(way), **GOVERNMENT, applied_on=date(2026, 4, 28), by=by)
    decide = clock(referral, "LAID-DECIDE")
    assert referral.stage == ReferralStage.AID_REVIEW
    assert (decide.natural_end, decide.legal_end) == (date(2026, 5, 5), date(2026, 5, 6))

    referral = actions.grant_aid(referral, decided_on=date(2026, 5, 6), by=by)
    assert referral.stage == ReferralStage.AID_GRANTED
    assert clock(referral, "LAID-ASSIGN").legal_end == date(2026, 5, 9)
    assert clock(referral, "LAID-DECIDE").stopped_on == date(2026, 5, 6)

    referral = actions.assign_lawyer(
        referral, lawyer="施范文", firm="示例律师事务所", assigned_on=date(2026, 5, 9), by=by
    )
    assert not clock(referral, "LAID-ASSIGN").late
    assert (referral.aid.lawyer, referral.stage) == ("施范文", ReferralStage.AID_GRANTED)


def test_union_aid_has_an_internal_alarm_that_decides_nothing(way, by):
    referral = actions.apply_aid(way.advised(), **UNION, applied_on=date(2026, 8, 4), by=by)

    alarm = clock(referral, "AID-DECIDE")
    assert alarm.legal_end == date(2026, 8, 11)
    assert not alarm.decides
    assert "LAID-DECIDE" not in running(referral)

    referral = actions.grant_aid(referral, decided_on=date(2026, 8, 12), by=by)
    assert clock(referral, "AID-DECIDE").late
    assert "LAID-ASSIGN" not in running(referral)


def test_hardship_is_enough_without_a_class(way, by):
    referral = actions.apply_aid(
        way.advised(), route="union", hardship=True, proof="镇总工会证明", by=by
    )
    assert referral.stage == ReferralStage.AID_REVIEW


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"route": "union", "proof": "证明"}, "hardship"),
        ({"route": "union", "group": "migrant", "proof": " "}, "which paper"),
        ({"route": "union", "group": "pensioner", "proof": "证明"}, "not eligible"),
        ({**UNION, "applied_on": date(2026, 11, 23)}, "in the future"),
    ],
)
def test_aid_without_ground_or_proof_is_refused(way, by, wrong, sentence):
    referral = way.advised()
    with refused(referral, sentence):
        actions.apply_aid(referral, **wrong, by=by)


def test_a_class_is_eligible_only_since_the_text_that_names_it(way, by):
    referral = way.advised(received_on=date(2025, 5, 6), knew_on=date(2025, 4, 1))
    with refused(referral, "not eligible"):
        actions.apply_aid(referral, **UNION, applied_on=date(2025, 5, 28), by=by)


def test_a_refusal_has_written_reasons_and_leads_back_to_advice(way, by):
    referral = actions.apply_aid(way.advised(), **UNION, applied_on=date(2026, 8, 4), by=by)
    with refused(referral, "reason"):
        actions.refuse_aid(referral, reason="", by=by)

    referral = actions.refuse_aid(
        referral, reason="平台记录不足。", decided_on=date(2026, 8, 6), by=by
    )
    assert referral.stage == ReferralStage.ADVISED
    assert (referral.aid.decision, referral.aid.reason) == ("refused", "平台记录不足。")

    # Another door is open.
    referral = actions.apply_aid(referral, **GOVERNMENT, applied_on=date(2026, 8, 7), by=by)
    assert referral.aid_applications.count() == 2


def test_aid_is_asked_for_once_at_a_time(way, by):
    referral = actions.apply_aid(way.advised(), **UNION, by=by)
    with refused(referral, "not open"):
        actions.apply_aid(referral, **GOVERNMENT, by=by)


def test_aid_is_not_decided_before_it_was_asked_for(way, by):
    referral = actions.apply_aid(way.advised(), **UNION, applied_on=date(2026, 8, 6), by=by)
    with refused(referral, "before the event it follows"):
        actions.grant_aid(referral, decided_on=date(2026, 8, 5), by=by)


def test_a_town_officer_asks_and_the_city_decides(way, network, by):
    way.by = network.town.officer
    referral = way.advised(organisation=network.town.union)
    referral = actions.apply_aid(referral, **UNION, by=network.town.officer)
    with refused(referral, "permission"):
        actions.grant_aid(referral, by=network.town.officer)
    assert actions.grant_aid(referral, by=by).stage == ReferralStage.AID_GRANTED


def test_who_mediated_may_not_now_take_a_side(network, mediating, by):
    dispute = mediating()
    mediator = dispute.mediator.name
    officer = network.town.officer
    mediation.fail(dispute, reason="分歧过大", by=officer)
    mediation.consent_to_referral(dispute, by=officer)
    referral = actions.refer(dispute, summary="主张加班工资。", by=by)
    referral = actions.grant_aid(actions.apply_aid(referral, **UNION, by=by), by=by)

    with refused(referral, "mediated this dispute"):
        actions.assign_lawyer(referral, lawyer=mediator, by=by)
    with pytest.raises(Refused, match="Name the lawyer"):
        actions.assign_lawyer(referral, lawyer=" ", by=by)


def test_one_lawyer_is_assigned_and_only_after_the_grant(way, by):
    referral = way.advised()
    with refused(referral, "not open"):
        actions.assign_lawyer(referral, lawyer="施范文", by=by)

    referral = actions.grant_aid(actions.apply_aid(referral, **UNION, by=by), by=by)
    actions.assign_lawyer(referral, lawyer="施范文", by=by)
    with refused(referral, "already assigned"):
        actions.assign_lawyer(referral, lawyer="贾样本", by=by)
