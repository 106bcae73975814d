"""The union tree of a county from its division list."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

import niudai.organisations
from niudai.access.actor import CLOCK
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import dissolve, load_divisions, set_up_federation
from niudai.organisations.division_file import read_divisions
from niudai.organisations.federations import new_mark
from niudai.organisations.models import Division, Organisation
from tests.organisations.conftest import K, actor_at

pytestmark = pytest.mark.django_db
JIANGYIN = Path(niudai.organisations.__file__).parent / "data/jiangyin-divisions.csv"


@pytest.fixture
def jiangyin(db):
    load_divisions(read_divisions(JIANGYIN.read_bytes()), by=CLOCK)


def named(short_name):
    return Organisation.objects.get(short_name=short_name)


def test_jiangyin_gets_its_federation_and_the_seventeen_towns_and_streets(jiangyin):
    done = set_up_federation("320281", by=CLOCK)

    assert (done.federation.name, done.federation.path) == ("江阴市总工会", "0001.")
    towns = Organisation.objects.filter(kind=K.TOWN)
    assert towns.count() == 17
    assert not Organisation.objects.filter(kind=K.ZONE).exists()
    assert named("周庄镇").name == "周庄镇总工会"
    assert named("高新区（城东街道）").division_id == "320281400000"


def test_every_village_and_community_gets_its_union_beneath_its_town(jiangyin):
    set_up_federation("320281", by=CLOCK)

    villages = Organisation.objects.filter(kind=K.VILLAGE)
    listed = Division.objects.filter(level__in=["village", "community"])
    assert villages.count() == listed.count() - 2  # two virtual communities
    assert not villages.filter(name__contains="虚拟").exists()
    beneath = named("周庄镇").path
    assert all(
        each.path.startswith(beneath) for each in villages.filter(division__parent="320281108000")
    )
    assert named("常泽桥村").name == "璜土镇常泽桥村工会联合会"
    assert named("山观社区").name == "高新区山观社区工会联合会"


def test_villages_of_a_zone_that_exists_in_statistics_only_stand_beneath_their_town(jiangyin):
    set_up_federation("320281", by=CLOCK)
    assert named("赵宕村").parent == named("青阳镇")
    assert named("黄桥村").parent == named("月城镇")


def test_every_mark_is_the_countys_and_one_character_and_borne_once(jiangyin):
    set_up_federation("320281", by=CLOCK)
    marks = dict(Organisation.objects.exclude(mark="").values_list("short_name", "mark"))
    assert marks["江阴市"] == "澄"
    assert marks["周庄镇"] == "澄周"
    assert marks["澄江街道"] == "澄澄"
    assert marks["高新区（城东街道）"] == "澄高"
    assert len(set(marks.values())) == len(marks) == 18


def test_a_second_run_adds_nothing(jiangyin):
    first = set_up_federation("320281", by=CLOCK)
    entries = Entry.objects.count()
    second = set_up_federation("320281000000", by=CLOCK)
    assert second.federation == first.federation
    assert second.added == []
    assert second.standing == len(first.added)
    assert Entry.objects.count() == entries


def test_a_second_run_adds_what_the_list_gained_and_nothing_dissolved(jiangyin):
    set_up_federation("320281", by=CLOCK)
    dissolve(named("赵宕村"), reason="并村", by=CLOCK)
    Division.objects.create(
        code="320281108299", name="新设村村委会", level="village", parent_id="320281108000"
    )
    second = set_up_federation("320281", by=CLOCK)
    assert [unit.short_name for unit in second.added] == ["新设村"]
    assert named("新设村").parent == named("周庄镇")


def test_it_is_fast_whatever_the_number_of_villages(jiangyin):
    with CaptureQueriesContext(connection) as queries:
        set_up_federation("320281", by=CLOCK)
    assert len(queries) < 120


def test_the_new_unions_are_found_by_pinyin(jiangyin):
    set_up_federation("320281", by=CLOCK)
    assert "zzz" in named("周庄镇").search


def test_a_county_the_data_page_does_not_know_gets_a_union_for_each_zone(places):
    Division.objects.create(
        code="320282000000", name="宜兴市", level="county", parent_id="320200000000"
    )
    for code, name, level in [
        ("320282100000", "张渚镇", "town"), ("320282101000", "张公镇", "town"),
        ("320282400000", "环科园", "zone"),
    ]:  # fmt: skip
        Division.objects.create(code=code, name=name, level=level, parent_id="320282000000")
    done = set_up_federation("320282", by=CLOCK)
    assert [(each.kind, each.name, each.mark) for each in done.added] == [
        ("town", "张渚镇总工会", "宜张"),
        ("town", "张公镇总工会", "宜公"),
        ("zone", "环科园总工会", "宜环"),
    ]


def test_two_counties_stand_beside_each_other(jiangyin):
    set_up_federation("320281", by=CLOCK)
    Division.objects.create(
        code="320282000000", name="宜兴市", level="county", parent_id="320200000000"
    )
    assert set_up_federation("320282", by=CLOCK).federation.path == "0002."


def test_marks_that_clash_take_the_next_character_then_more():
    assert new_mark("澄", "华士镇", set()) == "澄华"
    assert new_mark("澄", "华士镇", {"澄华"}) == "澄士"
    assert new_mark("澄", "华士镇", {"澄华", "澄士", "澄镇"}) == "澄华士"
    assert new_mark("澄", "一", {"澄一"}) == "澄一2"


def test_a_county_that_is_not_loaded_is_refused(db):
    with pytest.raises(Refused, match="There is no county 320282: load its divisions first"):
        set_up_federation("320282", by=CLOCK)
    assert not Organisation.objects.exists()


def test_an_officer_of_another_federation_sets_up_nothing_here(jiangyin):
    with pytest.raises(Refused, match="permission"):
        set_up_federation("320281", by=actor_at("0009."))
    assert not Organisation.objects.exists()


def test_the_command_is_dry_until_told_otherwise(jiangyin, capsys):
    call_command("set_up_federation", "--county", "320281")
    out = capsys.readouterr().out
    assert "澄 江阴市总工会" in out
    assert "澄周 周庄镇总工会" in out
    assert "17 unions of towns, streets and zones and 280 of villages added" in out
    assert not Organisation.objects.exists()

    call_command("set_up_federation", "--county", "320281", "--apply")
    assert Organisation.objects.count() == 298
