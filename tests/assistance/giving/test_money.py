"""A donor's money: in a source of funds, bound by somebody else, paid by finance, told."""

from datetime import timedelta

import pytest

from niudai.access.permissions import Role
from niudai.assistance.giving import actions
from niudai.assistance.giving.account import account_of
from niudai.funds import actions as money
from niudai.funds.models import Line
from niudai.funds.proving import faults_of
from niudai.kernel.refused import Refused
from tests.assistance.desk.conftest import somebody
from tests.assistance.giving.conftest import TODAY, noted, pledged
from tests.funds.conftest import answered, facts, sent, stands


@pytest.fixture
def source(city, people):
    source = money.plan(city, **facts(kind="donation"), by=people.clerk)
    money.allow(source, item="medical", by=people.clerk)
    return money.receive(source, amount_fen=300_000, document="进账单1", by=people.clerk)


@pytest.fixture
def programme(donor, helper):
    return actions.agree(
        donor, name="助医计划", document="协议1", signed_on=TODAY, since=TODAY - timedelta(days=1),
        until=TODAY + timedelta(days=90), purpose="资助医疗", items=["medical"],
        planned_fen=300_000, by=helper,
    )  # fmt: skip


@pytest.fixture
def taken_on(offered, donor, programme, source, helper):
    actions.link_source(programme, source, by=helper)
    pledge = pledged(donor, helper, programme=programme)
    actions.arrive(pledge, amount_fen=300_000, document="进账单1", by=helper)
    return actions.reserve(offered, pledge, by=helper)


def match_of(need):
    return need.matches.standing().get()


def test_the_gift_leads_from_the_donors_source_to_the_card_of_the_family(
    taken_on, source, donor, file, helper, leader, people
):
    line = actions.bind_gift(taken_on, by=leader)

    assert (line.source, line.card, line.item) == (source, file.card, "medical")
    assert stands(source).committed == 200_000
    answered(sent(source, people, [line]), people)
    taken_on.refresh_from_db()
    assert taken_on.stage == "given"
    assert (match_of(taken_on).given_fen, match_of(taken_on).given_on) == (200_000, TODAY)
    assert account_of(donor).given_fen == 200_000
    assert actions.tell(taken_on, by=helper).stage == "told"
    assert faults_of(source) == []


def test_money_of_an_agreement_is_not_entered_as_given_by_hand(taken_on, helper):
    with pytest.raises(Refused, match="source of funds"):
        actions.give(taken_on, amount_fen=200_000, by=helper)


def test_whoever_brought_donor_and_need_together_does_not_decide(taken_on, city):
    with pytest.raises(Refused, match="together"):
        actions.bind_gift(taken_on, by=somebody(city, Role.LEADER, "帮示例"))

    assert not Line.objects.exists()


def test_a_gift_is_bound_once(taken_on, leader):
    actions.bind_gift(taken_on, by=leader)

    with pytest.raises(Refused, match="already"):
        actions.bind_gift(taken_on, by=leader)


def test_a_family_without_a_card_gets_no_money_by_hand(city, donor, programme, source, helper,
                                                       leader):  # fmt: skip
    actions.link_source(programme, source, by=helper)
    pledge = pledged(donor, helper, programme=programme)
    actions.arrive(pledge, amount_fen=300_000, document="进账单1", by=helper)
    need = actions.consent(noted(city, helper), who="甄困难", how="签署同意书", by=helper)
    need = actions.reserve(actions.offer(need, by=helper), pledge, by=helper)

    with pytest.raises(Refused, match="bank card"):
        actions.bind_gift(need, by=leader)


def test_money_that_is_no_source_yet_is_not_bound(offered, donor, programme, helper, leader):
    pledge = pledged(donor, helper, programme=programme)
    need = actions.reserve(offered, pledge, by=helper)

    with pytest.raises(Refused, match="not entered as a source"):
        actions.bind_gift(need, by=leader)


def test_no_more_is_bound_than_has_arrived(offered, donor, programme, source, helper, leader):
    actions.link_source(programme, source, by=helper)
    pledge = pledged(donor, helper, programme=programme)
    actions.arrive(pledge, amount_fen=100_000, document="进账单1", by=helper)
    need = actions.reserve(offered, pledge, by=helper)

    with pytest.raises(Refused, match=r"1,000\.00"):
        actions.bind_gift(need, by=leader)


def test_a_donor_does_not_step_back_from_money_on_its_way(taken_on, helper, leader):
    line = actions.bind_gift(taken_on, by=leader)

    with pytest.raises(Refused, match="release"):
        actions.release(taken_on, reason="改变主意", by=helper)
    money.release(line, reason="改变主意", by=leader)
    assert actions.release(taken_on, reason="改变主意", by=helper).stage == "open"


def test_a_gift_the_bank_returned_is_given_by_the_line_that_stands_for_it(
    taken_on, source, leader, people
):
    line = actions.bind_gift(taken_on, by=leader)
    answered(sent(source, people, [line]), people, failed={line.pk})
    line.refresh_from_db()
    again = money.repay(line, card="6222000000000099999", proof="核对", by=people.clerk)
    taken_on.refresh_from_db()
    assert taken_on.stage == "reserved"

    answered(sent(source, people, [again]), people)

    taken_on.refresh_from_db()
    assert taken_on.stage == "given"
    assert match_of(taken_on).line == again


def test_a_gift_that_came_back_can_be_bound_again(taken_on, source, leader, people):
    line = actions.bind_gift(taken_on, by=leader)
    answered(sent(source, people, [line]), people)
    line.refresh_from_db()
    money.reverse(line, slip="退款单1", reason="户主去世", by=people.teller)

    taken_on.refresh_from_db()
    assert taken_on.stage == "reserved"
    assert match_of(taken_on).given_on is None
    assert actions.bind_gift(taken_on, by=leader) != line


def test_money_that_came_back_after_the_donor_stepped_back_is_not_paid_again(
    taken_on, source, helper, leader, people
):
    line = actions.bind_gift(taken_on, by=leader)
    answered(sent(source, people, [line]), people, failed={line.pk})
    line.refresh_from_db()
    taken_on.refresh_from_db()
    actions.release(taken_on, reason="改变主意", by=helper)

    with pytest.raises(Refused, match="stepped back"):
        money.repay(line, card="6222000000000099999", proof="核对", by=people.clerk)

    assert stands(source).committed == 0
