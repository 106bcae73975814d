"""Rows as they stand in the file, whatever program wrote it."""

import io
from datetime import date

import pytest

from niudai.kernel.refused import Refused
from niudai.sheets.headings import chosen, hidden
from niudai.sheets.kinds import sheet_kinds
from niudai.sheets.reading.opening import Workbook
from tests.sheets.conftest import GOOD, HEAD, book
from tests.sheets.test_hostile_files import raw


def opened(content: bytes) -> Workbook:
    return Workbook(io.BytesIO(content), len(content))


def rows(content: bytes, start: int = 1) -> list:
    with opened(content) as found:
        _total, batches = found.rows(found.sheets[0].name, start=start)
        return [row for batch in batches for row in batch]


def heading(content: bytes):
    with opened(content) as found:
        return chosen(sheet_kinds()["employers"], found.sheets)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_file_is_read_in_every_encoding_and_separator(encoding, separator):
    lines = [HEAD, ["甲示例厂", "", "𠮷村", "民营", "小", "12", ""]]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)

    assert rows(content) == [(1, HEAD), (2, lines[1])]


def test_rows_of_a_text_file_are_numbered_as_excel_shows_them():
    content = '名称,备注\n\n甲,"两\n行"\n乙,\n'.encode()

    assert [(number, cells[:1]) for number, cells in rows(content)] == [
        (1, ["名称"]), (2, []), (3, ["甲"]), (4, ["乙"]),
    ]  # fmt: skip


def test_a_large_text_file_is_read_in_pieces_and_loses_nothing():
    lines = [f"示例{n}有限公司,民营" for n in range(60_000)]

    found = rows("\n".join(lines).encode("gb18030"))

    assert [cells[0] for _number, cells in found[::9_999]] == [
        lines[at].split(",")[0] for at in range(0, 60_000, 9_999)
    ]


def test_rows_keep_their_numbers_when_the_sheet_begins_further_down():
    content = book([[], [], HEAD, GOOD])

    assert [number for number, _cells in rows(content, start=3)] == [3, 4]
    assert heading(content).row == 3


def test_merged_titles_and_notes_above_the_heading_are_passed_over():
    found = heading(book([HEAD, GOOD], title=[["周庄镇单位花名册"], ["填表人：艾测试", "2026年"]]))

    assert (found.row, found.words) == (3, HEAD)
    assert found.samples == [
        ["江阴示例机械有限公司", "", "倪家巷村村委会", "民营", "中型", "120", "13800001234"]
    ]


def test_headings_are_found_with_their_decorations_and_in_any_order():
    found = heading(
        book(
            [
                ["序号", "企 业 名 称*", "（规模）", "所有制：", "备注"],
                ["1", "甲厂", "小", "民营", ""],
            ]
        )
    )

    assert found.places == {"name": 1, "size": 2, "ownership": 3}
    assert found.unknown == ["A 序号", "E 备注"]


def test_a_hidden_sheet_is_not_read_but_named():
    with opened(
        book([["说明"]], sheets={"-旧名单": [HEAD, GOOD], "新名单": [HEAD, GOOD]})
    ) as found:
        assert hidden(found.sheets) == ["旧名单"]
        assert chosen(sheet_kinds()["employers"], found.sheets).sheet == "新名单"


@pytest.mark.parametrize(
    ("made", "sentence"),
    [([], "The sheet is empty."), ([["甲", "乙"], ["丙", "丁"]], "No heading was found")],
)
def test_a_sheet_without_a_heading_is_refused(made, sentence):
    with pytest.raises(Refused, match=sentence):
        heading(book(made))


def test_the_value_of_a_formula_is_taken():
    made = raw(
        '<row r="1"><c r="A1" t="str"><f>"a"</f><v>甲</v></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c></row>'
    )

    assert rows(made) == [(1, ["甲", "", 2.0])]


def test_a_formula_that_was_never_computed_and_an_error_are_handed_on_as_such():
    made = raw(
        '<row r="3"><c r="A3"><f>B3</f></c><c r="B3"><f>C3</f><v></v></c>'
        '<c r="C3"><f t="shared" si="0"/></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )

    assert rows(made, start=3) == [(3, ["#FORMULA", "#FORMULA", "#FORMULA", "#DIV/0!"])]


def test_dates_and_numbers_come_as_what_they_are():
    (_row, cells) = rows(book([[date(2024, 1, 5), 12, 1.5, True, "文"]]))[0]

    assert cells == [date(2024, 1, 5), 12.0, 1.5, True, "文"]


@pytest.mark.parametrize("end", ["\n", "", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_text_file_has_as_many_rows_as_are_read(end, encoding):
    text = f'单位名称,备注\n上海示例厂,"两\n行"\n江阴示例厂,{end}'
    with opened(text.encode(encoding)) as workbook:
        assert workbook.sheets[0].rows == 3
        total, batches = workbook.rows("")
        assert total == len([row for batch in batches for row in batch]) == 3


@pytest.mark.django_db
def test_the_total_of_a_text_file_is_its_rows_beneath_the_heading(taken):
    content = "\n".join([",".join(HEAD), ",".join(map(str, GOOD)), ""]).encode()
    job = taken(content=content, name="名单.csv")
    assert (job.total, job.done, job.count("new")) == (1, 1, 1)
