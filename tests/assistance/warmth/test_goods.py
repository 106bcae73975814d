"""Goods: received, given out, handed over; never more than there is, also at once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from niudai.assistance.warmth import actions
from niudai.assistance.warmth.models import Allotment, Goods, Visit
from niudai.kernel.refused import Refused
from tests.factories import HardshipFileFactory


def visited(target, goods, by, **changes):
    facts = {
        "client_id": uuid4(), "team": "帮扶中心", "first_witness": "村示范",
        "second_witness": "艾测试", "signed_by": "甄困难", "goods": goods, **changes,
    }  # fmt: skip
    return actions.visit(target, **facts, by=by)


def test_no_more_is_given_out_than_came_in(quilts, town, neighbour, helper):
    actions.allot(quilts, town, count=7, by=helper)

    with pytest.raises(Refused, match="Only 3"):
        actions.allot(quilts, neighbour, count=4, by=helper)

    quilts.refresh_from_db()
    assert (quilts.in_store, quilts.with_towns) == (3, 7)
    assert not Allotment.objects.filter(organisation=neighbour).exists()


def test_no_more_is_handed_over_than_the_town_holds_and_nothing_is_left_behind(
    quilts, town, target, clerk, helper
):
    actions.allot(quilts, town, count=1, by=helper)

    with pytest.raises(Refused, match="Only 1"):
        visited(target, {quilts.pk: 2}, clerk)

    assert not Visit.objects.exists()
    target.refresh_from_db()
    assert target.visited_on is None


def test_what_was_not_handed_over_is_brought_back_and_what_was_is_not(
    quilts, town, target, clerk, helper
):
    held = actions.allot(quilts, town, count=5, by=helper)
    visited(target, {quilts.pk: 2}, clerk)

    with pytest.raises(Refused, match="Only 3"):
        actions.bring_back(held, count=4, by=clerk)
    held = actions.bring_back(held, count=3, by=clerk)

    quilts.refresh_from_db()
    assert (held.left, quilts.in_store, quilts.handed) == (0, 8, 2)


def test_a_visit_taken_back_gives_the_goods_back(quilts, town, target, clerk, helper):
    actions.allot(quilts, town, count=2, by=helper)
    visit = visited(target, {quilts.pk: 2}, clerk)

    actions.void(visit, reason="登记错误", by=clerk)

    quilts.refresh_from_db()
    assert (quilts.handed, quilts.with_towns) == (0, 2)
    assert visited(target, {quilts.pk: 2}, clerk).pk != visit.pk


@pytest.mark.django_db(transaction=True)
def test_many_doors_at_once_never_hand_over_more_than_there_is(
    running, quilts, town, village, clerk, helper
):
    actions.allot(quilts, town, count=4, by=helper)
    files = [HardshipFileFactory(organisation=village) for _turn in range(6)]
    for file in files:  # six households of six different workers
        worker = file.members.get(relation="01")
        worker.number = f"32028119880101{file.pk % 10000:04d}"
        worker.save()
    actions.pick_households(running, files, goods=quilts, count=1, by=clerk)

    def at_the_door(target):
        try:
            visited(target, {quilts.pk: 1}, clerk)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(at_the_door, list(running.targets.all())))

    goods = Goods.objects.get()
    assert (sum(done), goods.handed) == (4, 4)
    assert Visit.objects.count() == 4
