"""Electing a committee anew (换届): the same way, and the old terms end."""

from datetime import timedelta

import pytest

from niudai.formation import actions
from niudai.formation.models import Formation, Stage
from niudai.kernel.refused import Refused
from niudai.organisations.models import Officer, Organisation
from tests.formation.conftest import TODAY, actor_at, ago, results_of, stand


@pytest.fixture
def own_officer(standing):
    return actor_at(standing.path, "village_officer", "企示例")


@pytest.fixture
def again(standing, own_officer):
    """A re-election under way: the first committee was elected ten days ago."""
    return actions.prepare_re_election(standing, members=180, seats=3, by=own_officer)


def test_the_old_terms_end_the_day_before_and_the_new_ones_begin(
    again, standing, own_officer, town_officer
):
    case = actions.request(again, by=own_officer)
    case = actions.permit(case, document="周工〔2026〕20号", by=town_officer)
    stand(case, own_officer, ("新主例", "新副例", "新委例", "候示例"))
    case = actions.propose(case, by=own_officer)
    case = actions.consent(case, by=town_officer)
    case = actions.elect(
        case, meeting="members", entitled=180, present=170, results=results_of(case, "新主例"),
        by=own_officer,
    )  # fmt: skip
    case = actions.report(case, by=own_officer)
    case = actions.approve(case, document="周工〔2026〕21号", by=town_officer)

    standing.refresh_from_db()
    assert case.stage == Stage.APPROVED
    assert Organisation.objects.filter(name=standing.name).count() == 1
    chairs = Officer.objects.filter(organisation=standing, post="chair").order_by("since")
    assert [(chair.name, chair.until) for chair in chairs] == [
        ("主示例", TODAY - timedelta(days=1)), ("新主例", standing.term_until),
    ]  # fmt: skip
    assert standing.term_from == TODAY
    assert standing.approval_document == "周工〔2026〕9号"  # how it was founded stays


def test_nobody_approves_their_own_election(town, town_officer):
    case = actions.prepare_re_election(town, members=900, seats=7, term_years=5, by=town_officer)
    case = actions.request(case, by=town_officer)
    with pytest.raises(Refused, match="higher union decides"):
        actions.permit(case, document="自批", by=town_officer)
    case.refresh_from_db()
    assert case.stage == Stage.REQUESTED


def test_a_term_of_four_years_is_not_asked_for(standing, own_officer):
    case = actions.prepare_re_election(standing, members=180, seats=3, term_years=4, by=own_officer)
    with pytest.raises(Refused, match="3 or 5 years"):
        actions.request(case, by=own_officer)


def test_one_re_election_at_a_time(again, standing, own_officer):
    with pytest.raises(Refused, match="open already"):
        actions.prepare_re_election(standing, by=own_officer)
    assert Formation.objects.filter(occasion="term").count() == 1


def test_a_delay_needs_the_higher_union_and_its_length_only_warns(
    again, own_officer, town_officer, standing
):
    until = standing.term_until + timedelta(days=400)
    with pytest.raises(Refused, match="higher union decides"):
        actions.delay(again, until=until, reason="企业搬迁", by=own_officer)
    case = actions.delay(again, until=until, reason="企业搬迁", by=town_officer)
    assert (case.stage, case.delayed_until) == (Stage.PREPARING, until)
    assert not case.item.deadlines.get(rule_id="UNION-TERM-DELAY").decides


def test_only_a_re_election_is_delayed(preparing, town_officer):
    with pytest.raises(Refused, match="Only a re-election"):
        actions.delay(preparing, until=TODAY + timedelta(days=9), reason="x", by=town_officer)


def test_the_re_election_of_a_union_from_before_ends_the_term_of_its_chair(union, village_officer):
    Officer.objects.create(
        organisation=union, name="旧主席", post="chair", since=ago(1200), until=ago(100)
    )
    case = actions.prepare_re_election(union, seats=3, by=village_officer)
    assert case.term_ends_on == ago(100)
