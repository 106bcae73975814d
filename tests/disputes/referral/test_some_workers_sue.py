"""Some of several workers sue: for the others the award takes effect (JI1 §17)."""

from datetime import date

import pytest

from niudai.disputes.actions import referral as actions
from tests.disputes.referral.conftest import COURT, clock, refused, running

pytestmark = pytest.mark.django_db
ITEMS = (("经济补偿", 33_000_000),)  # above the ceiling of a final award


@pytest.fixture
def several(way):
    """Five workers, a non-final award both sides received in September."""

    def received(workers=5, **days):
        referral = way.awarded(*ITEMS, workers=workers)
        for party, on in {
            "worker": date(2026, 9, 16),
            "employer": date(2026, 9, 18),
            **days,
        }.items():
            referral = actions.receive_award(
                referral, final=False, party=party, received_on=on, by=way.by
            )
        return referral

    return received


def sue(referral, by, workers, on=date(2026, 9, 25), **changes):
    facts = {"ground": "award", "by_whom": "worker", "court": COURT, "filed_on": on}
    return actions.sue(referral, **{**facts, **changes}, workers=workers, by=by)


def in_force(referral, by, on=date(2026, 10, 12)):
    return actions.take_effect_for_others(referral, effective_on=on, by=by)


def test_the_time_of_the_others_runs_on_when_some_sue(several, by):
    referral = sue(several(), by, workers=2)
    assert referral.stage == "litigating"
    assert "AWD-SUE worker" in running(referral)
    assert referral.suit.workers == 2


def test_when_all_sue_the_time_has_been_used(several, by):
    referral = sue(several(), by, workers=5)
    assert "AWD-SUE worker" not in running(referral)
    assert referral.suit.workers is None


def test_more_may_join_and_are_counted_with_the_first(several, by):
    referral = sue(several(), by, workers=2)
    referral = sue(referral, by, workers=1, on=date(2026, 9, 28))
    assert referral.suit.workers == 3
    with refused(referral, "there are 5 workers"):
        sue(referral, by, workers=3)


@pytest.mark.parametrize(("workers", "because"), [(6, "there are 5"), (0, "at least one")])
def test_as_many_sue_as_there_are(several, by, workers, because):
    referral = several()
    with refused(referral, because):
        sue(referral, by, workers=workers)


def test_the_award_takes_effect_for_those_who_did_not_sue(several, by):
    referral = in_force(sue(several(), by, workers=2), by)
    assert referral.stage == "litigating"
    assert clock(referral, "ENF-APPLY", "worker").natural_end == date(2028, 10, 12)
    assert referral.bound_workers == 3


def test_they_may_ask_for_enforcement_while_the_suit_goes_on(several, by):
    referral = in_force(sue(several(), by, workers=2), by)
    referral = actions.ask_enforcement_for_others(
        referral, asked_on=date(2026, 10, 20), court=COURT, by=by
    )
    assert referral.stage == "litigating" and referral.enforcement_asked_on is None
    assert clock(referral, "ENF-APPLY", "worker").stopped_on == date(2026, 10, 20)
    with refused(referral, "not in force"):
        actions.ask_enforcement_for_others(referral, court=COURT, by=by)


def test_not_while_anybody_may_still_sue(several, by):
    referral = sue(several(employer=date(2026, 11, 16)), by, workers=2)
    with refused(referral, "runs until"):
        in_force(referral, by, on=date(2026, 11, 20))


def test_not_where_the_employer_sued_too(several, by):
    referral = sue(several(), by, workers=2)
    referral = sue(referral, by, workers=None, by_whom="employer")
    with refused(referral, "The employer sued"):
        in_force(referral, by)


def test_not_where_everybody_sued_and_not_twice(several, by):
    referral = sue(several(), by, workers=5)
    with refused(referral, "Not some of several"):
        in_force(referral, by)
    referral = in_force(sue(several(), by, workers=4), by)
    with refused(referral, "Already recorded"):
        in_force(referral, by)


def test_the_judgment_for_those_who_sued_has_its_own_time_for_enforcement(several, by):
    referral = in_force(sue(several(), by, workers=2), by)
    referral = actions.docket(referral, docketed_on=date(2026, 10, 13), number="101", by=by)
    referral = actions.decide_suit(
        referral, decision="mediation", decided_on=date(2026, 11, 2), by=by
    )
    referral = actions.become_final(referral, final_on=date(2026, 11, 2), by=by)
    assert clock(referral, "ENF-APPLY").natural_end == date(2028, 11, 2)
    assert clock(referral, "ENF-APPLY", "worker").natural_end == date(2028, 10, 12)


def test_only_where_there_are_several_workers_some_of_them_may_sue(
    way, several, by, counter, network
):
    page = counter(network.city)

    def offered(referral):
        found = page.get(referral.get_absolute_url()).context
        return {act.name for act in found["open_moves"]} | {
            offer.move.name for offer in found["shut_moves"]
        }

    alone, many = several(workers=1), several(workers=5)
    assert "some_workers_sue" not in offered(alone)
    with refused(alone, "there are 1 workers"):
        sue(alone, by, workers=2)
    assert "some_workers_sue" in offered(many)
    facts = {"filed_on": "2026-09-25", "court": COURT, "workers": "2"}
    answer = page.post(f"{many.get_absolute_url()}move/some_workers_sue/", facts)
    assert answer.status_code == 302
    assert many.suit.workers == 2


def test_the_page_says_for_how_many_the_award_is_in_force(several, by, counter, network):
    referral = in_force(sue(several(), by, workers=2), by)
    page = counter(network.city).get(referral.get_absolute_url()).content.decode()
    assert "2 of 5 workers" in page
    assert "in force for the other 3 since 2026-10-12" in page
