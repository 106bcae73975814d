"""Closing a body: no case is left behind."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.casework.models import WorkItem
from niudai.disputes import actions
from niudai.kernel.refused import Refused
from tests.factories import BodyFactory, DisputeFactory, MediatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


def test_a_body_without_open_cases_is_closed_with_day_and_reason(village, officer):
    body = BodyFactory(organisation=village, kind="village")
    DisputeFactory(body=body, stage="closed")
    actions.close_body(body, reason="并入镇", closed_on=date(2026, 11, 20), by=officer)
    body.refresh_from_db()
    assert (body.closed_on, body.closing_reason) == (date(2026, 11, 20), "并入镇")


def test_a_body_with_open_cases_is_not_closed(village, officer):
    body = BodyFactory(organisation=village, kind="village")
    DisputeFactory(body=body)
    with pytest.raises(Refused):
        actions.close_body(body, reason="并入镇", by=officer)
    body.refresh_from_db()
    assert body.closed_on is None and not Entry.objects.exists()


def test_the_open_cases_go_to_another_body_with_their_receipt_and_their_line_of_work(
    village, town, officer
):
    body, higher = BodyFactory(organisation=village, kind="village"), BodyFactory(organisation=town)
    mediator = MediatorFactory(body=body)
    case = DisputeFactory(body=body, stage="mediating", mediator=mediator)
    ended = DisputeFactory(body=body, stage="archived")

    actions.close_body(body, reason="并入镇", move_to=higher, by=officer)

    case.refresh_from_db()
    ended.refresh_from_db()
    assert (case.body, case.organisation, case.received_on) == (higher, town, date(2026, 9, 14))
    assert WorkItem.objects.get(case_id=case.pk).organisation == town
    assert ended.body == body
    assert Entry.objects.filter(action="disputes.move").count() == 1


def test_a_case_on_its_way_keeps_its_body_open(village, town, officer):
    body, higher = BodyFactory(organisation=village, kind="village"), BodyFactory(organisation=town)
    DisputeFactory(body=body)
    on_its_way = DisputeFactory(body=body, stage="transferred")
    with pytest.raises(Refused, match=on_its_way.reference):
        actions.close_body(body, reason="并入镇", move_to=higher, by=officer)
    body.refresh_from_db()
    assert body.closed_on is None and not Entry.objects.exists()


def test_cases_do_not_go_to_a_body_one_has_no_say_in(village, neighbour, officer):
    body, other = BodyFactory(organisation=village), BodyFactory(organisation=neighbour)
    case = DisputeFactory(body=body)
    with pytest.raises(Refused):
        actions.close_body(body, reason="并入", move_to=other, by=officer)
    case.refresh_from_db()
    assert case.body == body


@pytest.mark.parametrize(
    ("reason", "day"), [("", None), ("并入", date(2026, 11, 23)), ("并入", date(2019, 1, 1))]
)
def test_closing_needs_a_reason_and_a_possible_day(village, officer, reason, day):
    body = BodyFactory(organisation=village)
    with pytest.raises(Refused):
        actions.close_body(body, reason=reason, closed_on=day, by=officer)
    body.refresh_from_db()
    assert body.closed_on is None


def test_a_closed_body_takes_nobody_and_is_not_closed_twice(village, officer):
    body = BodyFactory(organisation=village)
    actions.close_body(body, reason="并入镇", by=officer)
    with pytest.raises(Refused):
        actions.close_body(body, reason="并入镇", by=officer)
