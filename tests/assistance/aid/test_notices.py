"""What a worker is told by text message: that something happened, never of what and how much."""

import pytest
from django.db import transaction
from django.test import override_settings

from niudai.assistance.aid import actions, notices
from niudai.assistance.aid.models import AidApplication
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.assistance.aid.conftest import (
    CEILINGS,
    DAYS_FOR_PAPERS,
    TODAY,
    answered,
    approved,
    asked,
    decision,
    entered,
    paid,
    sent,
    taken,
)
from tests.assistance.aid.test_urgent import ORAL, sudden

pytestmark = pytest.mark.django_db
STORY = "示例病情加重"


def texts():
    return [each.body for each in Notice.objects.filter(channel="sms").order_by("pk")]


def test_each_step_is_told_until_the_money_is_there(ceilings, file, hands, source):
    paid(file, hands, source, kind="medical", cost_fen=900_000, amount=123_400, story=STORY)

    assert texts() == [
        "工会已收到您的申请。请凭查询码和本手机号查看。",
        "工会已同意您的申请。请凭查询码和本手机号查看。",
        "银行已办理工会支付给您的款项，请查看是否到账。请凭查询码和本手机号查看。",
    ]
    assert {each.phone for each in Notice.objects.filter(channel="sms")} == {file.worker.phone}


def test_no_message_names_illness_child_or_amount(ceilings, file, hands, source):
    child = file.members.get(relation="20")
    case = asked(file, hands, "study", 123_400, student=child, school="secondary", story=STORY)
    case = actions.return_to_applicant(case, reason="母亲" + STORY, by=hands.unit)
    case = actions.submit(case, by=hands.unit)
    case = actions.give_opinion(case, opinion="属实", by=hands.unit)
    actions.refuse(case, reason=child.name + "已毕业", by=hands.town)

    told = " ".join(
        f"{each.subject} {each.body} {each.reference}"
        for each in Notice.objects.filter(channel="sms")
    )
    assert len(texts()) == 4
    for covered in (STORY, child.name, "毕业", "1234", "1,234", "助学", "困难", case.reference):
        assert covered not in told


def test_what_is_missing_and_why_not_is_read_elsewhere(file, hands):
    case = actions.return_to_applicant(asked(file, hands), reason="缺收入证明", by=hands.unit)
    assert texts()[-1] == "您的申请还缺少材料。请凭查询码和本手机号查看。"
    case = actions.submit(case, by=hands.unit)
    case = actions.give_opinion(case, opinion="属实", by=hands.unit)
    actions.refuse(case, reason="不符合条件", by=hands.town)
    assert texts()[-1] == "工会未能同意您的申请，理由已写明。请凭查询码和本手机号查看。"


def test_who_was_paid_first_hears_until_when_papers_are_due(tmp_path, file, hands, source):
    with entered(tmp_path, *CEILINGS, DAYS_FOR_PAPERS):
        case = actions.approve_urgently(
            sudden(file, hands), oral=ORAL, **decision(source, 200_000), by=hands.leader
        )
        answered(sent(case, hands), hands)
        day = case.item.deadlines.get(rule_id="AID-URGENT-PAPERS").legal_end

    shown = f"{day.year}年{day.month}月{day.day}日"
    assert f"{shown}前补交" in texts()[-1] and "款项" in texts()[-2]


def test_without_days_of_the_place_papers_are_asked_for_without_a_day(
    ceilings, file, hands, source
):
    case = actions.approve_urgently(
        sudden(file, hands), oral=ORAL, **decision(source, 200_000), by=hands.leader
    )
    answered(sent(case, hands), hands)
    assert texts()[-1].startswith("工会还需要您补交材料。")


def test_who_has_no_file_asks_at_the_union(ceilings, village, hands, source):
    case = actions.take_down_for_member(
        village, name="甄会员", number="320281199003070038", group="member", kind="training",
        event="技能培训", event_on=TODAY, asked_fen=0, papers=["application", "membership"],
        consented_on=TODAY, phone="13800000009", by=hands.unit,
    )  # fmt: skip
    actions.submit(case, by=hands.unit)

    [told] = Notice.objects.filter(channel="sms")
    assert (told.body, told.url) == ("工会已收到您的申请。请向受理申请的工会询问。", "")


def test_a_payment_the_bank_returned_tells_nobody_that_it_came(ceilings, file, hands, source):
    answered(sent(approved(file, hands, source), hands), hands, "失败")
    assert not any("款项" in body for body in texts())


def test_nobody_is_told_of_what_was_refused_by_the_house(file, hands):
    case = taken(file, hands, papers=[])
    with pytest.raises(Refused):
        actions.submit(case, by=hands.unit)
    assert texts() == []


def test_a_hundred_payments_are_told_with_few_statements(
    file, hands, django_assert_max_num_queries
):
    case = taken(file, hands)
    AidApplication.objects.bulk_create(
        AidApplication(
            organisation=case.organisation, reference=f"救{number}", kind="living", group="deep",
            received_on=TODAY, name=f"甄示例{number}", phone=f"138000{number:05d}",
        )
        for number in range(100)
    )  # fmt: skip
    keys = list(AidApplication.objects.values_list("pk", flat=True))
    with transaction.atomic(), django_assert_max_num_queries(12):
        notices.paid(keys)
    assert len(texts()) == 101


@override_settings(LANGUAGE_CODE="en")
def test_in_an_english_house_the_sentences_stand_apart(file, hands):
    asked(file, hands)
    assert texts() == [
        "The union has received what you ask for. Read it with your code and this phone number."
    ]
