"""Files nobody should open: each gets one sentence, and the program goes on."""

import io
import pickle
import zipfile

import pytest

from niudai.sheets.reading import limits
from niudai.sheets.reading.opening import Answers, Unreadable, Workbook
from tests.sheets.conftest import GOOD, HEAD, book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName='
    '"/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
    'sheet.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
BOOK_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def raw(cells: str, *, before: str = "", strings: bytes = b"", **members) -> bytes:
    """A workbook whose sheet holds just this XML."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings or f'<sst xmlns="{MAIN}"/>'.encode())
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return refused.value.reason


def read(content: bytes) -> list:
    with Workbook(io.BytesIO(content), len(content)) as opened:
        _total, batches = opened.rows(opened.sheets[0].name)
        return [row for batch in batches for row in batch]


def text(place: str, word: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{word}</t></is></c>'


def test_two_cells_at_the_far_corners_are_refused():
    sparse = raw(
        f'<row r="1">{text("A1", "x")}</row><row r="1048576">{text("XFD1048576", "y")}</row>'
    )

    assert len(sparse) < 2_500
    assert refusal(sparse) == "The sheet has more than 702 columns. Delete the empty ones."


def test_a_row_far_below_in_a_wide_sheet_is_refused():
    sparse = raw(
        f'<row r="1">{text("ZA1", "x")}</row><row r="1048576">{text("A1048576", "y")}</row>'
    )

    assert "reaches to row 1048576 and column 677" in refusal(sparse)


def test_one_cell_of_a_gigabyte_is_refused_before_it_is_unpacked():
    parts = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw("")), "r") as source,
        zipfile.ZipFile(parts, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            if "sheet1" not in name:
                archive.writestr(name, source.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(
                f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>'.encode()
            )
            for _piece in range(1024):
                sheet.write(b"A" * limits.MIB)
            sheet.write(b"</v></c></row></sheetData></worksheet>")

    assert len(parts.getvalue()) < 3 * limits.MIB
    assert "unpack to many times its size" in refusal(parts.getvalue())


def test_thirty_million_shared_strings_are_refused():
    strings = f'<sst xmlns="{MAIN}">'.encode() + b"<si><t/></si>" * 3_000_000 + b"</sst>"

    assert "unpack to many times its size" in refusal(raw("", strings=strings))


def test_entities_that_multiply_are_refused():
    laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

    assert "declarations that no spreadsheet program writes" in refusal(
        raw(f'<row r="1">{text("A1", "&b;")}</row>', before=laughs)
    )


def test_a_cell_whose_row_lies_about_its_place_ends_the_child_and_not_the_program():
    liar = raw(f'<row r="1">{text("A1", "x")}{text("ZZ1048576", "y")}</row>')

    assert "needs more memory or time" in refusal(liar)
    assert read(book([HEAD, GOOD]))[1][1][0] == GOOD[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"  \r\n ", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a workbook of Excel and not a text file"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (book([HEAD, GOOD])[:-400], "damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page or an XML file"),
        (b"<?xml version='1.0'?><Workbook/>", "a web page or an XML file"),
        (raw("", **{"xl/vbaProject.bin": b"x"}), "macros"),
        (raw("", **{"xl/workbook.bin": b"x"}), "This format of workbook is not read."),
        (b"\xff\xfe" + b"\x00\xd8" * 9, "characters of this text file cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_a_sentence(content, sentence):
    assert sentence in refusal(content)


def test_a_document_of_another_program_in_a_zip_is_no_workbook():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert "not a workbook" in refusal(content.getvalue())


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [("EncryptedPackage", "protected with a password"), ("_VBA_PROJECT", "macros"),
     ("WordDocument", "not a workbook")],
)  # fmt: skip
def test_an_old_container_is_judged_by_what_is_in_it(inside, sentence):
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + inside.encode("utf-16-le") + b"\0" * 600
    )

    assert sentence in refusal(ole)


def test_a_file_that_is_too_large_is_not_even_opened():
    with pytest.raises(Unreadable, match="larger than 256 MiB"):
        Workbook(io.BytesIO(b""), limits.FILE + 1)


def test_an_answer_that_is_no_plain_value_is_not_taken_from_the_reader():
    """Whoever takes over the reading process cannot hand over an object that acts."""
    with pytest.raises(pickle.UnpicklingError):
        Answers(io.BytesIO(pickle.dumps(zipfile.ZipFile))).load()
