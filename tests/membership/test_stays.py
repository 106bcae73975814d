"""Joining, keeping, restoring, leaving."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.models import Membership, Person

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)


def test_a_member_stands_at_the_union_from_the_day_of_admission(member, mill):
    stay = Membership.objects.get()
    assert (stay.organisation, stay.since, stay.joined_on) == (
        mill,
        DAY.replace(2024, 3),
        stay.since,
    )
    assert (member.standing, member.path) == ("active", mill.path)
    assert list(Person.objects.members()) == [member]


def test_a_member_of_one_union_is_not_admitted_by_another(member, yard, yard_officer):
    with pytest.raises(Refused, match="Already a member of 示例纺织工会"):
        actions.join(member, organisation=yard, by=yard_officer)
    assert Membership.objects.count() == 1


def test_the_database_itself_refuses_a_second_open_membership(member, yard):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=member, organisation=yard, path=yard.path, since=DAY, way="joined"
        )


def test_a_retired_member_is_kept_and_no_longer_counted(member, mill_officer):
    stay = actions.keep(member, reason="retired", on=DAY, by=mill_officer)
    member.refresh_from_db()
    assert (stay.status, stay.kept_since, stay.dues) == ("kept", DAY, "exempt")
    assert member.standing == "kept"
    assert not Person.objects.members().exists()
    with pytest.raises(Refused, match="pays no dues"):
        actions.note_dues(member, dues="paid", by=mill_officer)


def test_a_kept_member_who_works_again_is_active_again(member, mill_officer):
    actions.keep(member, reason="unemployed", on=DAY, by=mill_officer)
    actions.restore(member, on=DAY + timedelta(days=30), by=mill_officer)
    member.refresh_from_db()
    assert member.standing == "active"
    with pytest.raises(Refused, match="not a kept one"):
        actions.restore(member, by=mill_officer)


def test_who_left_may_join_again_and_the_first_day_of_joining_stays(member, yard, mill_officer,
                                                                    yard_officer):  # fmt: skip
    actions.end_membership(member, status="withdrawn", reason="本人申请", on=DAY, by=mill_officer)
    member.refresh_from_db()
    assert member.standing == "left"
    actions.join(member, organisation=yard, on=DAY + timedelta(days=9), by=yard_officer)
    member.refresh_from_db()
    assert (member.standing, member.path) == ("active", yard.path)
    assert set(Membership.objects.values_list("joined_on", flat=True)) == {date(2024, 3, 1)}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"status": "active", "reason": "x"}, "Say how"),
        ({"status": "withdrawn", "reason": " "}, "Say why"),
        ({"status": "died", "reason": "x", "on": date(2024, 2, 1)}, "is before 2024-03-01"),
    ],
)
def test_a_membership_does_not_end_without_how_and_why(member, mill_officer, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.end_membership(member, **facts, by=mill_officer)
    assert Membership.objects.get().until is None
    assert not Entry.objects.filter(action="membership.end").exists()


def test_nothing_happens_in_the_future(member, mill_officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="in the future"):
        actions.keep(member, reason="retired", on=tomorrow, by=mill_officer)


def test_another_unit_ends_nobodys_membership(member, yard_officer):
    with pytest.raises(Refused, match="permission"):
        actions.end_membership(member, status="withdrawn", reason="x", by=yard_officer)
