"""Renaming and correcting an organisation."""

import pytest

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import correct
from tests.organisations.conftest import actor_at, unit


def facts(organisation, **more):
    return {
        "name": organisation.name, "short_name": organisation.short_name,
        "division": organisation.division, "mark": organisation.mark, **more,
    }  # fmt: skip


def test_the_old_name_stays_in_the_log(town, city_officer):
    correct(town, **facts(town, name="周庄镇总工会（新）", phone="0510-86000000"), by=city_officer)

    town.refresh_from_db()
    assert (town.name, town.phone) == ("周庄镇总工会（新）", "0510-86000000")
    changes = Entry.objects.get(action="organisations.correct").changes
    assert changes["name"] == ["周庄镇总工会", "周庄镇总工会（新）"]
    assert "mark" not in changes


def test_correcting_nothing_leaves_no_entry(town, city_officer):
    correct(town, **facts(town), by=city_officer)
    assert not Entry.objects.exists()


def test_a_name_found_by_pinyin_follows_the_correction(town, city_officer):
    correct(town, **facts(town, name="新桥镇总工会", short_name="新桥"), by=city_officer)
    town.refresh_from_db()
    assert "xinqiao" in town.search


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"mark": "澄华"}, "“澄华” is taken"),
        ({"name": "华士镇总工会"}, "already an organisation"),
        ({"name": " "}, "needs a name"),
    ],
)
def test_what_another_bears_is_refused(town, neighbour, city_officer, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        correct(town, **facts(town, **changed), by=city_officer)
    town.refresh_from_db()
    assert (town.name, town.mark) == ("周庄镇总工会", "澄周")
    assert not Entry.objects.exists()


def test_a_place_that_has_its_union_is_not_given_to_another(town, neighbour, city_officer):
    with pytest.raises(Refused, match="华士镇 already has a union"):
        correct(town, **facts(town, division=neighbour.division), by=city_officer)


def test_a_dissolved_one_is_not_corrected(city, city_officer):
    gone = unit("0001.0003.", "zone", "旧园区工会", "320281000000", city,
                status="dissolved", dissolved_on="2026-01-05")  # fmt: skip
    with pytest.raises(Refused, match="is dissolved"):
        correct(gone, **facts(gone, name="x"), by=city_officer)


def test_a_neighbour_corrects_nothing_here(town, neighbour):
    with pytest.raises(Refused, match="permission"):
        correct(town, **facts(town, name="x"), by=actor_at(neighbour.path))
    assert not Entry.objects.exists()
