"""一次入会、动态接转: a member moves with the work, in one act."""

from datetime import date

import pytest

from niudai.kernel.refused import Refused
from niudai.membership import actions
from niudai.membership.models import Membership, MembershipTransfer

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)


@pytest.fixture
def asked(member, yard, yard_officer):
    return actions.ask_transfer(member, target=yard, reason="换了工作", by=yard_officer)


def test_until_taken_over_the_member_stays_where_they_are(asked, member, mill):
    member.refresh_from_db()
    assert (member.path, member.standing) == (mill.path, "active")
    assert Membership.objects.count() == 1


def test_the_old_membership_ends_and_the_new_begins_on_the_same_day(asked, member, yard,
                                                                    mill_officer):  # fmt: skip
    actions.take_over(asked, on=DAY, by=mill_officer)
    old, new = Membership.objects.order_by("pk")
    assert (old.status, old.until) == ("moved", DAY)
    assert (new.organisation, new.since, new.way) == (yard, DAY, "transferred")
    assert new.joined_on == old.joined_on
    member.refresh_from_db()
    assert (member.organisation, member.path) == (yard, yard.path)


def test_the_side_that_asked_does_not_decide(asked, yard_officer):
    with pytest.raises(Refused, match="permission"):
        actions.take_over(asked, by=yard_officer)
    assert MembershipTransfer.objects.get().state == "waiting"


def test_who_stands_above_both_may_ask_and_decide(member, yard, city_officer):
    transfer = actions.ask_transfer(member, target=yard, reason="整厂搬迁", by=city_officer)
    assert actions.take_over(transfer, on=DAY, by=city_officer).state == "taken"


def test_a_refused_transfer_leaves_everything_as_it_was(asked, member, mill, mill_officer):
    with pytest.raises(Refused, match="Say why"):
        actions.refuse_transfer(asked, answer=" ", by=mill_officer)
    actions.refuse_transfer(asked, answer="合同还在履行", by=mill_officer)
    assert Membership.objects.get().organisation == mill
    with pytest.raises(Refused, match="decided already"):
        actions.take_over(asked, by=mill_officer)


def test_one_transfer_at_a_time(asked, member, yard, yard_officer, mill_officer):
    with pytest.raises(Refused, match="is waiting"):
        actions.ask_transfer(member, target=yard, reason="换了工作", by=yard_officer)
    with pytest.raises(Refused, match="is waiting"):
        actions.end_membership(member, status="withdrawn", reason="x", by=mill_officer)
    actions.call_back(asked, by=yard_officer)
    assert actions.ask_transfer(member, target=yard, reason="换了工作", by=yard_officer).pk


def test_both_unions_see_the_transfer_and_a_third_does_not(asked, mill_officer, yard_officer,
                                                           village):  # fmt: skip
    from_mill = MembershipTransfer.objects.visible_to(mill_officer)
    from_yard = MembershipTransfer.objects.visible_to(yard_officer)
    assert list(from_mill) == list(from_yard) == [asked]
