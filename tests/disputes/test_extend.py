"""Extending the mediation, and what happens without it (scenario 2)."""

from datetime import date

import pytest
import time_machine

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.models import Extension, Stage
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db


def mediation(dispute):
    return dispute.item.deadlines.get(rule_id="MED-END-ACC")


@pytest.fixture
def spring(mediating):
    """Received and accepted on 2026-04-20: the fifteenth day is 5 May, a holiday."""
    with time_machine.travel("2026-04-21 09:00 +0800", tick=False):
        return mediating(
            received_on=date(2026, 4, 20),
            on=date(2026, 4, 20),
            employment_ended_on=date(2026, 3, 31),
            knew_on=date(2026, 3, 31),
        )


def test_the_end_moves_past_the_holiday(spring):
    assert mediation(spring).natural_end == date(2026, 5, 5)
    assert mediation(spring).legal_end == date(2026, 5, 6)


@time_machine.travel("2026-04-30 09:00 +0800", tick=False)
def test_both_sides_may_extend_in_writing_before_the_end(network, spring):
    actions.extend(
        spring,
        until=date(2026, 5, 20),
        applicant_signed_on=date(2026, 4, 29),
        respondent_signed_on=date(2026, 4, 30),
        by=network.town.officer,
    )
    assert mediation(spring).legal_end == date(2026, 5, 20)


@time_machine.travel("2026-05-07 09:00 +0800", tick=False)
def test_after_the_end_an_extension_comes_too_late(network, spring):
    with pytest.raises(Refused, match="2026-05-06"):
        actions.extend(
            spring,
            until=date(2026, 5, 20),
            applicant_signed_on=date(2026, 5, 7),
            respondent_signed_on=date(2026, 5, 7),
            by=network.town.officer,
        )
    assert not Extension.objects.exists()
    assert not Entry.objects.filter(action="casework.extend").exists()


@time_machine.travel("2026-05-06 23:00 +0800", tick=False)
def test_on_the_last_day_nobody_may_call_it_failed_for_time(network, spring):
    with pytest.raises(Refused, match="2026-05-06"):
        actions.time_out(spring, by=network.town.officer)


@time_machine.travel("2026-05-07 00:30 +0800", tick=False)
def test_from_the_day_after_it_counts_as_failed_and_the_limitation_begins_anew(spring):
    dispute = actions.time_out(spring)

    assert (dispute.stage, dispute.outcome) == (Stage.FAILED, "timed-out")
    assert dispute.item.deadlines.get(rule_id="ARB-LIMIT").natural_end == date(2027, 5, 7)
