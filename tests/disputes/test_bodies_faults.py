"""What the law finds wanting in a body: parity, size, a woman, a chair, terms run out."""

from datetime import date

import pytest

from niudai.disputes.composition import compositions, faults, with_faults
from niudai.disputes.models import MediationBody
from tests.factories import BodyFactory, MediatorFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def committee(*sides, chair=True, **facts):
    body = BodyFactory(kind="enterprise", **facts)
    for number, side in enumerate(sides):
        MediatorFactory(body=body, side=side, is_chair=chair and number == 0)
    return body


def test_equal_sides_with_a_chair_have_no_fault():
    assert faults(committee("worker", "worker", "employer", "employer"), TODAY) == []


def test_unequal_sides_of_an_enterprise_committee_are_a_fault():
    assert len(faults(committee("worker", "worker", "employer"), TODAY)) == 1


def test_a_suspended_member_no_longer_counts_for_parity():
    body = committee("worker", "employer")
    MediatorFactory(body=body, side="worker", status="suspended")
    assert faults(body, TODAY) == []


def test_a_committee_without_a_chair_has_a_fault_and_a_town_body_has_not():
    assert len(faults(committee("worker", "employer", chair=False), TODAY)) == 1
    town = BodyFactory(kind="town")
    MediatorFactory(body=town)
    assert faults(town, TODAY) == []


@pytest.mark.parametrize(
    ("men", "women", "sound"),
    [(2, 1, True), (8, 1, True), (3, 0, False), (1, 1, False), (8, 2, False)],
)
def test_a_peoples_committee_has_three_to_nine_members_and_a_woman(men, women, sound):
    body = BodyFactory(kind="people")
    for number in range(men + women):
        MediatorFactory(body=body, sex="F" if number < women else "M", is_chair=number == 0)
    assert (faults(body, TODAY) == []) is sound


def test_a_term_that_is_over_is_a_fault_and_its_person_no_longer_counts():
    body = committee("worker", "employer")
    MediatorFactory(body=body, side="worker", until=date(2026, 11, 21))
    assert len(faults(body, TODAY)) == 1
    assert compositions([body], TODAY)[body.pk].expired == 1


def test_the_last_day_of_a_term_still_counts():
    body = BodyFactory(kind="town")
    MediatorFactory(body=body, until=TODAY)
    assert faults(body, TODAY) == []


def test_a_body_without_anybody_has_a_fault():
    assert len(faults(BodyFactory(kind="village"), TODAY)) == 1


def test_a_closed_body_has_no_faults():
    assert faults(BodyFactory(kind="village", closed_on=TODAY), TODAY) == []


def test_the_filter_and_the_page_find_the_same_faults(django_assert_max_num_queries):
    committee("worker", "employer")
    committee("worker")
    BodyFactory(kind="village")
    BodyFactory(kind="village", closed_on=TODAY)
    everyone = MediationBody.objects.select_related("organisation")
    expected = {body.pk for body in everyone if faults(body, TODAY)}
    # Three, and the edition of the county's own rules for each of two look-ups.
    with django_assert_max_num_queries(5):
        found = {body.pk for body in with_faults(everyone, TODAY)}
    assert found == expected and len(found) == 2
