"""Tables for a spreadsheet program: streamed, read as Chinese, and never run as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from django.http import StreamingHttpResponse

BOM = "\ufeff"  # without it Excel reads the file in the code page of the machine
# A cell that starts so is computed by spreadsheet programs, the full-width signs in Chinese ones.
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")


class Line:
    """What `csv` writes to: hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: Any) -> Any:
    """The cell as it may stand in a file: text that would be computed gets an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, bool | int | float):
        return cell
    text = str(cell)
    return f"'{text}" if FORMULA.match(text) else text


def csv_lines(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield BOM + writer.writerow([harmless(cell) for cell in head])
    for row in rows:
        yield writer.writerow([
            # Nearly every cell: no sign begins it.
            cell if type(cell) is str and cell[:1].isalnum() else harmless(cell) for cell in row
        ])  # fmt: skip


def csv_file(
    name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A download that is written while it is read; `name` may be Chinese, without the ending.

    Give `rows` as a generator over `queryset.iterator()`: then no table is held in memory.
    """
    response = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.csv')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
