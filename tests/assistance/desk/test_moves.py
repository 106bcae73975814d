"""What becomes of a reception."""

import pytest
from django.utils import timezone

from niudai.access.permissions import Role
from niudai.assistance.desk import actions
from niudai.assistance.desk.models import Reception, Stage
from niudai.kernel.refused import Refused
from niudai.notices.models import Notice
from tests.assistance.desk.conftest import received, somebody


def test_a_matter_is_answered_called_back_and_closed(station, clerk):
    case = actions.answer(received(station, clerk), words="已告知政策", by=clerk)
    with pytest.raises(Refused, match="Call the visitor back"):
        actions.close(case, by=clerk)

    case = actions.call_back(case, satisfaction="very", by=clerk)
    case = actions.close(case, by=clerk)

    assert (case.stage, case.item.closed_on) == (Stage.CLOSED, timezone.localdate())


def test_without_a_phone_it_is_closed_without_a_call(station, clerk):
    case = actions.answer(received(station, clerk, phone=""), words="已告知", by=clerk)

    with pytest.raises(Refused, match="No phone"):
        actions.call_back(case, satisfaction="very", by=clerk)
    assert actions.close(case, by=clerk).stage == Stage.CLOSED


def test_who_is_not_satisfied_is_taken_up_again(station, clerk):
    case = actions.answer(received(station, clerk), words="已告知", by=clerk)
    case = actions.call_back(case, satisfaction="not", by=clerk)

    case = actions.resume(case, reason="没有解决", by=clerk)

    assert (case.stage, case.satisfaction) == (Stage.HANDLING, "")


def test_an_answer_has_words(station, clerk):
    with pytest.raises(Refused, match="was answered"):
        actions.answer(received(station, clerk), words=" ", by=clerk)


def test_a_colleague_takes_over_and_the_first_is_told(station, clerk, colleague):
    case = actions.take_over(received(station, clerk), by=colleague)

    assert case.holder_id == colleague.appointment_id
    assert case.asked_first == "艾测试"  # 首问 stays written
    told = Notice.objects.filter(recipient_id=clerk.appointment_id)
    assert [case.reference in each.subject for each in told] == [True]
    with pytest.raises(Refused, match="already"):
        actions.take_over(case, by=colleague)


def test_nothing_goes_elsewhere_without_consent(station, clerk):
    case = received(station, clerk)

    with pytest.raises(Refused, match="consent"):
        actions.refer(case, partner="市民政局", consent=" ", by=clerk)

    case.refresh_from_db()
    assert case.stage == Stage.RECEIVED


def test_a_partner_or_a_union_not_both(station, centre, clerk):
    case = received(station, clerk)
    for choice in ({}, {"partner": "市民政局", "site": centre}):
        with pytest.raises(Refused, match="one of the two"):
            actions.refer(case, consent="当场签字", **choice, by=clerk)


def test_another_union_gets_a_record_of_its_own_with_what_was_taken_down(station, centre, clerk):
    case = actions.refer(received(station, clerk), site=centre, consent="当场签字", by=clerk)

    arrived = Reception.objects.get(came_from=case)
    assert case.stage == Stage.REFERRED
    assert (arrived.name, arrived.phone, arrived.said) == (case.name, case.phone, case.said)
    assert (arrived.holder, arrived.organisation) == (None, centre.organisation)
    assert arrived.item.desk == f"place {centre.organisation_id}"


def test_the_desk_it_was_referred_to_is_told(station, centre, city, clerk):
    helper = somebody(city, Role.ASSISTANCE_OFFICER, "帮示例")

    actions.refer(received(station, clerk), site=centre, consent="当场签字", by=clerk)

    assert Notice.objects.filter(recipient_id=helper.appointment_id).count() == 1


def test_a_visitor_may_withdraw(station, clerk):
    case = actions.withdraw(received(station, clerk), reason="自行解决", by=clerk)

    assert (case.stage, case.item.closed_on) == (Stage.WITHDRAWN, timezone.localdate())
