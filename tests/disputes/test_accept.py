"""Acceptance: scope, both consents, the clocks it stops and starts (scenario 1)."""

from datetime import date

import pytest
import time_machine

from niudai.audit.models import Entry
from niudai.casework.models import Deadline
from niudai.disputes import actions
from niudai.disputes.models import Stage
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db

TODAY = time_machine.travel("2026-09-16 09:00 +0800", tick=False)


def ends(dispute):
    return {row.rule_id: row for row in dispute.item.deadlines.all()}


@TODAY
def test_an_application_starts_the_clocks_of_receipt(register):
    dispute = register()

    running = ends(dispute)
    assert running["MED-ACCEPT"].legal_end == date(2026, 9, 17)
    assert running["MED-END-RCPT"].legal_end == date(2026, 9, 29)
    assert running["MED-END-RCPT"].role == Deadline.Role.PARTY
    assert running["ARB-LIMIT"].legal_end == date(2027, 8, 31)
    assert running["ARB-LIMIT"].provisional


@TODAY
def test_acceptance_starts_fifteen_days_that_roll_past_the_holidays(accepted):
    dispute = accepted()

    mediation = ends(dispute)["MED-END-ACC"]
    assert mediation.natural_end == date(2026, 10, 1)
    assert mediation.legal_end == date(2026, 10, 8)
    assert mediation.alarm_on == date(2026, 9, 30)
    assert ends(dispute)["MED-ACCEPT"].stopped_on == date(2026, 9, 16)
    assert dispute.stage == Stage.ACCEPTED


@TODAY
def test_without_the_employers_consent_nothing_is_accepted_and_nothing_remains(network, register):
    dispute = register()
    actions.record_scope(dispute, in_scope=True, by=network.town.officer)
    before = Entry.objects.count()

    with pytest.raises(Refused, match=r"employer|用人单位"):
        actions.accept(dispute, accepted_on=date(2026, 9, 16), by=network.town.officer)

    dispute.refresh_from_db()
    assert dispute.stage == Stage.REGISTERED
    assert dispute.accepted_on is None
    assert Entry.objects.count() == before
    assert "MED-END-ACC" not in ends(dispute)


@TODAY
def test_a_day_of_acceptance_in_the_future_is_refused(network, register):
    dispute = register()
    with pytest.raises(Refused, match="2026-09-18"):
        actions.accept(dispute, accepted_on=date(2026, 9, 18), by=network.town.officer)


@TODAY
def test_a_day_of_acceptance_before_the_application_is_refused(network, register):
    dispute = register()
    with pytest.raises(Refused, match="2026-09-11"):
        actions.accept(dispute, accepted_on=date(2026, 9, 11), by=network.town.officer)


@time_machine.travel("2026-09-21 09:00 +0800", tick=False)
def test_late_acceptance_is_flagged_and_not_blocked(accepted):
    dispute = accepted(on=date(2026, 9, 21))

    assert dispute.stage == Stage.ACCEPTED
    assert ends(dispute)["MED-ACCEPT"].late


@TODAY
def test_the_officer_of_the_next_town_is_refused_even_if_a_page_forgets_to_ask(network, register):
    dispute = register()
    with pytest.raises(Refused):
        actions.accept(dispute, by=network.next_town.officer)
    assert not Entry.objects.filter(action="disputes.accept").exists()


@TODAY
def test_what_is_no_labour_dispute_is_declined_with_its_reason(network, register):
    dispute = register()
    with pytest.raises(Refused):
        actions.record_scope(dispute, in_scope=False, by=network.town.officer)

    actions.record_scope(
        dispute,
        in_scope=False,
        reason="社会保险缴费争议，请找社保经办机构。",
        by=network.town.officer,
    )
    dispute = actions.decline(dispute, by=network.town.officer)

    assert (dispute.stage, dispute.outcome) == (Stage.DECLINED, "declined-scope")
    assert dispute.item.closed_on == date(2026, 9, 16)


@TODAY
def test_a_refusal_of_the_employer_interrupts_the_limitation(network, register):
    dispute = register()
    actions.record_consent(dispute, side="respondent", given=False, by=network.town.officer)
    dispute = actions.refuse(dispute, by=network.town.officer)

    assert dispute.stage == Stage.DECLINED
    assert ends(dispute)["ARB-LIMIT"].legal_end >= date(2027, 9, 16)
