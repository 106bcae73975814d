"""A batch from the first line to the public list, and the people between whom it passes."""

import hashlib

import pytest

from niudai.funds import actions
from niudai.funds.actions.checks import sample
from niudai.funds.models import BankFile, Batch, CallCheck, Line
from niudai.funds.proving import faults_of
from niudai.funds.warnings import warnings
from niudai.kernel.refused import Refused
from tests.funds.conftest import (
    answered,
    approved,
    committed,
    drafted,
    opened,
    payable,
    result_file,
    row,
    sent,
    stands,
)


def test_a_batch_goes_all_the_way(source, people):
    lines = committed(source, people, 5)
    batch = sent(source, people, lines)
    assert stands(source).transit == batch.total_fen
    answered(batch, people)
    batch = actions.reconcile(batch, by=people.teller)
    batch = actions.publish(batch, by=people.clerk)
    now = stands(source)
    assert (batch.stage, now.spent, now.bound) == ("published", batch.total_fen, 0)
    assert CallCheck.objects.filter(batch=batch).count() == 3
    assert faults_of(source) == []


def test_m7_the_same_number_twice_for_one_item_is_refused(source, people):
    once = actions.commit(source, [payable(1)], origin="t", by=people.decider)
    again = actions.commit(
        source, [payable(1, reference="澄救〔2026〕0900号")], origin="t", by=people.decider
    )
    batch = drafted(source, people, once)
    with pytest.raises(Refused, match="twice for one item"):
        actions.put_in(batch, [again[0].pk], by=people.clerk)
    assert Line.objects.of(batch).count() == 1


def test_m8_an_even_distribution_wants_a_reason_and_a_second_signature(source, people):
    lines = committed(source, people, 40, amount=50_000)
    batch = drafted(source, people, lines)
    assert "all 40 lines are 500.00 yuan" in warnings(batch)[0]
    with pytest.raises(Refused, match="Even distribution"):
        actions.lock(batch, by=people.clerk)
    batch.refresh_from_db()
    assert batch.stage == "draft"
    batch = actions.lock(batch, answer="统一标准慰问，见会议纪要", by=people.clerk)
    batch = actions.sign(batch, by=people.head)
    assert batch.stage == "locked"
    assert actions.sign(batch, by=people.vice).stage == "approved"


def test_m10_a_line_that_fails_restores_the_balance_and_wants_a_new_batch(source, people):
    lines = committed(source, people, 2)
    before = stands(source).free
    batch = sent(source, people, lines)
    answered(batch, people, failed={lines[0].pk})
    lines[0].refresh_from_db()
    assert (lines[0].stage, lines[0].bank_message) == ("rejected", "账号不存在")
    assert stands(source).free == before + lines[0].amount_fen

    again = actions.repay(
        lines[0], card="6222000000000099999", proof="核对存折原件", by=people.clerk
    )
    assert stands(source).free == before
    with pytest.raises(Refused, match="stands for this one already"):
        actions.repay(lines[0], card="6222", proof="再次", by=people.clerk)
    second = sent(source, people, [again])
    answered(second, people)
    again.refresh_from_db()
    assert (again.stage, again.replaces, again.batch) == ("paid", lines[0], second)
    assert faults_of(source) == []


def test_whoever_locked_a_batch_does_not_sign_it(source, people):
    both = type(people)().head
    batch = actions.lock(drafted(source, people, committed(source, people, 1)), by=people.clerk)
    Batch.objects.filter(pk=batch.pk).update(built_user=both.user_id)
    with pytest.raises(Refused, match="does not sign"):
        actions.sign(batch, by=both)
    assert not batch.signatures.exists()


def test_one_person_signs_once(source, people):
    batch = actions.lock(drafted(source, people, committed(source, people, 1)), by=people.clerk)
    actions.sign(batch, by=people.head)
    with pytest.raises(Refused, match="another person signs"):
        actions.sign(batch, by=people.head)
    assert batch.signatures.count() == 1


def test_whoever_paid_does_not_enter_what_came_of_it(source, people):
    lines = committed(source, people, 1)
    batch = sent(source, people, lines)
    brought = actions.bring_results(batch, result_file([row(lines[0])]), by=people.teller)
    with pytest.raises(Refused, match="Whoever paid"):
        actions.enter_results(brought, by=people.cashier)
    lines[0].refresh_from_db()
    assert lines[0].stage == "sent"


def test_an_unsigned_batch_is_not_sent(source, people):
    batch = actions.lock(drafted(source, people, committed(source, people, 1)), by=people.clerk)
    with pytest.raises(Refused, match="not open"):
        actions.send(batch, by=people.cashier)
    assert not BankFile.objects.exists()
    assert stands(source).transit == 0


def test_a_card_of_somebody_else_needs_an_approved_proxy(source, people):
    lines = actions.commit(source, [payable(1, card_name="甄父亲")], origin="t", by=people.decider)
    batch = drafted(source, people, lines)
    with pytest.raises(Refused, match="proxy must be approved"):
        actions.lock(batch, by=people.clerk)


def test_one_card_for_two_people_is_a_warning(source, people):
    lines = actions.commit(
        source, [payable(1, card="6222"), payable(2, 60_000, card="6222")], origin="t",
        by=people.decider,
    )  # fmt: skip
    batch = drafted(source, people, lines)
    assert warnings(batch) == ["One bank card for several people: 甄示例1、甄示例2."]


def test_help_to_the_same_person_from_another_source_is_a_warning(city, source, people):
    other = opened(city, people, name="送温暖资金")
    actions.commit(other, [payable(1, reference="另一决定")], origin="x", by=people.decider)
    batch = drafted(source, people, committed(source, people, 2))
    assert warnings(batch) == ["Possible double help: 甄示例1, see 另一决定."]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_that_goes_to_the_bank_is_kept_with_its_fingerprint(source, people, ending):
    batch = sent(source, people, committed(source, people, 2), ending=ending)
    made = batch.bank_file
    with made.file.open("rb") as kept:
        content = kept.read()
    assert hashlib.sha256(content).hexdigest() == made.sha256
    assert made.total_fen == batch.total_fen
    if ending == "csv":
        assert "6222000000000000001" in content.decode()
        assert "生活救助" in content.decode()


def test_a_bank_file_that_was_exchanged_is_found(source, people):
    batch = sent(source, people, committed(source, people, 1))
    BankFile.objects.update(sha256="0" * 64)
    assert faults_of(source) == [f"The bank file of {batch} is not what was sent."]


def test_what_does_not_fit_its_line_is_not_entered(source, people):
    lines = committed(source, people, 4)
    batch = sent(source, people, lines)
    rows = [
        row(lines[0]), row(lines[1], amount="1.00"), row(lines[2], "也许"),
        ("L999999999", "某某", "1.00", "成功", ""),
    ]  # fmt: skip
    brought = actions.bring_results(batch, result_file(rows), by=people.teller)
    entered = actions.enter_results(brought, by=people.teller)
    assert (entered.paid, entered.rejected) == (1, 0)
    assert Line.objects.of(batch).filter(stage="sent").count() == 3
    with pytest.raises(Refused, match="3 lines have no result"):
        actions.reconcile(batch, by=people.teller)


def test_the_same_answer_twice_pays_once(source, people):
    lines = committed(source, people, 2)
    batch = sent(source, people, lines)
    answered(batch, people)
    spent = stands(source).spent
    rows = [row(line) for line in lines]
    brought = actions.bring_results(batch, result_file([*rows, ("x", "", "1", "成功", "")]),
                                    by=people.teller)  # fmt: skip
    with pytest.raises(Refused, match="No row"):
        actions.enter_results(brought, by=people.teller)
    assert stands(source).spent == spent


def test_a_batch_given_up_leaves_its_lines_waiting(source, people):
    lines = committed(source, people, 2)
    batch = actions.cancel(approved(source, people, lines), reason="名单有误", by=people.clerk)
    assert batch.stage == "cancelled"
    assert source.lines.waiting().count() == 2
    assert stands(source).committed == sum(line.amount_fen for line in lines)


def test_unlocking_makes_signatures_void(source, people):
    batch = approved(source, people, committed(source, people, 1))
    batch = actions.unlock(batch, reason="换卡", by=people.clerk)
    assert (batch.stage, batch.signatures.count(), batch.total_fen) == ("draft", 0, 0)


def test_the_calls_are_drawn_again_from_the_stored_seed(source, people):
    from_bank = sent(source, people, committed(source, people, 40))
    answered(from_bank, people)
    batch = actions.reconcile(from_bank, by=people.teller)
    drawn = list(batch.calls.order_by("line_id").values_list("line_id", flat=True))
    paid = list(Line.objects.of(batch).values_list("pk", flat=True))
    assert drawn == sample(paid, batch.sample_seed, 10, 3)
    assert len(drawn) == 4
    call = actions.record_call(batch.calls.first(), result="arrived", by=people.teller)
    with pytest.raises(Refused, match="on record already"):
        actions.record_call(call, result="less", by=people.teller)


def test_goods_are_handed_over_before_two_witnesses(source, people):
    lines = committed(source, people, 2, manner="goods", goods="棉被一床", card="", card_name="")
    batch = actions.give_out(approved(source, people, lines, "goods"), by=people.cashier)
    with pytest.raises(Refused, match="two different people"):
        actions.hand_over(lines[0], signed_by="甄示例1", first_witness="甲", second_witness="甲",
                          by=people.teller)  # fmt: skip
    actions.hand_over(lines[0], signed_by="甄示例1", first_witness="甲", second_witness="乙",
                      by=people.teller)  # fmt: skip
    actions.not_handed_over(lines[1], reason="已搬走", by=people.teller)
    batch = actions.reconcile(batch, by=people.teller)
    assert (batch.stage, stands(source).spent) == ("reconciled", lines[0].amount_fen)
    assert faults_of(source) == []
