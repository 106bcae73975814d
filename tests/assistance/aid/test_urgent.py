"""Paid first on a word, within the county's limit; the papers follow and are missed by name."""

from datetime import timedelta

import pytest

from niudai.assistance.aid import actions
from niudai.assistance.aid.models import AidApplication
from niudai.casework.models import Deadline
from niudai.kernel.refused import Refused
from tests.assistance.aid.conftest import (
    CEILINGS,
    DAYS_FOR_PAPERS,
    TODAY,
    answered,
    decision,
    entered,
    sent,
    taken,
)

pytestmark = pytest.mark.django_db
ORAL = "9:10 电话请示张副主席，同意先行发放"


def sudden(file, hands, amount=200_000):
    return taken(file, hands, "temporary", amount, papers=[])


def test_urgent_aid_is_paid_before_there_are_papers(tmp_path, file, hands, source):
    with entered(tmp_path, *CEILINGS, DAYS_FOR_PAPERS):
        case = actions.approve_urgently(
            sudden(file, hands), oral=ORAL, **decision(source, 200_000), by=hands.leader
        )
        assert (case.stage, case.urgent, case.line.stage) == ("approved_urgent", True, "committed")
        assert not Deadline.objects.exists()

        answered(sent(case, hands), hands)
        case.refresh_from_db()
        assert case.stage == "paid"
        assert list(AidApplication.objects.lacking_papers()) == [case]
        [due] = Deadline.objects.filter(rule_id="AID-URGENT-PAPERS")
        assert due.legal_end > TODAY + timedelta(days=4)

        with pytest.raises(Refused, match="Still missing"):
            actions.complete_papers(case, by=hands.unit)
        case = actions.correct(
            case,
            papers=["application", "identity", "accident", "membership", "card"],
            by=hands.unit,
        )
        case = actions.complete_papers(case, by=hands.unit)
        due.refresh_from_db()
        assert (case.papers_complete_on, due.stopped_on) == (TODAY, TODAY)
        assert not AidApplication.objects.lacking_papers().exists()


def test_while_no_days_are_entered_no_period_runs_and_the_list_still_names_it(
    ceilings, file, hands, source
):
    case = actions.approve_urgently(
        sudden(file, hands), oral=ORAL, **decision(source, 200_000), by=hands.leader
    )
    answered(sent(case, hands), hands)

    assert not Deadline.objects.filter(rule_id="AID-URGENT-PAPERS").exists()
    assert AidApplication.objects.lacking_papers().count() == 1


def test_more_than_the_limit_is_not_given_on_a_word(ceilings, file, hands, source):
    case = sudden(file, hands, amount=400_000)

    with pytest.raises(Refused, match=r"At once at most 3,000\.00 yuan"):
        actions.approve_urgently(case, oral=ORAL, **decision(source, 400_000), by=hands.leader)
    with pytest.raises(Refused, match="word of mouth"):
        actions.approve_urgently(case, oral=" ", **decision(source, 300_000), by=hands.leader)


def test_without_a_limit_of_the_county_nothing_is_paid_first(file, hands, source):
    with pytest.raises(Refused, match="not settled here"):
        actions.approve_urgently(
            sudden(file, hands), oral=ORAL, **decision(source, 200_000), by=hands.leader
        )


def test_what_is_not_sudden_goes_its_usual_way(ceilings, file, hands, source):
    with pytest.raises(Refused, match="not given at once"):
        actions.approve_urgently(
            taken(file, hands), oral=ORAL, **decision(source, 100_000), by=hands.leader
        )


def test_only_whoever_may_approve_says_the_word(ceilings, file, hands, source):
    with pytest.raises(Refused, match="permission"):
        actions.approve_urgently(
            sudden(file, hands), oral=ORAL, **decision(source, 200_000), by=hands.town
        )
