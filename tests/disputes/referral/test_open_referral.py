"""A worker comes without a mediation case: the limitation is shown from the first day."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.disputes.actions import referral as actions
from niudai.disputes.models import Referral, ReferralStage
from niudai.kernel.refused import Refused
from tests.disputes.referral.conftest import clock, running

pytestmark = pytest.mark.django_db


def test_a_worker_who_asks_is_advised_and_the_limitation_is_shown(way):
    referral = way.advised()

    assert referral.stage == ReferralStage.ADVISED
    assert clock(referral, "ARB-LIMIT").natural_end == date(2027, 7, 1)
    assert referral.item.url.endswith(f"/{referral.pk}/")
    assert Entry.objects.get(action="disputes.advise").subject_id == str(referral.pk)
    assert referral.reference.startswith("澄引〔2026〕")


def test_wages_of_someone_still_employed_have_no_limit(way):
    referral = way.advised(wages_claimed=True, others_claimed=False, knew_on=None)
    assert running(referral) == set()


def test_wages_count_from_the_end_of_the_employment(way):
    referral = way.advised(
        wages_claimed=True, others_claimed=False, knew_on=None,
        employment_ended_on=date(2026, 7, 15),
    )  # fmt: skip
    assert running(referral) == {"ARB-LIMIT-WAGE"}
    assert clock(referral, "ARB-LIMIT-WAGE").natural_end == date(2027, 7, 15)


def test_wages_and_something_else_have_a_limit_each(way):
    referral = way.advised(wages_claimed=True, employment_ended_on=date(2026, 7, 15))
    assert running(referral) == {"ARB-LIMIT", "ARB-LIMIT-WAGE"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"knew_on": None}, "since when the worker knew"),
        ({"summary": " "}, "Write a summary"),
        ({"worker_name": ""}, "Name the worker"),
        ({"employer_name": ""}, "Name the worker and the employer"),
        ({"workers": 0}, "at least one"),
        ({"others_claimed": False}, "what is claimed"),
        ({"received_on": date(2026, 11, 23)}, "in the future"),
        ({"knew_on": date(2026, 8, 4)}, "after the application"),
        ({"employment_ended_on": date(2026, 8, 4)}, "after the application"),
        ({"worker_phone": "12"}, "."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_opens_nothing(way, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        way.advised(**wrong)
    assert not Referral.objects.exists()
    assert not Entry.objects.exists()


def test_a_village_officer_cannot_open_a_referral(way, network):
    way.by = network.village.officer
    with pytest.raises(Refused, match="permission"):
        way.advised(organisation=network.village.union)


def test_nine_workers_are_not_a_collective_case_and_ten_are(way):
    assert not way.advised(workers=9, common_claim=True).collective
    assert way.advised(workers=10, common_claim=True).collective
    assert not way.advised(workers=10, common_claim=False).collective


def test_a_dispute_about_a_collective_contract_is_collective(way):
    assert way.advised(collective_contract=True).collective


def test_an_interruption_told_at_the_counter_restarts_the_limitation(way):
    referral = way.advised(interrupted_on=date(2026, 7, 20))
    assert clock(referral, "ARB-LIMIT").natural_end == date(2027, 7, 20)


def test_a_later_interruption_restarts_it_again(way, by):
    referral = way.advised()
    actions.record_interruption(
        referral, interrupted_on=date(2026, 8, 20), reason="发函催要，公司签收。", by=by
    )
    assert clock(referral, "ARB-LIMIT").natural_end == date(2027, 8, 20)


def test_an_interruption_needs_its_reason_and_an_unfiled_case(way, by):
    referral = way.advised()
    with pytest.raises(Refused, match="what interrupted"):
        actions.record_interruption(referral, interrupted_on=date(2026, 8, 20), reason="", by=by)
    with pytest.raises(Refused, match="no longer runs"):
        actions.record_interruption(
            way.file(referral), interrupted_on=date(2026, 8, 20), reason="发函", by=by
        )


def test_a_summary_is_mended_until_the_case_is_filed(way, by):
    facts = {
        "summary": "另主张年休假工资。", "workers": 10, "common_claim": True,
        "representatives": 3, "claimed_fen": None,
    }  # fmt: skip
    referral = actions.correct_summary(way.advised(), **facts, by=by)
    assert (referral.collective, referral.representatives) == (True, 3)

    with pytest.raises(Refused, match="changed at the commission"):
        actions.correct_summary(way.filed(), **facts, by=by)


def test_the_next_town_sees_nothing_of_it(way, network):
    way.advised()
    assert not Referral.objects.visible_to(network.next_town.officer).exists()
    assert not Referral.objects.visible_to(network.town.officer).exists()
