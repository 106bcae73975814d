"""Goods that were bought: from the source of money to the supplier, and to the doors."""

from dataclasses import replace

import pytest

from niudai.access.permissions import Role
from niudai.assistance.warmth import actions
from niudai.assistance.warmth.models import Delivery, Goods
from niudai.funds import actions as money
from niudai.funds.models import Line
from niudai.funds.proving import faults_of
from niudai.funds.statement import statement_of
from niudai.kernel.refused import Refused
from tests.assistance.desk.conftest import somebody
from tests.assistance.warmth.conftest import TODAY
from tests.funds.conftest import answered, payable, sent, stands

RICE = {
    "name": "大米", "unit": "袋", "count": 20, "price_fen": 6_000, "document": "发票 0001",
    "supplier": "江阴示例粮油有限公司", "bank": "江阴示例银行", "account": "1064 0000 0000 0001",
}  # fmt: skip


@pytest.fixture
def purse(running, source, helper):
    return actions.name_source(running, source, most_fen=150_000, by=helper)


@pytest.fixture
def rice(running, purse, helper):
    actions.receive_goods(running, purse=purse, **RICE, by=helper)
    return Delivery.objects.get(purse=purse)


def test_every_yuan_of_bought_goods_leads_from_the_source_to_the_supplier(
    rice, source, leader, people
):
    before = stands(source).free

    line = actions.commit_delivery(rice, by=leader)
    batch = sent(source, people, [line], manner="purchase")
    answered(batch, people)

    line.refresh_from_db()
    assert (line.stage, line.amount_fen, line.goods) == ("paid", 120_000, "大米 20 袋")
    assert (line.name, line.card) == ("江阴示例粮油有限公司", "1064000000000001")
    assert stands(source).free == before - 120_000
    assert faults_of(source) == []
    rice.refresh_from_db()
    assert rice.line == line


def test_a_supplier_is_named_in_public_is_not_called_and_counts_as_nobody_helped(
    rice, source, leader, people
):
    line = actions.commit_delivery(rice, by=leader)
    batch = sent(source, people, [line], manner="purchase")
    answered(batch, people)
    batch = money.reconcile(batch, by=people.teller)

    line.refresh_from_db()
    assert line.masked_name == "江阴示例粮油有限公司"
    assert not batch.calls.exists()
    (item,) = statement_of(source, TODAY).items
    assert (item.lines, item.people, item.fen) == (1, 0, 120_000)


def test_the_cap_of_one_recipient_does_not_hold_for_a_supplier(rice, source, leader):
    source.allowances.filter(item="warmth").update(most_fen=100_000, most_year_fen=100_000)

    assert actions.commit_delivery(rice, by=leader).amount_fen == 120_000


def test_whoever_took_the_goods_in_does_not_decide_the_money(rice, city):
    rice.entered_by, rice.entered_user = "林导示", None
    rice.save()

    with pytest.raises(Refused, match="took the goods in"):
        actions.commit_delivery(rice, by=somebody(city, Role.LEADER, "林导示"))

    assert not Line.objects.exists()


def test_a_delivery_is_bound_once(rice, leader):
    actions.commit_delivery(rice, by=leader)

    with pytest.raises(Refused, match="already"):
        actions.commit_delivery(rice, by=leader)


def test_people_and_goods_draw_on_the_same_purse(running, rice, purse, target, leader):
    actions.commit_delivery(rice, by=leader)

    with pytest.raises(Refused, match=r"300\.00 yuan"):
        actions.commit_money(running, purse, [target], by=leader)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"purse": None}, "who gave them"),
        ({"supplier": ""}, "supplier"),
        ({"account": " "}, "cash"),
        ({"price_fen": 0}, "price"),
        ({"giver": "示例公司"}, "bought or given"),
        ({"count": 0}, "At least one"),
    ],
)
def test_goods_of_unknown_origin_are_not_taken_in(running, purse, helper, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.receive_goods(running, **{"purse": purse, **RICE, **changes}, by=helper)

    assert not Goods.objects.filter(name="大米").exists()


def test_given_goods_owe_nothing(quilts, leader):
    with pytest.raises(Refused, match="Nothing is owed"):
        actions.commit_delivery(quilts.deliveries.get(), by=leader)


def test_a_delivery_entered_in_error_is_taken_back_with_its_goods(rice, helper, leader):
    goods = actions.void_delivery(rice, reason="重复录入", by=helper)

    assert goods.received == 0
    with pytest.raises(Refused, match="Nothing is owed"):
        actions.commit_delivery(rice, by=leader)
    with pytest.raises(Refused, match="already"):
        actions.void_delivery(rice, reason="再次", by=helper)


def test_what_was_given_out_or_is_paid_is_not_taken_back(rice, town, helper, leader):
    actions.allot(rice.goods, town, count=1, by=helper)
    with pytest.raises(Refused, match="Only 19"):
        actions.void_delivery(rice, reason="退货", by=helper)

    actions.commit_delivery(rice, by=leader)
    with pytest.raises(Refused, match="release"):
        actions.void_delivery(rice, reason="退货", by=helper)


def test_released_money_can_be_bound_again(rice, leader):
    line = actions.commit_delivery(rice, by=leader)
    money.release(line, reason="改由另一来源支付", by=leader)

    rice.refresh_from_db()
    assert rice.line is None
    assert actions.commit_delivery(rice, by=leader) != line


def test_a_campaign_does_not_end_while_a_supplier_waits(
    running, rice, source, helper, leader, people
):
    campaign = actions.finish(running, by=helper)
    with pytest.raises(Refused, match="No money is bound"):
        actions.close(campaign, leftovers="转入仓库", by=helper)

    line = actions.commit_delivery(rice, by=leader)
    with pytest.raises(Refused, match="not paid yet"):
        actions.close(campaign, leftovers="转入仓库", by=helper)

    answered(sent(source, people, [line], manner="purchase"), people)
    assert actions.close(campaign, leftovers="转入仓库", by=helper).stage == "closed"


def test_a_payment_the_bank_returned_is_followed_to_the_one_that_stands_for_it(
    running, purse, target, rice, source, leader, people
):
    rice.count, rice.goods.price_fen = 5, 6_000
    rice.save()
    (to_family,) = actions.commit_money(running, purse, [target], by=leader)
    to_firm = actions.commit_delivery(rice, by=leader)

    for line, manner in ((to_family, "bank"), (to_firm, "purchase")):
        answered(sent(source, people, [line], manner=manner), people, failed={line.pk})
        line.refresh_from_db()
        money.repay(line, card="6222000000000099999", proof="核对", by=people.clerk)

    target.refresh_from_db()
    rice.refresh_from_db()
    assert (target.line.replaces, rice.line.replaces) == (to_family, to_firm)
    assert target.line.stands
    assert rice.line.stands


def test_goods_sent_back_after_the_bank_returned_the_payment_are_not_paid_again(
    rice, source, helper, leader, people
):
    line = actions.commit_delivery(rice, by=leader)
    answered(sent(source, people, [line], manner="purchase"), people, failed={line.pk})
    line.refresh_from_db()
    actions.void_delivery(rice, reason="退货", by=helper)

    with pytest.raises(Refused, match="not paid again"):
        money.repay(line, card="6222000000000099999", proof="核对", by=people.clerk)


@pytest.mark.parametrize("changes", [{"number": "320281198801010023"}, {"goods": ""}])
def test_a_person_is_not_paid_as_a_purchase_past_the_caps(source, people, changes):
    asked = {"manner": "purchase", "goods": "大米", "number": "", **changes}

    with pytest.raises(Refused, match="names the goods"):
        money.commit(source, [replace(payable(), **asked)], origin="", by=people.decider)
