"""The list the bank gets, and reading what it sends back."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _

from niudai.funds.models import Batch
from niudai.funds.models.line import code_of
from niudai.kernel.export import csv_lines
from niudai.kernel.money import exact
from niudai.kernel.refused import Refused
from niudai.rulebook.codes import name_of
from niudai.sheets.reading.opening import Workbook
from niudai.sheets.workbooks import write_table

# The file speaks Chinese whatever the language of the page: the bank reads it.
HEAD = ("序号", "户名", "账号", "开户行", "金额", "币种", "附言", "编号")
CODE, AMOUNT, RESULT, MESSAGE, NAME = "编号", "金额", "结果", "原因", "户名"
COLUMNS = {
    CODE: {"编号", "流水号", "客户流水号", "商户流水号"},
    NAME: {"户名", "收款人", "收款户名", "姓名"},
    AMOUNT: {"金额", "交易金额", "发放金额"},
    RESULT: {"结果", "状态", "处理结果", "交易状态"},
    MESSAGE: {"原因", "失败原因", "返回信息", "备注"},
}
PAID = {"成功", "已发放", "交易成功", "处理成功", "已入账"}
RETURNED = {"失败", "退票", "退回", "交易失败", "处理失败", "拒绝"}
LOOKED = 10  # rows in which the heading is sought
MOST = 50_000


class Paid(NamedTuple):
    """What the bank is told of a line."""

    pk: int
    name: str
    card_name: str
    card: str
    bank: str
    amount_fen: int
    item: str


def bank_list(batch: Batch, lines: Sequence[Paid], ending: str) -> bytes:
    """The file, byte for byte as it will be kept."""
    with translation.override(settings.LANGUAGE_CODE):
        rows = list(bank_rows(batch, lines))
    if ending == "csv":
        return "".join(csv_lines(HEAD, rows)).encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        for _written in write_table(path, batch.name, HEAD, rows):
            continue
        return path.read_bytes()


def bank_rows(batch: Batch, lines: Sequence[Paid]) -> Iterator[tuple[Any, ...]]:
    said = {
        item: f"{batch.reference} {name_of('fund_item', item)}"
        for item in {line.item for line in lines}
    }
    yield from (
        (
            number, line.card_name or line.name, line.card, line.bank, exact(line.amount_fen),
            "CNY", said[line.item], code_of(line.pk),
        )
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip


def read_results(upload: UploadedFile) -> list[dict[str, str]]:
    """The rows of the bank's file by our names for its columns, or Refused."""
    upload.seek(0)
    content = upload.read()
    with Workbook(BytesIO(content), len(content)) as book:
        for sheet in book.sheets:
            found = heading(sheet.head)
            if found is None:
                continue
            at, columns = found
            _total, batches = book.rows(sheet.name, start=at + 2)
            return list(named(batches, columns))
    raise Refused(
        _("No heading with number, amount and result was found in the first rows of the file.")
    )


def heading(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(rows[:LOOKED]):
        cells = [text(cell) for cell in row]
        columns = {
            name: cells.index(word)
            for name, words in COLUMNS.items()
            for word in words
            if word in cells
        }
        if {CODE, AMOUNT, RESULT} <= set(columns):
            return at, columns
    return None


def named(batches: Any, columns: dict[str, int]) -> Iterator[dict[str, str]]:
    taken = 0
    for batch in batches:
        for number, cells in batch:
            row = {name: text(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
            if not row[CODE]:
                continue
            taken += 1
            if taken > MOST:
                raise Refused(_("The file has more than %(most)d rows.") % {"most": MOST})
            yield row | {"row": str(number)}


def text(cell: Any) -> str:
    """A cell as people read it; a number without the point Excel adds."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().lstrip("'")


def kept(rows: Sequence[dict[str, str]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
