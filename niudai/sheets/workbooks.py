"""Writing workbooks: row by row in constant memory, never a formula."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from niudai.kernel.export import harmless

MOST_ROWS = 1_048_575  # of one sheet, beneath the heading
EXACT = 10**15
WIDTH = 18


@contextmanager
def workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is written row after row; its working files go with it."""
    with TemporaryDirectory(dir=path.parent) as folder:
        options = {
            "constant_memory": True, "tmpdir": folder, "strings_to_formulas": False,
            "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True,
        }  # fmt: skip
        book = xlsxwriter.Workbook(str(path), options)
        try:
            yield book
        except BaseException:
            book.fileclosed = True  # what was begun is thrown away, not completed
            working: list[Any] = [sheet.row_data_fh for sheet in book.worksheets()]
            for file in filter(None, working):
                file.close()
            raise
        book.close()


def write_table(
    path: Path, name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> Iterator[int]:
    """Write the rows, as many sheets as it takes; yields the number of rows after each."""
    with workbook(path) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet: Any = None
        for number, row in enumerate(rows):
            at = number % MOST_ROWS
            if at == 0:
                sheet = begun(
                    book, f"{name} {number // MOST_ROWS + 1}" if number else name, head, bold
                )
            write_row(sheet, at + 1, row, day)
            yield number + 1
        if sheet is None:
            begun(book, name, head, bold)


def begun(book: xlsxwriter.Workbook, name: str, head: Sequence[Any], bold: Any) -> Any:
    sheet = book.add_worksheet(sheet_name(name))
    sheet.set_column(0, max(0, len(head) - 1), WIDTH)
    sheet.freeze_panes(1, 0)
    for column, cell in enumerate(head):
        sheet.write_string(0, column, str(harmless(cell)), bold)
    return sheet


def sheet_name(name: str) -> str:
    """What Excel allows as the name of a sheet."""
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31].strip() or "Sheet1"


def write_row(sheet: Any, at: int, row: Sequence[Any], day: Any) -> None:
    """Each cell by its type; a number with more digits than Excel keeps goes as text."""
    for column, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        if isinstance(cell, bool):
            sheet.write_boolean(at, column, cell)
        elif isinstance(cell, int | float) and abs(cell) < EXACT:
            sheet.write_number(at, column, cell)
        elif isinstance(cell, date) and not isinstance(cell, datetime):
            sheet.write_datetime(at, column, cell, day)
        else:
            sheet.write_string(at, column, str(harmless(cell)))
