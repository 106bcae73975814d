"""Platform workers work for several units; the membership stays where it is."""

from datetime import date

import pytest

from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.models import Engagement

pytestmark = pytest.mark.django_db


def test_a_courier_works_for_two_units_and_is_a_member_of_one(member, mill, yard, mill_officer):
    for unit in (mill, yard):
        actions.begin_work(member, organisation=unit, work="快递员", by=mill_officer)
    member.refresh_from_db()
    assert Engagement.objects.count() == 2
    assert member.memberships.count() == 1


def test_the_unit_worked_for_sees_the_work(member, yard, mill_officer, yard_officer):
    engagement = actions.begin_work(member, organisation=yard, work="快递员", by=mill_officer)
    assert list(Engagement.objects.visible_to(yard_officer)) == [engagement]


def test_the_same_work_is_not_entered_twice(member, yard, mill_officer):
    engagement = actions.begin_work(
        member, organisation=yard, work="快递员", since=date(2025, 1, 1), by=mill_officer
    )
    with pytest.raises(Refused, match="on file already"):
        actions.begin_work(member, organisation=yard, work="快递员", by=mill_officer)
    actions.end_work(engagement, on=date(2025, 2, 1), by=mill_officer)
    with pytest.raises(Refused, match="ended on 2025-02-01"):
        actions.end_work(engagement, by=mill_officer)
