"""Files for a spreadsheet program: nothing in them is computed, nothing is lost."""

import csv
import io

import pytest

from niudai.kernel.export import csv_file, csv_lines, harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\n=1",
        " =1",
        "＝1",
        "－1",
        "＠x",
        "\u3000=1",
    ],
)
def test_a_cell_that_would_be_computed_becomes_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["江阴示例纺织有限公司", "0510-86000000", "a=b", "", -5, 0, 1.5])
def test_any_other_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_nothing_at_all_is_an_empty_cell():
    assert harmless(None) == ""


def test_the_file_reads_back_as_it_was_written():
    rows = [["甲,乙", 'he said "no"', "two\nlines", 7]]
    text = "".join(csv_lines(["名称", "b", "c", "d"], rows))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))) == [
        ["名称", "b", "c", "d"],
        ["甲,乙", 'he said "no"', "two\nlines", "7"],
    ]


def test_a_row_is_written_only_when_it_is_read():
    read = []

    def rows():
        for number in range(3):
            read.append(number)
            yield [number]

    lines = csv_lines(["n"], rows())
    next(lines)
    assert read == []
    next(lines)
    assert read == [0]


def test_the_download_carries_a_chinese_name():
    response = csv_file("用人单位", ["n"], [[1]])
    assert response["Content-Disposition"].endswith("''%E7%94%A8%E4%BA%BA%E5%8D%95%E4%BD%8D.csv")
    assert b"".join(response.streaming_content).decode() == "\ufeffn\r\n1\r\n"
