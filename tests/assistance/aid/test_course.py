"""From the asking to the receipt: who may, what is missing, and that two people look."""

import pytest

from niudai.assistance.aid import actions
from niudai.assistance.aid.models import AidApplication
from niudai.audit.models import Entry
from niudai.funds import actions as money
from niudai.funds.models import Line
from niudai.kernel.refused import Refused
from tests.assistance.aid.conftest import (
    TODAY,
    Hands,
    answered,
    approved,
    asked,
    decision,
    paid,
    reviewed,
    sent,
    stands,
    taken,
)

pytestmark = pytest.mark.django_db


def test_what_is_asked_goes_from_the_unit_to_the_county(ceilings, file, hands, source):
    case = asked(file, hands)
    assert (case.stage, case.lies_at.name) == ("submitted", "倪家巷村工会联合会")
    case = actions.give_opinion(case, opinion="情况属实", by=hands.unit)
    assert case.lies_at.name == "周庄镇总工会"
    case = actions.check(case, opinion="同意", by=hands.town)
    assert case.lies_at.name == "江阴市总工会"
    case = actions.review(case, opinion="拟同意", proposed_fen=80_000, by=hands.centre)
    case = actions.approve(case, **decision(source, 80_000), by=hands.leader)

    assert case.stage == "approved"
    assert stands(source).committed == 80_000
    assert (case.line.origin, case.line.reference) == ("aid", case.reference)
    assert [step.step for step in case.chain.all()] == [
        "give_opinion",
        "check",
        "review",
        "approve",
    ]
    assert '"deep"' in case.household and "示例病情" not in case.household


def test_the_money_follows_the_decision_to_the_recipient(ceilings, file, hands, source):
    case = approved(file, hands, source)
    batch = sent(case, hands)
    case.refresh_from_db()
    assert (case.stage, case.item.stage) == ("scheduled", "scheduled")

    answered(batch, hands)
    case.refresh_from_db()
    assert (case.stage, case.item.stage_name) == ("paid", "Paid or given")

    case = actions.confirm(case, how="电话确认", by=hands.unit)
    assert (case.stage, case.item.closed_on) == ("closed", TODAY)


def test_what_the_bank_returned_is_paid_again_as_a_new_line(ceilings, file, hands, source):
    case = approved(file, hands, source)
    free = stands(source).free
    answered(sent(case, hands), hands, "失败")
    case.refresh_from_db()
    assert case.stage == "bank_rejected"
    assert stands(source).free == free + 100_000

    again = money.repay(case.line, card="6228480000000000999", proof="银行核对单", by=hands.clerk)
    case.refresh_from_db()
    assert (case.stage, case.line) == ("approved", again)
    answered(sent(case, hands), hands)
    case.refresh_from_db()
    assert case.stage == "paid"
    assert Line.objects.filter(reference=case.reference, stage="paid").count() == 1


def test_a_line_taken_out_of_its_batch_waits_again(ceilings, file, hands, source):
    case = approved(file, hands, source)
    batch = actions.batch_approved(source, item="living", name="发放", by=hands.clerk)
    money.take_out(batch, case.line, by=hands.clerk)
    case.refresh_from_db()
    assert case.stage == "approved"


def test_the_same_person_does_not_take_two_steps_of_control(ceilings, file, hands, source):
    case = asked(file, hands)
    case = actions.give_opinion(case, opinion="属实", by=hands.town)
    with pytest.raises(Refused, match="another person"):
        actions.check(case, opinion="同意", by=hands.town)
    case = actions.check(case, opinion="同意", by=hands.centre)
    with pytest.raises(Refused, match="another person"):
        actions.review(case, opinion="同意", proposed_fen=1, by=hands.centre)

    case = AidApplication.objects.get(pk=case.pk)
    assert case.stage == "town_checked"


def test_whoever_reviewed_does_not_approve(ceilings, file, hands, source):
    case = reviewed(asked(file, hands), hands)

    with pytest.raises(Refused, match="another person"):
        actions.approve(case, **decision(source, 100_000), by=hands.centre)
    assert not Line.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"papers": ["application"]}, "Still missing: Identity cards"),
        ({"consented_on": None}, "consent"),
        ({"amount": 0}, "how much"),
        ({"event": ""}, "what happened"),
        ({"card": ""}, "no bank card"),
        ({"card_name": "别人"}, "a proxy must be approved"),
    ],
)
def test_what_is_missing_keeps_it_at_the_counter(file, hands, changes, sentence):
    case = taken(file, hands, **changes)

    with pytest.raises(Refused, match=sentence):
        actions.submit(case, by=hands.unit)
    assert not Entry.objects.filter(action="aid.submit").exists()


def test_a_paper_that_is_not_needed_says_why(file, hands):
    with pytest.raises(Refused, match="Say why"):
        taken(file, hands, papers=["application", "identity", "income"], waived=["card"])

    case = taken(
        file, hands, papers=["application", "identity", "income"], waived=["card"],
        waiver="卡号已存档核对",
    )  # fmt: skip
    assert actions.submit(case, by=hands.unit).stage == "submitted"


def test_a_file_out_of_force_gets_no_aid(file, hands):
    file.stage = "refused"
    file.save(update_fields=["stage"])

    with pytest.raises(Refused, match="aid needs one in force"):
        taken(file, hands)


def test_a_member_without_a_file_gets_what_the_money_is_meant_for(ceilings, village, hands, source):
    who = {"name": "甄会员", "number": "320281199003070038", "group": "member", "kind": "training"}
    case = actions.take_down_for_member(
        village, **who, event="技能培训", event_on=TODAY, asked_fen=0,
        papers=["application", "membership"], consented_on=TODAY, by=hands.unit,
    )  # fmt: skip
    case = reviewed(actions.submit(case, by=hands.unit), hands)
    case = actions.approve(case, approved_fen=0, level="centre", by=hands.leader)
    assert (case.stage, case.line) == ("approved", None)

    case = actions.give(case, signed_by="甄会员", by=hands.unit)
    assert case.stage == "paid"

    with pytest.raises(Refused, match="No source of money"):
        actions.take_down_for_member(village, **{**who, "kind": "jobs"}, by=hands.unit)


def test_who_lives_in_a_household_with_a_file_asks_from_the_file(file, village, hands, source):
    with pytest.raises(Refused, match="household has a file"):
        actions.take_down_for_member(
            village, name="甄小示", number="320281201506010017", group="member", kind="living",
            by=hands.unit,
        )  # fmt: skip


def test_a_refusal_has_its_reason_and_a_return_comes_back(file, hands):
    case = actions.return_to_applicant(asked(file, hands), reason="缺材料", by=hands.unit)
    assert (case.stage, case.reason) == ("returned", "缺材料")
    case = actions.submit(case, by=hands.unit)
    case = actions.give_opinion(case, opinion="属实", by=hands.unit)
    with pytest.raises(Refused, match="reason"):
        actions.refuse(case, reason=" ", by=hands.town)
    case = actions.refuse(case, reason="不符合条件", by=hands.town)
    assert (case.stage, case.item.closed_on) == ("refused", TODAY)


def test_what_was_approved_and_not_paid_is_withdrawn_with_its_money(ceilings, file, hands, source):
    case = actions.give_up(approved(file, hands, source), reason="已获其他救助", by=hands.leader)

    assert (case.stage, case.line.stage) == ("withdrawn", "released")
    assert stands(source).committed == 0


def test_a_payment_in_a_batch_is_not_withdrawn(ceilings, file, hands, source):
    case = approved(file, hands, source)
    actions.batch_approved(source, item="living", name="发放", by=hands.clerk)

    with pytest.raises(Refused, match="not open"):
        actions.give_up(AidApplication.objects.get(pk=case.pk), reason="撤", by=hands.leader)


def test_money_got_by_a_lie_is_asked_back(ceilings, file, hands, source):
    case = paid(file, hands, source)
    with pytest.raises(Refused, match="what was found"):
        actions.find_false(case, finding="", document="审计报告1", by=hands.centre)
    case = actions.find_false(case, finding="隐瞒房产", document="审计报告1", by=hands.centre)
    assert case.stage == "recovery"

    money.reverse(case.line, slip="退款单", reason="追回", by=hands.teller)
    case.refresh_from_db()
    assert case.stage == "recovered"
    assert stands(source).spent == 0


def test_help_of_a_base_union_is_signed_for_and_needs_no_source(ceilings, file, hands):
    case = reviewed(asked(file, hands, "base", 150_000), hands)
    case = actions.approve(
        case, approved_fen=150_000, level="office", document="工会委员会纪要2", by=hands.leader
    )
    with pytest.raises(Refused, match="who signed"):
        actions.give(case, signed_by="", by=hands.unit)
    case = actions.give(case, signed_by="甄困难", by=hands.unit)
    assert (case.stage, case.line) == ("paid", None)


def test_a_neighbouring_town_can_do_nothing_with_it(file, hands, neighbour):
    case = asked(file, hands)
    elsewhere = Hands(village="0001.0002.0001.", town="0001.0002.")
    with pytest.raises(Refused, match="permission"):
        actions.give_opinion(case, opinion="同意", by=elsewhere.town)
    assert not AidApplication.objects.visible_to(elsewhere.town).exists()
