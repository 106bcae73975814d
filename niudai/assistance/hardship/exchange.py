"""The sheet for the civil-affairs centre and reading what it sends back (domain 1.3, step 6)."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.hardship.models import AnswerSheet, Consent, HardshipFile, Match, Stage
from niudai.funds.bank_list import LOOKED, MOST, text
from niudai.kernel.refused import Refused
from niudai.sheets.reading.opening import Workbook
from niudai.sheets.workbooks import write_table

# The sheet speaks Chinese whatever the language of the page: the centre reads it.
HEAD = ("编号", "与户主关系", "姓名", "身份证号", "授权日期", "结果", "说明")
CODE, RESULT, ANSWER = "编号", "结果", "说明"
COLUMNS = {
    CODE: {"编号", "档案编号", "申请编号"},
    RESULT: {"结果", "核对结果", "是否相符"},
    ANSWER: {"说明", "核对情况", "备注"},
}
FITS = {"相符", "一致", "符合", "无异常"}
DIFFERS = {"不相符", "不符", "不一致", "不符合", "有出入", "有异常"}


def match_sheet(files: Sequence[HardshipFile]) -> bytes:
    """One row for each of the household: number, name, day of the authorisation."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        for _written in write_table(path, "核对名单", HEAD, rows_of(files)):
            continue
        return path.read_bytes()


def rows_of(files: Sequence[HardshipFile]) -> Iterator[tuple[Any, ...]]:
    for file in files:
        day = authorised_on(file)
        for one in file.household:
            yield (file.reference, one.relation_name, one.name, one.number, day, "", "")


def authorised_on(file: HardshipFile) -> str:
    given = [
        each.given_on.isoformat() for each in file.consents.all()
        if each.kind == Consent.Kind.CHECK and each.withdrawn_on is None
    ]  # fmt: skip
    return given[-1] if given else ""


def read_answers(upload: UploadedFile) -> list[dict[str, str]]:
    """The rows of the centre's sheet by our names for its columns, or Refused."""
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
    raise Refused(_("No heading with number and result was found in the first rows of the file."))


def heading(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(rows[:LOOKED]):
        cells = [text(cell) for cell in row]
        columns = {
            name: cells.index(word)
            for name, words in COLUMNS.items() for word in words if word in cells
        }  # fmt: skip
        if {CODE, RESULT} <= set(columns):
            return at, columns
    return None


def named(batches: Any, columns: dict[str, int]) -> Iterator[dict[str, str]]:
    taken = 0
    for batch in batches:
        for number, cells in batch:
            row = {name: text(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
            if not (row[CODE] or row[RESULT]):
                continue
            taken += 1
            if taken > MOST:
                raise Refused(_("The file has more than %(most)d rows.") % {"most": MOST})
            yield row | {"row": str(number)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would be entered for one file, or the sentence that says why nothing is."""

    row: str
    code: str
    file: HardshipFile | None = None
    outcome: str = ""
    answer: str = ""
    fault: str = ""


def judged(sheet: AnswerSheet, *, by: Actor) -> list[Verdict]:
    """One verdict for each file that is named, the rows of a household together."""
    rows = json.loads(sheet.rows)
    together: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        together[row[CODE]].append(row)
    seen = HardshipFile.objects.visible_to(by).filter(reference__in=together)
    files = {file.reference: file for file in seen.prefetch_related("matches")}
    return [verdict(code, found, files.get(code)) for code, found in together.items()]


def verdict(code: str, rows: list[dict[str, str]], file: HardshipFile | None) -> Verdict:
    where = "、".join(row["row"] for row in rows)
    results = {row[RESULT] for row in rows if row[RESULT]}
    said = "；".join(dict.fromkeys(row.get(ANSWER, "") for row in rows if row.get(ANSWER)))
    if fault := fault_of(code, results, said, file):
        return Verdict(where, code, file=file, answer=said, fault=fault)
    outcome = Match.Outcome.DIFFERS if results & DIFFERS else Match.Outcome.FITS
    return Verdict(where, code, file=file, outcome=outcome, answer=said)


def fault_of(code: str, results: set[str], said: str, file: HardshipFile | None) -> str:
    if not code or file is None:
        return _("No file with this number waits in your place.")
    if file.stage != Stage.DATA_MATCH or not any(m.outcome == "asked" for m in file.matches.all()):
        return _("The file is “%(stage)s”: it does not wait for an answer.") % {
            "stage": file.get_stage_display()
        }
    if not results:
        return _("No result is entered.")
    if unknown := results - FITS - DIFFERS:
        return _("“%(word)s” is neither 相符 nor 不相符.") % {"word": "、".join(sorted(unknown))}
    if results & DIFFERS and not said:
        return _("It differs, but the row does not say in what.")
    return ""
