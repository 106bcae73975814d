"""Donors, agreements, pledges, what arrives."""

from datetime import timedelta

import pytest

from niudai.access.permissions import Role
from niudai.assistance.giving import actions
from niudai.assistance.giving.models import Donor
from niudai.audit.models import Entry
from niudai.funds.actions import plan
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.assistance.desk.conftest import somebody
from tests.assistance.giving.conftest import TODAY, pledged
from tests.funds.conftest import People, facts, opened


def agreed(donor, by, **changes):
    given = {
        "name": "助学计划", "document": "捐〔2026〕1号", "signed_on": TODAY, "since": TODAY,
        "until": TODAY + timedelta(days=300), "purpose": "助学", "items": ["study"],
        "planned_fen": 500_000, **changes,
    }  # fmt: skip
    return actions.agree(donor, **given, by=by)


def test_how_to_reach_a_donor_never_stands_in_the_log(donor, helper):
    actions.correct_donor(donor, phone="13800000008", by=helper)

    assert "1380000" not in str([(e.changes, e.personal) for e in Entry.objects.all()])


def test_finance_is_told_of_an_agreement_about_money(donor, city, helper):
    clerk = somebody(city, Role.FINANCE_OFFICER, "资示例")

    agreed(donor, helper)

    assert Notice.objects.filter(recipient_id=clerk.appointment_id).count() == 1


def test_the_programme_gets_its_source_and_no_wider_one(donor, city, helper):
    programme, people = agreed(donor, helper), People()
    wider = opened(city, people, kind="donation", document="捐赠1")
    with pytest.raises(Refused, match="more than the agreement"):
        actions.link_source(programme, wider, by=helper)
    fitting = plan(city, **facts(kind="donation", document="捐赠2"), by=people.clerk)

    assert actions.link_source(programme, fitting, by=helper).source == fitting


def test_a_grant_is_no_donation(donor, city, helper):
    with pytest.raises(Refused, match="no donation"):
        actions.link_source(agreed(donor, helper), opened(city, People()), by=helper)


def test_what_arrives_adds_up_to_what_was_promised_and_no_more(pledge, helper):
    actions.arrive(pledge, amount_fen=200_000, document="进账单1", by=helper)
    with pytest.raises(Refused, match="already"):
        actions.arrive(pledge, amount_fen=1_000, document="进账单1", by=helper)
    with pytest.raises(Refused, match=r"1,000\.00 yuan"):
        actions.arrive(pledge, amount_fen=200_000, document="进账单2", by=helper)

    assert (pledge.arrived_fen, pledge.state(TODAY)) == (200_000, "Awaited")


def test_a_pledge_in_kind_says_what(donor, helper):
    with pytest.raises(Refused, match="in kind"):
        pledged(donor, helper, kind="goods")


def test_what_did_not_come_in_time_is_overdue(donor, helper):
    late = pledged(donor, helper, promised_on=TODAY - timedelta(days=9),
                   due_on=TODAY - timedelta(days=1))  # fmt: skip

    assert late.state(TODAY) == "Overdue"


def test_a_pledge_that_is_spoken_for_is_not_withdrawn(pledge, offered, helper):
    actions.reserve(offered, pledge, by=helper)

    with pytest.raises(Refused, match="spoken for"):
        actions.withdraw_pledge(pledge, reason="经营困难", by=helper)


def test_a_new_link_closes_the_one_before(donor, helper):
    first = actions.issue_link(donor, by=helper)
    second = actions.issue_link(donor, by=helper)

    assert Donor.objects.by_token(first, TODAY).first() is None
    assert Donor.objects.by_token(second, TODAY).get() == donor
    assert first not in str([(e.changes, e.personal) for e in Entry.objects.all()])


def test_a_neighbour_enters_no_pledge(donor, neighbour):
    with pytest.raises(Refused, match="permission"):
        pledged(donor, somebody(neighbour))
