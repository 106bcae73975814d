"""The list “never helped” knows of aid that arrived and of visits."""

import pytest

from niudai.assistance.aid import actions
from niudai.assistance.hardship.chasing import never_helped
from niudai.assistance.hardship.models import HardshipFile
from niudai.funds import actions as money
from tests.assistance.aid.conftest import TODAY, answered, approved, sent

pytestmark = pytest.mark.django_db


def unhelped():
    return list(never_helped(HardshipFile.objects.all(), TODAY))


def test_a_file_is_helped_once_something_arrived(ceilings, file, hands, source):
    case = approved(file, hands, source)
    batch = sent(case, hands)
    assert unhelped() == [file]  # agreed to, and not yet there

    answered(batch, hands)
    assert unhelped() == []

    case.refresh_from_db()
    case = actions.find_false(case, finding="隐瞒房产", document="审计报告1", by=hands.centre)
    money.reverse(case.line, slip="退款单", reason="追回", by=hands.teller)
    assert unhelped() == [file]


def test_help_without_a_file_helps_no_file(ceilings, file, village, hands, source):
    case = actions.take_down_for_member(
        village, name="甄会员", number="320281199003070038", group="member", kind="training",
        event="技能培训", event_on=TODAY, asked_fen=0, papers=["application", "membership"],
        consented_on=TODAY, by=hands.unit,
    )  # fmt: skip
    type(case).objects.filter(pk=case.pk).update(stage="closed")
    assert unhelped() == [file]
