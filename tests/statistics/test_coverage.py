"""Unions over employers, members over workers: every number opens to its rows."""

import re
from datetime import date

import pytest
from django.urls import reverse

from niudai.access.permissions import Role
from niudai.membership import actions
from niudai.statistics.coverage import Asked, by_unit, in_all, percent, tables
from tests.statistics.conftest import employer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def asked(city, city_officer, employers, members):
    return Asked(city_officer, city, TODAY)


def test_the_whole_city_with_both_denominators(asked):
    whole = in_all(asked)
    assert (whole.unionised, whole.employers, whole.share) == (1, 3, "33.3 %")
    assert (whole.obliged_unionised, whole.obliged, whole.obliged_share) == (1, 2, "50.0 %")
    assert (whole.members, whole.workers, whole.member_share) == (2, 302, "0.6 %")


def test_each_town_has_its_line(asked, town, neighbour):
    lines = {line.name: line for line in by_unit(asked)}
    assert set(lines) == {town.short_name, neighbour.short_name}
    assert (lines[town.short_name].employers, lines[town.short_name].members) == (2, 2)
    assert lines[neighbour.short_name].unionised == 0


def test_divisions_are_counted_in_their_section(asked):
    (line,) = tables(asked)["industry"]
    assert (line.employers, line.members, line.where["industry"]) == (3, 2, "C")


def test_the_groups_add_up_to_the_whole(asked):
    whole = in_all(asked)
    for group in tables(asked).values():
        assert sum(line.employers for line in group) == whole.employers
        assert sum(line.workers for line in group) == whole.workers
        assert sum(line.members for line in group) == whole.members


def test_who_is_kept_or_has_left_is_no_member(asked, members, city_officer):
    actions.keep(members[0], reason="retired", on=TODAY, by=city_officer)
    assert in_all(asked).members == 1


def test_a_share_is_cut_and_never_rounded_up_to_the_whole():
    assert [percent(9996, 10000), percent(1, 1), percent(0, 0)] == ["99.9 %", "100.0 %", "—"]


def test_every_number_of_the_page_opens_to_as_many_rows(asked, at_desk, city):
    desk = at_desk(city)
    page = desk.get(reverse("coverage")).content.decode()
    links = re.findall(r'href="([^"]+)">(\d+)</a>', page)
    assert len(links) > 10
    for address, number in links:
        rows = desk.get(address.replace("&amp;", "&")).content.decode()
        shown = re.search(r'<h2 id="found">\s*(\d+)', rows)
        assert shown and shown[1] == number, address


def test_a_town_sees_its_own_coverage_only(asked, at_desk, town, neighbour, city):
    desk = at_desk(town, Role.TOWN_OFFICER)
    page = desk.get(reverse("coverage")).content.decode()
    assert neighbour.short_name not in page
    assert desk.get(reverse("coverage"), {"under": neighbour.pk}).status_code == 404


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    asked, at_desk, city, village, django_assert_num_queries, django_assert_max_num_queries
):
    desk = at_desk(city)
    desk.get(reverse("coverage"))
    with django_assert_max_num_queries(30) as few:
        desk.get(reverse("coverage"))
    for number in range(20):
        employer(f"江阴第{number}厂", village)
    with django_assert_num_queries(len(few)):
        desk.get(reverse("coverage"))


def test_the_export_holds_what_the_page_shows(asked, at_desk, city):
    response = at_desk(city).get(reverse("coverage_export"))
    text = b"".join(response.streaming_content).decode()
    assert "33.3 %" in text
    assert text.count("\n") > 5
