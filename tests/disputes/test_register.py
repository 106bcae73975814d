"""Taking a dispute down: what is refused, and with which sentence."""

from datetime import date

import pytest
import time_machine

from niudai.audit.models import Entry
from niudai.casework.models import WorkItem
from niudai.disputes import actions
from niudai.disputes.models import Dispute, Party
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-16 10:00 +0800", tick=False):
        yield


def nothing_is_left():
    return not (Dispute.objects.exists() or WorkItem.objects.exists() or Entry.objects.exists())


def test_a_dispute_gets_the_next_number_of_its_body(register):
    assert register().reference == "澄周调〔2026〕0001 号"
    assert register().reference == "澄周调〔2026〕0002 号"
    assert register("village").reference == "澄周调〔2026〕0003 号"


def test_nine_workers_are_an_individual_dispute_and_ten_a_collective_one(register):
    assert not register(workers=9, common_claim=True).collective
    assert register(workers=10, common_claim=True).collective
    assert not register(workers=10, common_claim=False).collective


@pytest.mark.parametrize("count, fits", [(2, False), (3, True), (5, True), (6, False)])
def test_a_collective_dispute_needs_three_to_five_representatives(network, register, count, fits):
    people = [
        actions.PartyFacts(name=f"易假名{number}", is_representative=number < count)
        for number in range(10)
    ]
    dispute = register(applicants=people, workers=10, common_claim=True)
    officer = network.town.officer
    actions.record_scope(dispute, in_scope=True, by=officer)
    actions.record_consent(dispute, side="respondent", given=True, by=officer)
    if fits:
        assert actions.accept(dispute, by=officer).accepted_on == date(2026, 9, 16)
    else:
        with pytest.raises(Refused, match=r"3"):
            actions.accept(dispute, by=officer)


@pytest.mark.parametrize(
    "changes",
    [
        {"received_on": date(2026, 9, 17)},
        {"knew_on": date(2026, 9, 15)},
        {"employment_ended_on": date(2026, 9, 15)},
        {"claims": []},
        {"applicants": []},
        {"applicants": [actions.PartyFacts(name="甄示例", number="320219900101001X")]},
        {"applicants": [actions.PartyFacts(name="甄示例", phone="123")]},
        {"workers": 0},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing_behind(network, register, changes):
    with pytest.raises(Refused):
        register(**changes)
    assert nothing_is_left()


def test_numbers_are_not_readable_in_the_database(register):
    register(applicants=[actions.PartyFacts(name="甄示例", phone="13800000000")])
    raw = Party.objects.filter(side="applicant").values_list("phone_hash", flat=True).get()
    assert "1380" not in raw
    assert Party.objects.get(side="applicant").phone == "13800000000"
    assert Party.objects.filter(phone_hash=raw).count() == 1


def test_wages_of_someone_still_employed_have_no_limitation_yet(register):
    dispute = register(
        claims=[actions.ClaimFacts(kind="wages", text="工资", amount_fen=100)],
        employment="employed",
        employment_ended_on=None,
    )
    rules = set(dispute.item.deadlines.values_list("rule_id", flat=True))
    assert not rules & {"ARB-LIMIT", "ARB-LIMIT-WAGE"}


def test_wages_after_the_end_of_employment_have_one_year_from_that_day(register):
    dispute = register(claims=[actions.ClaimFacts(kind="wages", text="工资", amount_fen=100)])
    limit = dispute.item.deadlines.get(rule_id="ARB-LIMIT-WAGE")
    assert limit.natural_end == date(2027, 8, 31)
