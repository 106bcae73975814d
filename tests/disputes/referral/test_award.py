"""The award: proposed by the numbers, confirmed by a person, a window for each party (6, 8)."""

from datetime import date

import pytest
import time_machine

from niudai.disputes.actions import referral as actions
from niudai.disputes.models import Award, ReferralStage
from tests.disputes.referral.conftest import HEARING, MADE, clock, refused, running

pytestmark = pytest.mark.django_db


def proposals(referral):
    return [item.proposed_final for item in referral.award_items.all()]


def listed(way, by, *lines):
    referral = way.hearing_set()
    return actions.list_items(referral, items=way.items(*lines), by=by)


def confirm(referral, by, *said, **facts):
    final = dict(zip((item.pk for item in referral.award_items.all()), said, strict=True))
    numbers = {"final_number": "1号", "other_number": "2号", "made_on": MADE}
    return actions.award(referral, final=final, **{**numbers, **facts}, by=by)


def test_the_ceiling_is_compared_item_by_item_and_nobody_sums(way, by):
    """Scenario 8, with the minimum wage on record."""
    referral = listed(way, by, ("工资", 3_192_000), ("补偿", 3_192_001))
    assert proposals(referral) == [True, False]

    referral = listed(way, by, ("工资", 3_000_000), ("补偿", 3_300_000))
    assert proposals(referral) == [True, False]
    item = referral.award_items.first()
    assert any("31920.00" in sentence for sentence in item.proposal["sentences"])
    # The minimum wage on record was not checked: the proposal says so of itself.
    assert item.proposal["status"] == "preview"


def test_a_minimum_wage_given_by_a_person_makes_the_proposal_firm(way, by):
    referral = way.hearing_set()
    actions.list_items(
        referral, items=way.items(("工资", 3_300_000)), minimum_wage_fen=280_000, by=by
    )
    item = referral.award_items.get()
    assert item.proposed_final
    assert item.proposal["status"] == "decides"


def test_state_standards_are_proposed_as_final_without_an_amount(way, by):
    referral = way.hearing_set()
    items = [actions.Item(claim="补缴社会保险", matter="standard")]
    actions.list_items(referral, items=items, by=by)
    assert proposals(referral) == [True]


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], "at least one thing"),
        ([actions.Item(claim=" ", matter="pay", amount_fen=1)], "what each item is for"),
        ([actions.Item(claim="工资", matter="pay")], "give the amount"),
    ],
)
def test_items_are_complete(way, by, items, sentence):
    referral = way.hearing_set()
    with refused(referral, sentence):
        actions.list_items(referral, items=items, by=by)


def test_nothing_is_final_until_a_person_confirms_it(way, by):
    referral = listed(way, by, ("工资", 3_000_000))
    assert referral.stage == ReferralStage.HEARING_SET
    assert referral.award_items.get().final is None
    assert not Award.objects.exists()
    with refused(referral, "Confirm every item"):
        actions.award(referral, final={}, final_number="1号", made_on=MADE, by=by)


def test_mixed_items_make_two_documents_first_final_second_not(way, by):
    referral = confirm(listed(way, by, ("工资", 3_000_000), ("补偿", 3_300_000)), by, True, False)

    assert (referral.stage, referral.result) == (ReferralStage.AWARDED, "award-mixed")
    first, second = referral.awards.all()
    assert (first.final, first.number, second.final, second.number) == (True, "1号", False, "2号")
    assert [item.claim for item in first.items.all()] == ["工资"]
    item = first.items.get()
    assert (item.confirmed_by, item.confirmed_on) == (by.name, date(2026, 11, 22))


def test_what_the_award_says_prevails_over_the_numbers(way, by):
    """JI1 §18: the program proposed final, the award says otherwise."""
    referral = confirm(listed(way, by, ("工资", 3_000_000)), by, False)
    item = referral.award_items.get()
    assert (item.proposed_final, item.final, item.differs) == (True, False, True)
    assert referral.result == "award-non-final"
    assert not referral.awards.get().final


def test_both_kinds_in_one_document_count_as_not_final(way, by):
    """JI1 §20."""
    referral = listed(way, by, ("工资", 3_000_000), ("补偿", 3_300_000))
    referral = confirm(referral, by, True, False, in_one_document=True)
    document = referral.awards.get()
    assert (document.final, document.mixed_in_one, document.items.count()) == (False, True, 2)
    assert referral.result == "award-non-final"


def test_every_document_has_its_number_and_a_day_after_the_hearing(way, by):
    referral = listed(way, by, ("工资", 3_000_000), ("补偿", 3_300_000))
    with refused(referral, "number of the final award"):
        confirm(referral, by, True, False, final_number=" ")
    with refused(referral, "number of the non-final award"):
        confirm(referral, by, True, False, other_number="")
    with refused(referral, "before the event it follows"):
        confirm(referral, by, True, False, made_on=date(2026, 9, 9))
    assert date(2026, 9, 10) == HEARING


def test_an_award_without_items_is_not_confirmed(way, by):
    referral = way.hearing_set()
    with refused(referral, "item by item"):
        actions.award(referral, final={}, by=by)


def test_an_award_stops_the_watch_on_the_commission(way):
    assert running(way.awarded()) == set()


# --- receipt: each party's own window -----------------------------------------------------------


def receive(referral, by, party, on, *, final=False):
    return actions.receive_award(referral, final=final, party=party, received_on=on, by=by)


def test_the_time_to_sue_over_a_non_final_award_rolls_past_the_holiday(way, by):
    """Scenario 6."""
    referral = receive(way.awarded(), by, "worker", date(2026, 9, 16))
    assert referral.stage == ReferralStage.SUE_WINDOW
    window = clock(referral, "AWD-SUE", "worker")
    assert (window.natural_end, window.legal_end) == (date(2026, 10, 1), date(2026, 10, 8))


def test_each_party_has_its_own_window_from_its_own_receipt(way, by):
    referral = receive(way.awarded(), by, "worker", date(2026, 9, 16))
    assert running(referral) == {"AWD-SUE worker"}

    referral = receive(referral, by, "employer", date(2026, 10, 12))
    assert running(referral) == {"AWD-SUE worker", "AWD-SUE employer"}
    assert clock(referral, "AWD-SUE", "worker").legal_end == date(2026, 10, 8)
    assert clock(referral, "AWD-SUE", "employer").legal_end == date(2026, 10, 27)


def test_after_a_final_award_the_worker_has_fifteen_days_and_the_employer_thirty(way, by):
    referral = way.awarded(("工资", 3_000_000))
    referral = receive(referral, by, "worker", date(2026, 9, 16), final=True)
    referral = receive(referral, by, "employer", date(2026, 9, 16), final=True)

    assert running(referral) == {"AWD-SUE-FINAL worker", "AWD-REVOKE employer"}
    assert clock(referral, "AWD-SUE-FINAL", "worker").legal_end == date(2026, 10, 8)
    assert clock(referral, "AWD-REVOKE", "employer").natural_end == date(2026, 10, 16)


def test_a_mixed_award_opens_four_windows(way):
    referral = way.received(("工资", 3_000_000), ("补偿", 3_300_000))
    assert running(referral) == {
        "AWD-SUE worker", "AWD-SUE employer", "AWD-SUE-FINAL worker", "AWD-REVOKE employer",
    }  # fmt: skip


def test_a_receipt_is_recorded_once_and_not_before_the_award(way, by):
    referral = way.awarded()
    with refused(referral, "before the event it follows"):
        receive(referral, by, "worker", date(2026, 9, 13))
    with refused(referral, "no such award"):
        receive(referral, by, "worker", date(2026, 9, 16), final=True)
    referral = receive(referral, by, "worker", date(2026, 9, 16))
    with refused(referral, "Already recorded: 2026-09-16"):
        receive(referral, by, "worker", date(2026, 9, 17))


# --- in force ----------------------------------------------------------------------------------


def test_an_award_takes_effect_when_both_windows_are_over(way, by):
    referral = way.received(worker=date(2026, 9, 16), employer=date(2026, 10, 9))
    with (
        time_machine.travel("2026-10-20 09:00 +0800", tick=False),
        refused(referral, "Employer.*2026-10-26"),
    ):
        actions.take_effect(referral, by=by)
    with time_machine.travel("2026-10-27 09:00 +0800", tick=False):
        referral = actions.take_effect(referral, by=by)

    assert (referral.stage, referral.effective_on) == (ReferralStage.EFFECTIVE, date(2026, 10, 27))
    assert running(referral) == {"ENF-APPLY"}
    assert clock(referral, "ENF-APPLY").natural_end == date(2028, 10, 27)


def test_an_award_does_not_take_effect_while_a_receipt_is_unknown(way, by):
    referral = receive(way.awarded(), by, "worker", date(2026, 9, 16))
    with refused(referral, "when the Employer received"):
        actions.take_effect(referral, by=by)


def test_enforcement_counts_from_the_day_for_performance_where_the_award_names_one(way, by):
    referral = confirm(
        listed(way, by, ("补偿", 3_300_000)), by, False, performance_due_on=date(2026, 10, 31)
    )
    receive(referral, by, "worker", date(2026, 9, 16))
    referral = receive(referral, by, "employer", date(2026, 9, 16))
    referral = actions.take_effect(referral, effective_on=date(2026, 10, 9), by=by)
    assert clock(referral, "ENF-APPLY").natural_end == date(2028, 10, 31)
