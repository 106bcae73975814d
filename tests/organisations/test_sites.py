"""Service sites: opened, corrected, closed, and what the public sees of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import add_site, close_site, correct_site
from niudai.organisations.models import ServiceSite
from niudai.organisations.public import public_sites
from tests.organisations.conftest import actor_at

TODAY = timezone.localdate()
FACTS = {
    "name": "周庄镇职工服务站", "kind": "station", "address": "周庄镇示例路 1 号",
    "hours": "周一至周五 9:00–17:00", "phone": "0510-86000000",
}  # fmt: skip


@pytest.fixture
def site(town, city_officer):
    return add_site(town, **FACTS, by=city_officer)


def test_an_open_site_is_seen_by_anyone(site):
    assert public_sites() == [site]
    assert Entry.objects.get(action="organisations.add_site").path == "0001.0001."


def test_a_correction_keeps_the_old_hours_in_the_log(site, city_officer):
    correct_site(site, **{**FACTS, "hours": "每天 8:30–17:00"}, by=city_officer)
    site.refresh_from_db()
    assert site.hours == "每天 8:30–17:00"
    changes = Entry.objects.get(action="organisations.correct_site").changes
    assert changes == {"hours": [FACTS["hours"], "每天 8:30–17:00"]}


def test_a_closed_site_is_seen_by_nobody_outside(site, city_officer):
    close_site(site, on=TODAY, by=city_officer)
    assert public_sites() == []
    with pytest.raises(Refused, match="was closed on"):
        close_site(site, on=TODAY, by=city_officer)
    with pytest.raises(Refused, match="was closed on"):
        correct_site(site, **FACTS, by=city_officer)


@pytest.mark.parametrize("missing", ["name", "address", "hours"])
def test_a_site_says_where_and_when(town, city_officer, missing):
    with pytest.raises(Refused, match="needs a name, an address and opening hours"):
        add_site(town, **{**FACTS, missing: " "}, by=city_officer)
    assert not ServiceSite.objects.exists()
    assert not Entry.objects.exists()


def test_a_site_is_not_closed_in_the_future(site, city_officer):
    with pytest.raises(Refused, match="is in the future"):
        close_site(site, on=TODAY + timedelta(days=1), by=city_officer)
    assert public_sites() == [site]


def test_a_neighbour_changes_no_site_here(site, town, neighbour):
    stranger = actor_at(neighbour.path)
    for act, facts in [
        (lambda **f: add_site(town, **f), FACTS),
        (lambda **f: correct_site(site, **f), FACTS),
        (lambda **f: close_site(site, **f), {"on": TODAY}),
    ]:
        with pytest.raises(Refused, match="permission"):
            act(**facts, by=stranger)
    assert Entry.objects.count() == 1
