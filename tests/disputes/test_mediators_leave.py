"""Suspending, reinstating, leaving: nobody's case is left without a mediator."""

from datetime import date

import pytest

from niudai.audit.models import Entry
from niudai.disputes import actions
from niudai.disputes.models import Mediator
from niudai.kernel.refused import Refused
from tests.factories import BodyFactory, DisputeFactory, MediatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")


@pytest.fixture
def body(town):
    return BodyFactory(organisation=town)


@pytest.fixture
def mediator(body):
    return MediatorFactory(body=body)


def test_a_suspended_mediator_takes_no_case_and_is_no_longer_chair(body, officer):
    mediator = MediatorFactory(body=body, is_chair=True)
    actions.suspend_mediator(mediator, reason="被投诉，正在调查", by=officer)
    mediator.refresh_from_db()
    assert (mediator.status, mediator.is_chair) == ("suspended", False)
    assert mediator.status_on == date(2026, 11, 22)
    assert not Mediator.objects.active(date(2026, 11, 22)).exists()


def test_a_suspension_needs_a_reason_and_is_not_repeated(mediator, officer):
    with pytest.raises(Refused):
        actions.suspend_mediator(mediator, reason=" ", by=officer)
    assert not Entry.objects.exists()
    actions.suspend_mediator(mediator, reason="调查", by=officer)
    with pytest.raises(Refused):
        actions.suspend_mediator(mediator, reason="调查", by=officer)


def test_a_reinstated_mediator_works_again(mediator, officer):
    actions.suspend_mediator(mediator, reason="调查", by=officer)
    actions.reinstate_mediator(mediator, reason="查无问题", by=officer)
    assert Mediator.objects.active(date(2026, 11, 22)).get() == mediator


def test_who_is_not_suspended_cannot_be_reinstated(mediator, officer):
    with pytest.raises(Refused):
        actions.reinstate_mediator(mediator, reason="查无问题", by=officer)
    assert not Entry.objects.exists()


def test_a_term_that_is_over_is_renewed_before_a_reinstatement(body, officer):
    mediator = MediatorFactory(body=body, status="suspended", until=date(2026, 6, 30))
    with pytest.raises(Refused, match="2026-06-30"):
        actions.reinstate_mediator(mediator, reason="查无问题", by=officer)


def test_a_mediator_with_open_cases_does_not_leave(mediator, officer):
    DisputeFactory(body=mediator.body, stage="mediating", mediator=mediator)
    with pytest.raises(Refused):
        actions.leave(mediator, reason="退休", by=officer)
    mediator.refresh_from_db()
    assert mediator.status == "active" and not Entry.objects.exists()


def test_a_mediator_whose_cases_are_over_leaves(mediator, officer):
    DisputeFactory(body=mediator.body, stage="archived", mediator=mediator)
    actions.leave(mediator, reason="退休", left_on=date(2026, 11, 1), by=officer)
    mediator.refresh_from_db()
    assert (mediator.status, mediator.status_on) == ("left", date(2026, 11, 1))


def test_open_cases_go_to_another_mediator_with_the_reason(body, mediator, officer):
    other = MediatorFactory(body=body)
    running = DisputeFactory(body=body, stage="mediating", mediator=mediator)
    agreed = DisputeFactory(body=body, stage="agreed", mediator=mediator)
    actions.leave(mediator, reason="退休", hand_to=other, by=officer)
    for case in (running, agreed):
        case.refresh_from_db()
        assert case.mediator == other
    assert running.mediator_reason == "退休"
    acts = set(Entry.objects.values_list("action", flat=True))
    assert {"disputes.reassign", "disputes.follow_up", "disputes.mediator_status"} <= acts


def test_cases_do_not_go_to_someone_who_may_not_take_them(body, mediator, officer):
    suspended = MediatorFactory(body=body, status="suspended")
    case = DisputeFactory(body=body, stage="agreed", mediator=mediator)
    with pytest.raises(Refused):
        actions.leave(mediator, reason="退休", hand_to=suspended, by=officer)
    case.refresh_from_db()
    mediator.refresh_from_db()
    assert (case.mediator, mediator.status) == (mediator, "active")


def test_who_has_left_is_not_changed_any_more(mediator, officer):
    actions.leave(mediator, reason="退休", by=officer)
    for act in (actions.suspend_mediator, actions.reinstate_mediator, actions.leave):
        with pytest.raises(Refused):
            act(mediator, reason="退休", by=officer)


def test_a_day_before_the_term_or_to_come_is_refused(mediator, officer):
    for day in (date(2023, 12, 31), date(2026, 11, 23)):
        with pytest.raises(Refused):
            actions.suspend_mediator(mediator, reason="调查", suspended_on=day, by=officer)
    assert not Entry.objects.exists()
