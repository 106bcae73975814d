"""A fair suggestion: load first, then skill and place, each with its reason."""

from datetime import date

import pytest

from niudai.disputes.suggestion import passed_over, suggested
from niudai.organisations.models import Division
from tests.factories import BodyFactory, DisputeFactory, DivisionFactory, MediatorFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def body(federation):
    return BodyFactory(organisation=federation, kind="city")


@pytest.fixture
def dispute(body):
    return DisputeFactory(body=body, stage="accepted")


def busy(mediator, cases):
    for _ in range(cases):
        DisputeFactory(body=mediator.body, stage="mediating", mediator=mediator)
    return mediator


def names(dispute):
    return [each.mediator.name for each in suggested(dispute, on=TODAY)]


def test_who_has_the_fewest_cases_comes_first(body, dispute):
    for name, cases in (("甲", 2), ("乙", 0), ("丙", 1)):
        busy(MediatorFactory(body=body, name=name, skills=["pay"]), cases)
    first, *others = suggested(dispute, on=TODAY)
    assert [first.mediator.name, *(each.mediator.name for each in others)] == ["乙", "丙", "甲"]
    assert first.open_cases == 0 and "0" in first.reason


def test_cases_that_are_over_weigh_nothing(body, dispute):
    old = MediatorFactory(body=body, name="甲", skills=["pay"])
    for stage in ("closed", "archived", "performed", "failed"):
        DisputeFactory(body=body, stage=stage, mediator=old)
    busy(MediatorFactory(body=body, name="乙", skills=["pay"]), 1)
    assert names(dispute) == ["甲", "乙"]


def test_a_full_time_mediator_carries_more(body, dispute):
    busy(MediatorFactory(body=body, name="兼职", skills=["pay"]), 2)
    busy(MediatorFactory(body=body, name="专职", skills=["pay"], full_time=True), 4)
    assert names(dispute) == ["专职", "兼职"]


def test_among_equals_the_one_who_knows_the_cause(body, dispute):
    MediatorFactory(body=body, name="甲", skills=["dismissal"])
    MediatorFactory(body=body, name="乙", skills=["pay"])
    assert names(dispute) == ["乙", "甲"]


def test_among_equals_the_one_who_knows_the_place(body, dispute):
    elsewhere = DivisionFactory(code="320281103000", name="华士镇")
    here = Division.objects.get(code=dispute.organisation.division_id)
    MediatorFactory(body=body, name="甲", skills=["pay"], area=elsewhere)
    MediatorFactory(body=body, name="乙", skills=["pay"], area=here)
    MediatorFactory(body=body, name="丙", skills=["pay"])
    found = suggested(dispute, on=TODAY)
    assert [each.near for each in found] == [None, True, False]
    assert "华士镇" in found[-1].reason


def test_equal_candidates_stand_in_the_same_order_every_time(body, dispute):
    for name in ("丙", "甲", "乙"):
        MediatorFactory(body=body, name=name)
    assert names(dispute) == names(dispute) == sorted(["丙", "甲", "乙"])


def test_who_is_too_close_to_a_side_is_passed_over_with_the_sentence(body, dispute):
    MediatorFactory(body=body, name="甄示例")
    MediatorFactory(body=body, name="甲", unit="江阴示例纺织有限公司")
    MediatorFactory(body=body, name="乙")
    assert names(dispute) == ["乙"]
    assert {mediator.name for mediator, why in passed_over(dispute, on=TODAY) if why} == {
        "甄示例",
        "甲",
    }


@pytest.mark.parametrize(
    "facts", [{"status": "suspended"}, {"status": "left"}, {"until": date(2026, 11, 21)}]
)
def test_who_is_not_active_is_not_suggested(body, dispute, facts):
    MediatorFactory(body=body, **facts)
    assert suggested(dispute, on=TODAY) == []


def test_mediators_of_other_bodies_are_not_suggested(dispute):
    MediatorFactory()
    assert suggested(dispute, on=TODAY) == []


def test_who_has_the_case_is_not_suggested_again(body):
    mediator = MediatorFactory(body=body)
    dispute = DisputeFactory(body=body, stage="mediating", mediator=mediator)
    other = MediatorFactory(body=body)
    assert [each.mediator for each in suggested(dispute, on=TODAY)] == [other]


def test_sixty_candidates_cost_as_many_queries_as_one(body, dispute, django_assert_max_num_queries):
    for number in range(60):
        MediatorFactory(body=body, skills=["pay"] if number % 2 else [])
    fresh = type(dispute).objects.get(pk=dispute.pk)
    with django_assert_max_num_queries(6):
        assert len(suggested(fresh, on=TODAY)) == 60
