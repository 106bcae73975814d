"""What anyone may know of the network: places and service sites, nothing of a person."""

from datetime import date

import pytest

from niudai.organisations.models import Division, ServiceSite
from niudai.organisations.public import public_sites, public_villages
from tests.organisations.conftest import unit


def site(organisation, name, **more):
    return ServiceSite.objects.create(
        organisation=organisation, name=name, kind="point", address="x", hours="9–17", **more
    )


@pytest.fixture
def zone_village(town):
    """A village that the list puts beneath a zone and the union beneath the town."""
    Division.objects.create(
        code="320281405000", name="示例园区", level="zone", parent_id="320281000000"
    )
    Division.objects.create(
        code="320281405210", name="园村村委会", level="village", parent_id="320281405000"
    )
    return unit("0001.0001.0008.", "village", "园村工会联合会", "320281405210", town)


def test_a_town_shows_its_sites_and_the_citys(city, town, village, neighbour, zone_village):
    sites = [
        site(city, "市中心"),
        site(town, "镇站"),
        site(village, "村点"),
        site(zone_village, "园"),
    ]
    site(neighbour, "邻镇站")
    site(town, "旧站", closed_on=date(2026, 1, 5))
    assert public_sites("320281108000") == sites
    assert {each.name for each in public_sites()} == {"市中心", "镇站", "村点", "园", "邻镇站"}


def test_a_place_without_a_union_shows_the_citys_sites_only(city, town, places):
    sites = [site(city, "市中心")]
    site(town, "镇站")
    assert public_sites("320281107000") == sites


def test_the_villages_of_a_town_include_those_a_zone_holds_in_statistics_only(zone_village):
    names = [each.name for each in public_villages("320281108000")]
    assert names == ["倪家巷村村委会", "山泉村村委会", "园村村委会"]
    assert public_villages("320281108200") == []
