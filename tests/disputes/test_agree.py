"""The agreement: contents, signatures, three originals, the windows it opens (scenario 3)."""

from datetime import date

import pytest
import time_machine

from niudai.disputes import actions
from niudai.disputes.actions.agreement import Promise
from niudai.disputes.models import Stage
from niudai.kernel.refused import Refused

pytestmark = pytest.mark.django_db

SIGNED = {
    "applicant_signed_on": date(2026, 9, 17),
    "respondent_signed_on": date(2026, 9, 18),
    "mediator_signed_on": date(2026, 9, 18),
    "stamped_on": date(2026, 9, 18),
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-09-18 16:00 +0800", tick=False) as clock:
        yield clock


def draft(dispute, officer, **changes):
    facts = {
        "text": "公司分两期支付加班工资。",
        "manner": "转入工资卡",
        "items": [Promise(text="第一期", due_on=date(2026, 10, 15), amount_fen=1_000_000)],
        "confirms_relationship": False,
        "payment_only": True,
    }
    return actions.draft_agreement(dispute, **{**facts, **changes}, by=officer)


def windows(dispute):
    return {row.rule_id: row for row in dispute.item.deadlines.all()}


def agreed(dispute, officer, **changes):
    draft(dispute, officer, **changes)
    return actions.agree(dispute, **SIGNED, originals=3, by=officer)


def test_the_last_signature_opens_both_windows(network, mediating):
    dispute = agreed(mediating(), network.town.officer)

    assert dispute.stage == Stage.AGREED
    assert windows(dispute)["MED-REVIEW-APPLY"].natural_end == date(2026, 10, 3)
    assert windows(dispute)["MED-REVIEW-APPLY"].legal_end == date(2026, 10, 8)
    assert windows(dispute)["MED-CONFIRM-APPLY"].natural_end == date(2026, 10, 18)
    assert windows(dispute)["MED-CONFIRM-APPLY"].legal_end == date(2026, 10, 19)


def test_review_is_decided_within_working_days_that_include_the_make_up_saturday(
    network, mediating, today
):
    dispute = agreed(mediating(), network.town.officer)
    today.move_to("2026-10-08 10:00 +0800")
    dispute = actions.ask_review(dispute, both_signed=True, by=network.town.officer)

    assert windows(dispute)["MED-REVIEW-DECIDE"].legal_end == date(2026, 10, 14)


def test_review_is_not_offered_where_employment_is_confirmed(network, mediating):
    dispute = agreed(mediating(), network.town.officer, confirms_relationship=True)

    assert "MED-REVIEW-APPLY" not in windows(dispute)
    with pytest.raises(Refused, match="75"):
        actions.ask_review(dispute, both_signed=True, by=network.town.officer)


def test_after_its_window_review_is_refused_with_the_day(network, mediating, today):
    dispute = agreed(mediating(), network.town.officer)
    today.move_to("2026-10-09 10:00 +0800")
    with pytest.raises(Refused, match="2026-10-08"):
        actions.ask_review(dispute, both_signed=True, by=network.town.officer)


def test_an_application_made_in_time_may_be_recorded_later(network, mediating, today):
    dispute = agreed(mediating(), network.town.officer)
    today.move_to("2026-10-20 10:00 +0800")
    dispute = actions.ask_review(
        dispute, asked_on=date(2026, 10, 8), both_signed=True, by=network.town.officer
    )
    assert dispute.stage == Stage.REVIEWING


def test_a_refused_review_does_not_open_its_window_again(network, mediating, today):
    officer = network.town.officer
    dispute = agreed(mediating(), officer)
    dispute = actions.ask_review(dispute, both_signed=True, by=officer)
    dispute = actions.tell_enforcement(dispute, answer="refuse_review", by=officer)
    today.move_to("2026-10-09 10:00 +0800")
    with pytest.raises(Refused, match="2026-10-08"):
        actions.ask_review(dispute, both_signed=True, by=officer)
    dispute.refresh_from_db()
    assert dispute.stage == Stage.AGREED


def test_nobody_applies_before_the_agreement_is_in_force(network, mediating):
    dispute = agreed(mediating(), network.town.officer)
    with pytest.raises(Refused, match="in force"):
        actions.ask_confirmation(
            dispute, asked_on=date(2026, 9, 17), both_signed=True, by=network.town.officer
        )


def test_one_side_alone_cannot_apply(network, mediating):
    dispute = agreed(mediating(), network.town.officer)
    with pytest.raises(Refused):
        actions.ask_confirmation(dispute, both_signed=False, by=network.town.officer)
    dispute.refresh_from_db()
    assert dispute.stage == Stage.AGREED


def test_a_signature_in_the_future_leaves_nothing_behind(network, mediating):
    dispute = mediating()
    draft(dispute, network.town.officer)
    with pytest.raises(Refused, match="2026-09-19"):
        actions.agree(
            dispute,
            **{**SIGNED, "stamped_on": date(2026, 9, 19)},
            originals=3,
            by=network.town.officer,
        )
    dispute.agreement.refresh_from_db()
    assert dispute.agreement.effective_on is None


def test_two_originals_are_not_enough(network, mediating):
    dispute = mediating()
    draft(dispute, network.town.officer)
    with pytest.raises(Refused, match="3"):
        actions.agree(dispute, **SIGNED, originals=2, by=network.town.officer)


def test_an_agreement_that_promises_nothing_is_refused(network, mediating):
    dispute = mediating()
    draft(dispute, network.town.officer, items=[])
    with pytest.raises(Refused):
        actions.agree(dispute, **SIGNED, originals=3, by=network.town.officer)


def test_performed_closed_archived(network, mediating, today):
    officer = network.town.officer
    dispute = agreed(mediating(), officer)
    with pytest.raises(Refused):
        actions.perform(dispute, by=officer)
    today.move_to("2026-10-15 10:00 +0800")
    actions.perform_item(dispute.agreement.items.get(), proof="银行回单", by=officer)
    dispute = actions.perform(dispute, by=officer)
    assert dispute.stage == Stage.PERFORMED
    dispute = actions.close(dispute, by=officer)
    with pytest.raises(Refused):  # the signed agreement is not in the file
        actions.archive(dispute, box="2026-17", by=officer)


def test_a_broken_promise_is_recorded_only_after_its_day(network, mediating, today):
    officer = network.town.officer
    dispute = agreed(mediating(), officer)
    with pytest.raises(Refused):
        actions.default(dispute, note="未付第一期", by=officer)
    today.move_to("2026-10-16 10:00 +0800")
    dispute = actions.default(dispute, note="未付第一期", by=officer)
    assert dispute.stage == Stage.DEFAULTED


def test_a_broken_promise_begins_the_limitation_anew_from_its_own_day(network, mediating, today):
    """Recorded weeks later, the worker must not be told a last day that is too late."""
    officer = network.town.officer
    dispute = agreed(mediating(), officer)
    today.move_to("2026-11-20 10:00 +0800")
    dispute = actions.default(dispute, note="未付第一期", by=officer)
    assert windows(dispute)["ARB-LIMIT"].natural_end == date(2027, 10, 15)


def test_no_payment_order_where_no_money_is_owed(network, mediating, today):
    officer = network.town.officer
    paper = [Promise(text="出具离职证明", due_on=date(2026, 10, 15))]
    dispute = agreed(mediating(), officer, items=paper, payment_only=False)
    today.move_to("2026-10-16 10:00 +0800")
    dispute = actions.default(dispute, note="未出具", by=officer)
    with pytest.raises(Refused, match="money"):
        actions.payment_order(dispute, event="ask_payment_order", by=officer)


def test_the_payment_order_runs_its_three_periods(network, accepted, mediating, today):
    """Scenario 11 with the days of 2026-03 moved behind the agreement's own."""
    officer = network.town.officer
    dispute = agreed(mediating(), officer)
    today.move_to("2026-11-02 10:00 +0800")
    dispute = actions.default(dispute, note="未付", by=officer)
    dispute = actions.payment_order(dispute, event="ask_payment_order", by=officer)
    assert windows(dispute)["PAY-ORDER-ANSWER"].natural_end == date(2026, 11, 7)
    assert windows(dispute)["PAY-ORDER-ANSWER"].legal_end == date(2026, 11, 9)
    today.move_to("2026-11-06 10:00 +0800")
    dispute = actions.payment_order(dispute, event="payment_order_accepted", by=officer)
    assert windows(dispute)["PAY-ORDER-ISSUE"].natural_end == date(2026, 11, 21)
    assert windows(dispute)["PAY-ORDER-ISSUE"].legal_end == date(2026, 11, 23)
