"""The yearly check of a service site."""

import pytest

from niudai.assistance.desk import actions
from niudai.assistance.desk.models import SiteCheck
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.rulebook.codes import read_codes
from niudai.rulebook.rules import nearest


def test_the_standard_is_data_and_every_line_of_it_has_points():
    rule = nearest("CENTRE-STANDARD", on=read_codes("centre_standard")[0].valid_from)

    lines = {code.id for code in read_codes("centre_standard") if code.parent}
    assert lines == set(rule.parameters["points"])
    assert sum(rule.parameters["points"].values()) == 100
    assert not rule.decides  # nobody confirmed the points: a preview


def test_what_a_site_has_is_scored(station, clerk):
    check = actions.check_site(station, met=["room", "plate"], note="缺窗口分区", by=clerk)

    assert (check.score, check.most) == (15, 100)


def test_a_second_check_of_the_year_takes_the_place_of_the_first(station, clerk):
    actions.check_site(station, met=["room"], by=clerk)
    actions.check_site(station, met=["room", "leader"], by=clerk)

    assert SiteCheck.objects.get().score == 20
    assert Entry.objects.filter(action="desk.check_site").latest("pk").changes["score"] == [10, 20]


def test_a_line_the_standard_does_not_know_is_refused(station, clerk):
    with pytest.raises(Refused, match="not in the list"):
        actions.check_site(station, met=["garden"], by=clerk)
