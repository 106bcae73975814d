"""What was taken down wrongly is mended, and the limitation follows the mended facts."""

from datetime import date

import pytest
import time_machine

from niudai.disputes import actions
from niudai.disputes.models import Dispute
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db

WAGES = actions.ClaimFacts(kind="wages", text="工资", amount_fen=100)
OVERTIME = actions.ClaimFacts(kind="overtime", text="加班工资", amount_fen=100)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 16:00 +0800", tick=False) as clock:
        yield clock


def ends(dispute: Dispute) -> dict[str, date]:
    """The running limitations, each with its natural end."""
    found = dispute.item.deadlines.open().filter(rule_id__startswith="ARB-LIMIT")
    return {row.rule_id: row.natural_end for row in found}


def test_the_day_the_worker_knew_may_be_told_later_and_starts_the_limitation(network, register):
    dispute = register(knew_on=None)
    assert ends(dispute) == {}
    actions.correct(dispute, reason="补充", knew_on=date(2026, 7, 31), by=network.town.officer)
    assert ends(dispute) == {"ARB-LIMIT": date(2027, 7, 31)}


def test_a_corrected_day_moves_the_limitation(network, register):
    dispute = register(knew_on=date(2026, 8, 31))
    actions.correct(dispute, reason="记错", knew_on=date(2025, 9, 30), by=network.town.officer)
    assert ends(dispute) == {"ARB-LIMIT": date(2026, 9, 30)}


def test_the_end_of_employment_starts_the_limitation_of_wages(network, register):
    dispute = register(claims=[WAGES], employment="employed", employment_ended_on=None)
    actions.correct(
        dispute, reason="已离职", employment="ended", employment_ended_on=date(2026, 9, 10),
        by=network.town.officer,
    )  # fmt: skip
    assert ends(dispute) == {"ARB-LIMIT-WAGE": date(2027, 9, 10)}


def test_who_turns_out_to_be_still_employed_has_no_limit_for_wages(network, register):
    dispute = register(claims=[WAGES])
    actions.correct(
        dispute, reason="仍在职", employment="employed", employment_ended_on=None,
        by=network.town.officer,
    )  # fmt: skip
    assert ends(dispute) == {}


def test_a_claim_added_or_taken_back_brings_its_limitation_or_ends_it(network, register):
    dispute = register(claims=[OVERTIME])
    actions.add_claim(dispute, claim=WAGES, by=network.town.officer)
    assert set(ends(dispute)) == {"ARB-LIMIT", "ARB-LIMIT-WAGE"}
    actions.remove_claim(dispute.claims.get(kind="overtime"), by=network.town.officer)
    assert set(ends(dispute)) == {"ARB-LIMIT-WAGE"}


def test_an_interruption_outlives_the_correction(network, register):
    dispute = register()
    actions.record_consent(dispute, side="respondent", given=False, by=network.town.officer)
    dispute = actions.refuse(dispute, refused_on=date(2026, 9, 17), by=network.town.officer)
    actions.correct(dispute, reason="记错", knew_on=date(2026, 7, 1), by=network.town.officer)
    assert ends(dispute) == {"ARB-LIMIT": date(2027, 9, 17)}


def test_a_withdrawn_case_gets_no_new_clock(network, register):
    dispute = actions.withdraw(register(knew_on=None), by=network.town.officer)
    actions.correct(dispute, reason="补充", knew_on=date(2026, 7, 31), by=network.town.officer)
    assert ends(dispute) == {}


def test_a_limit_that_had_passed_before_the_application_does_not_begin_anew(network, register):
    dispute = register(knew_on=date(2025, 8, 31))
    actions.record_consent(dispute, side="respondent", given=False, by=network.town.officer)
    dispute = actions.refuse(dispute, by=network.town.officer)
    assert ends(dispute) == {"ARB-LIMIT": date(2026, 8, 31)}


def test_a_limit_that_passed_after_the_application_had_been_interrupted(network, register):
    dispute = register(knew_on=date(2025, 9, 15))  # the application came on 09-14
    actions.record_consent(dispute, side="respondent", given=False, by=network.town.officer)
    dispute = actions.refuse(dispute, by=network.town.officer)
    assert ends(dispute) == {"ARB-LIMIT": date(2027, 9, 18)}


def test_a_correction_needs_a_reason_and_leaves_all_as_it_was_without_one(network, register):
    dispute = register(knew_on=None)
    with pytest.raises(Refused):
        actions.correct(dispute, reason=" ", knew_on=date(2026, 7, 31), by=network.town.officer)
    assert ends(dispute) == {}
