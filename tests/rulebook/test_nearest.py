"""Which of several rules applies: the nearest in force on the day, or nobody's guess."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import override_settings

from niudai.kernel.refused import Refused
from niudai.rulebook.rules import Status, Unsettled, from_files, jurisdictions, nearest, rule_by_key
from tests.rulebook.conftest import day

ON = date(2026, 9, 16)
NATION = nearest("CB-REPLY", on=ON, place="CN", rules=from_files())


def rule(jurisdiction: str, **fields):
    return replace(NATION, jurisdiction=jurisdiction, **fields)


@pytest.mark.parametrize(
    "place",
    ["320281", "CN-320281", "cn-320281", "320281102", "320281102000", " 320281 "],
)
def test_a_division_code_lies_in_its_county_city_province_and_nation(place):
    assert jurisdictions(place) == ("CN-320281", "CN-3202", "CN-32", "CN")


def test_a_province_and_the_nation_are_places_too():
    assert jurisdictions("CN-32") == jurisdictions("32") == ("CN-32", "CN")
    assert jurisdictions("CN") == ("CN",)


@pytest.mark.parametrize("place", ["", "  ", "Jiangyin", "CN-3", "3202811", "CN-32-02", "³²"])
def test_what_is_no_place_is_refused(place):
    with pytest.raises(Refused):
        jurisdictions(place)


def test_the_nearest_jurisdiction_wins():
    rules = [rule("CN"), rule("CN-32"), rule("CN-3202"), rule("CN-33")]
    assert nearest("CB-REPLY", on=ON, place="320281", rules=rules).jurisdiction == "CN-3202"
    assert nearest("CB-REPLY", on=ON, place="CN-32", rules=rules).jurisdiction == "CN-32"
    assert nearest("CB-REPLY", on=ON, place="330100", rules=rules).jurisdiction == "CN-33"
    assert nearest("CB-REPLY", on=ON, place="110000", rules=rules).jurisdiction == "CN"


def test_a_neighbour_whose_code_begins_alike_is_not_nearer():
    rules = [rule("CN"), rule("CN-3202")]
    assert nearest("CB-REPLY", on=ON, place="320381", rules=rules).jurisdiction == "CN"


def test_the_day_of_the_event_chooses_the_version():
    old = rule("CN", valid_to=date(2026, 8, 31))
    new = rule("CN", valid_from=date(2026, 9, 1), amount=10)
    for on, amount in (("2026-08-31", 20), ("2026-09-01", 10)):
        assert nearest("CB-REPLY", on=day(on), place="CN", rules=[old, new]).amount == amount


def test_a_nearer_rule_not_yet_in_force_leaves_the_farther_one():
    rules = [rule("CN"), rule("CN-32", valid_from=date(2026, 9, 17))]
    assert nearest("CB-REPLY", on=ON, place="320281", rules=rules).jurisdiction == "CN"


def test_a_tie_asks_a_person():
    rules = [rule("CN-32"), rule("CN-32", valid_from=date(2020, 1, 1))]
    with pytest.raises(Unsettled, match="2 rules"):
        nearest("CB-REPLY", on=ON, place="320281", rules=rules)


def test_silence_asks_a_person():
    with pytest.raises(Unsettled, match="No rule"):
        nearest("CB-REPLY", on=date(1999, 1, 1), place="CN")
    with pytest.raises(Unsettled, match="No rule"):
        nearest("SUP-REPLY", on=ON, place="CN-44")  # only some provinces have one


def test_an_unknown_rule_names_those_that_look_like_it():
    with pytest.raises(Unsettled, match="ARB-AWARD"):
        nearest("ARB-AWRD", on=ON)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_a_draft_or_retired_row_never_applies(status):
    rules = [rule("CN"), rule("CN-32", status=status, amount=1)]
    assert nearest("CB-REPLY", on=ON, place="320281", rules=rules).amount == 20


def test_a_nearer_draft_is_told_beside_the_national_rule():
    here = nearest("CB-REPLY", on=ON, place="320281")
    assert here.jurisdiction == "CN"
    assert any("JS-CB-REPLY" in sentence for sentence in here.warnings)
    assert nearest("CB-REPLY", on=ON, place="CN-33").warnings == []
    assert nearest("CB-REPLY", on=date(2023, 4, 30), place="320281").warnings == []


def test_a_draft_made_active_is_the_nearest():
    draft = nearest("CB-REPLY", on=ON, place="320281").nearer_drafts[0]
    entered = replace(draft, status=Status.ACTIVE, amount=15, unit=NATION.unit)
    found = nearest("CB-REPLY", on=ON, place="320281", rules=[NATION, entered])
    assert (found.id, found.amount) == ("JS-CB-REPLY", 15)


def test_only_a_draft_leaves_nothing_to_apply():
    with pytest.raises(Unsettled, match="only in draft"):
        nearest("JS-CB-FINISH", on=ON)


def test_the_same_number_differs_by_province():
    found = {
        place: nearest("CB-REPLY", on=ON, place=place) for place in ("CN", "33", "37", "31", "32")
    }
    assert {place: (rule.amount, rule.unit.value) for place, rule in found.items()} == {
        "CN": (20, "calendar_day"),
        "33": (10, "working_day"),
        "37": (10, "calendar_day"),
        "31": (15, "calendar_day"),
        "32": (20, "calendar_day"),
    }


def test_without_a_place_the_own_county_is_meant():
    with override_settings(NIUDAI_PLACE="330281"):
        assert nearest("CB-REPLY", on=ON).jurisdiction == "CN-33"
    assert nearest("SUP-REPLY", on=ON).jurisdiction == "CN-32"


def test_a_case_finds_the_very_row_it_started_with():
    for found in (NATION, nearest("SUP-REPLY", on=ON)):
        assert rule_by_key(found.key) == found
    with pytest.raises(Unsettled, match="no row"):
        rule_by_key("CB-REPLY@CN@1999-01-01")


def test_an_earlier_text_that_nobody_read_may_remind_but_not_decide():
    now = nearest("WAGE-CLOSE", on=date(2026, 5, 27))
    before = nearest("WAGE-CLOSE", on=date(2026, 5, 26))
    assert (now.amount, now.decides) == (30, True)
    assert (before.amount, before.decides) == (30, False)
    assert any("decides nothing" in sentence for sentence in before.warnings)


def test_a_county_may_add_and_replace_rows_in_files_of_its_own(tmp_path):
    (tmp_path / "ours.toml").write_text(
        """
[[rule]]
id = "HOTLINE-12351-A"
kind = "deadline"
title_zh = "一般工单"
title_en = "Ordinary order"
jurisdiction = "CN-320281"
sources = ["HOTLINE"]
valid_from = 2026-01-01
event_zh = "收到"
event_en = "received"
amount = 5
unit = "working_day"
role = "own_duty"
confidence = "P"
status = "config"
""",
        encoding="utf-8",
    )
    with override_settings(NIUDAI_LOCAL_RULES=str(tmp_path)):
        found = nearest("HOTLINE-12351-A", on=ON)
    assert (found.amount, found.decides) == (5, False)
