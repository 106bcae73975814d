"""Loading a county's list of places: one command, and every wrong row in a sentence."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import niudai.organisations
from niudai.access.actor import CLOCK
from niudai.audit.models import Entry
from niudai.kernel.refused import Refused
from niudai.organisations.actions import load_divisions
from niudai.organisations.division_file import read_divisions
from niudai.organisations.models import Division
from tests.organisations.conftest import actor_at

pytestmark = pytest.mark.django_db
JIANGYIN = Path(niudai.organisations.__file__).parent / "data/jiangyin-divisions.csv"
HEAD = "code,name,level,parent_code"
GOOD = [
    "320000000000,江苏省,province,",
    "320200000000,无锡市,prefecture,320000000000",
    "320282000000,宜兴市,county,320200000000",
    "320282100000,示例镇,town,320282000000",
    "320282100200,甲村村委会,village,320282100000",
]


def sheet(*rows, head=HEAD, encoding="utf-8"):
    return "\n".join([head, *rows]).encode(encoding)


def wrong(*rows, **more):
    return [
        (each.line, each.column, each.reason) for each in read_divisions(sheet(*rows, **more)).wrong
    ]


def test_the_list_of_jiangyin_loads_whole():
    call_command("load_divisions", JIANGYIN, "--apply")
    assert Division.objects.count() == 306
    assert Division.objects.filter(level="town").count() == 10
    assert str(Division.objects.get(code="320281108000").parent) == "江阴市"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_another_countys_list_is_one_command(encoding, tmp_path, capsys):
    file = tmp_path / "yixing.csv"
    file.write_bytes(sheet(*GOOD, encoding=encoding))
    call_command("load_divisions", file, "--apply")
    assert Division.objects.get(code="320282100200").name == "甲村村委会"
    assert "5 added, 0 changed" in capsys.readouterr().out


def test_chinese_heads_and_levels_are_understood():
    rows = [row.replace("province", "省").replace("prefecture", "地级市") for row in GOOD[:2]]
    found = read_divisions(sheet(*rows, head="区划代码,名称,级别,上级代码"))
    assert [row.level for row in found.rows] == ["province", "prefecture"]


def test_a_dry_run_shows_the_changes_and_makes_none(tmp_path, capsys):
    load_divisions(read_divisions(sheet(*GOOD)), by=CLOCK)
    file = tmp_path / "list.csv"
    file.write_bytes(
        sheet(
            *GOOD[:3],
            GOOD[3].replace("示例镇", "新镇"),
            "320282100201,乙村村委会,village,320282100000",
        )
    )
    call_command("load_divisions", file)

    out = capsys.readouterr().out
    assert "+ 320282100201 乙村村委会" in out
    assert "* 320282100000 示例镇 → 新镇" in out
    assert "? 320282100200 甲村村委会" in out
    assert "1 added, 1 changed, 3 unchanged, 1 kept" in out
    assert Division.objects.get(code="320282100000").name == "示例镇"
    assert Entry.objects.count() == 1


def test_loading_twice_changes_nothing_the_second_time(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(sheet(*GOOD))
    call_command("load_divisions", file, "--apply")
    call_command("load_divisions", file, "--apply", "--json")
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["added"], last["changed"], last["unchanged"]) == ([], {}, 5)
    assert Entry.objects.filter(action="organisations.load_divisions").count() == 1


def test_the_log_names_what_was_added_and_changed():
    load_divisions(read_divisions(sheet(*GOOD)), by=CLOCK)
    rows = [*GOOD[:4], GOOD[4].replace("甲村", "丙村")]
    load_divisions(read_divisions(sheet(*rows)), by=CLOCK)
    entry = Entry.objects.get(number=2)
    assert entry.subject == "宜兴市"
    assert entry.changes["changed"] == {"320282100200": {"name": ["甲村村委会", "丙村村委会"]}}


def test_a_place_may_have_its_parent_in_the_database_only():
    load_divisions(read_divisions(sheet(*GOOD[:3])), by=CLOCK)
    assert wrong(*GOOD[3:]) == []


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("32028210020,甲村,village,320282100000", "code", "must have twelve digits"),
        ("32028210020A,甲村,village,320282100000", "code", "must have twelve digits"),
        ("３20282100200,甲村,village,320282100000", "code", "must have twelve digits"),
        (",甲村,village,320282100000", "code", "must have twelve digits"),
        ("320282100200,,village,320282100000", "name", "The name is empty."),
        ("320282100200,  ,village,320282100000", "name", "The name is empty."),
        ("320282100200,甲\ufffd村,village,320282100000", "name", "lost on the way"),
        (f"320282100200,{'长' * 101},village,320282100000", "name", "longer than 100"),
        ("320282100200,甲村,hamlet,320282100000", "level", "“hamlet” is unknown"),
        ("320282100200,甲村,,320282100000", "level", "“” is unknown"),
        ("320282101000,甲村,village,320282000000", "level", "is not the code of a"),
        ("320282100200,甲村,village,", "parent_code", "above is missing"),
        ("320282100200,甲村,village,320282109000", "parent_code", "neither in the file nor loaded"),
        ("320282100200,甲村,village,320282100200", "parent_code", "does not lie beneath"),
        ("320282109200,甲村,village,320282100000", "parent_code", "does not lie beneath"),
        ("330000000000,浙江省,province,320000000000", "parent_code", "has nothing above it"),
        ("320282100000,另一镇,town,320282000000", "code", "already stands in line 5"),
    ],
)
def test_each_wrong_row_has_its_line_its_column_and_its_sentence(row, column, sentence):
    found = wrong(*GOOD[:4], row)
    assert [(line, where) for line, where, _ in found] == [(6, column)]
    assert sentence in found[0][2]


def test_wrong_rows_stop_everything_and_are_all_told(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(sheet(*GOOD[:4], "1,甲村,village,320282100000", "320282100201,,village,x"))
    with pytest.raises(CommandError, match="3 rows are wrong; nothing was loaded"):
        call_command("load_divisions", file, "--apply")
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "Line 6, column code: The code must have twelve digits."
    assert told[1] == "Line 7, column name: The name is empty."
    assert not Division.objects.exists()


def test_wrong_rows_come_as_json_too(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(sheet(*GOOD[:4], "1,甲村,village,320282100000"))
    with pytest.raises(CommandError):
        call_command("load_divisions", file, "--apply", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["applied"] is False
    assert (said["wrong"][0]["line"], said["wrong"][0]["column"]) == (6, "code")
    assert said["wrong"][0]["value"] == "1"


def test_the_action_refuses_a_list_with_a_wrong_row():
    with pytest.raises(Refused, match="nothing was loaded"):
        load_divisions(read_divisions(sheet(*GOOD[:4], "1,x,village,2")), by=CLOCK)
    assert not Division.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        (b"", 1, "must name the columns"),
        ("代码,name\n1,2".encode(), 1, "missing: level, parent_code"),
        (HEAD.encode(), 1, "holds no divisions"),
        (sheet(*GOOD, encoding="utf-16"), 1, "not UTF-8 or GB18030"),
        (b"PK\x03\x04 workbook", 1, "not a CSV file"),
        (sheet(*GOOD[:4]) + b"\n" + GOOD[4].encode("gb18030"), 6, "not written in UTF-8"),
        (sheet(*GOOD[:4], encoding="gb18030") + b"\n320282100200,\xff\xff,village,1", 6, "GB18030"),
    ],
)
def test_a_file_in_another_form_is_told(content, line, sentence):
    found = read_divisions(content).wrong
    assert found[0].line == line
    assert sentence in found[0].reason


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("load_divisions", tmp_path / "none.csv")


def test_who_may_not_change_organisations_loads_nothing():
    with pytest.raises(Refused, match="permission"):
        load_divisions(read_divisions(sheet(*GOOD)), by=actor_at("0001.", "town_officer"))
    assert not Division.objects.exists()
