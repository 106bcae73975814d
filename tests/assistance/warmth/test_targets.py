"""Who is on the list: households in force, nobody twice, within the share."""

import pytest

from niudai.assistance.warmth import actions
from niudai.assistance.warmth.models import Target
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from tests.assistance.desk.conftest import somebody
from tests.factories import HardshipFileFactory


def test_a_household_in_force_is_put_on_the_list_with_its_group(target, file):
    assert (target.kind, target.group, target.file) == ("household", "deep", file)
    assert target.number == "320281198801010023"


def test_the_same_household_is_not_put_on_it_again(target, running, file, clerk):
    assert actions.pick_households(running, [file], by=clerk) == 0


def test_nor_the_same_person_by_number(target, running, village, clerk):
    with pytest.raises(Refused, match="already"):
        actions.add_person(
            running, village, name="甄困难", group="model", why="劳模",
            number="320281198801010023", by=clerk,
        )  # fmt: skip


def test_a_file_no_longer_in_force_is_refused(running, village, clerk):
    file = HardshipFileFactory(organisation=village, stage="lifted", left_on="2026-01-05")

    with pytest.raises(Refused, match="no longer in force"):
        actions.pick_households(running, [file], by=clerk)


def test_files_elsewhere_are_not_there(running, neighbour, clerk):
    assert actions.pick_households(
        running, [HardshipFileFactory(organisation=neighbour)], by=clerk
    ) == 0  # fmt: skip


def test_a_share_bounds_visits_and_money(running, town, village, clerk, helper, file):
    actions.set_share(running, town, visits=1, money_fen=50_000, by=helper)

    with pytest.raises(Refused, match=r"500\.00"):
        actions.pick_households(running, [file], money_fen=60_000, by=clerk)
    actions.pick_households(running, [file], money_fen=50_000, by=clerk)
    with pytest.raises(Refused, match="1 visits"):
        actions.add_person(running, village, name="甲", group="model", why="劳模", by=clerk)


def test_a_cap_of_elsewhere_warns_and_does_not_decide(running, file, clerk):
    actions.pick_households(running, [file], money_fen=400_000, by=clerk)

    entry = Entry.objects.get(action="warmth.add_target")
    assert "3,000.00" in entry.changes["warnings"][0]
    assert Target.objects.count() == 1


def test_money_goes_by_name_and_number_only(running, village, clerk):
    with pytest.raises(Refused, match="identity number"):
        actions.add_person(
            running, village, name="甲", group="model", why="劳模", money_fen=100, by=clerk
        )


def test_a_site_gets_goods_for_those_who_work_there(running, employer, quilts, clerk):
    site = actions.add_site(running, employer=employer, goods=quilts, count=5, by=clerk)

    assert (site.kind, site.workers, site.money_fen) == ("site", 210, 0)
    with pytest.raises(Refused, match="already"):
        actions.add_site(running, employer=employer, by=clerk)


def test_whoever_is_taken_off_may_come_back(target, running, file, clerk):
    actions.drop(target, reason="已另行慰问", by=clerk)

    assert actions.pick_households(running, [file], by=clerk) == 1


def test_a_neighbour_puts_nobody_of_the_place_on_it(running, neighbour, village):
    other = somebody(neighbour)
    with pytest.raises(Refused, match="permission"):
        actions.add_person(running, village, name="甲", group="model", why="劳模", by=other)
