"""A list of divisions as a CSV file: read, and every wrong row told with line and column."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from niudai.organisations.models import Division

Level = Division.Level

COLUMNS = {
    "code": "code", "代码": "code", "区划代码": "code", "统计用区划代码": "code",
    "name": "name", "名称": "name",
    "level": "level", "级别": "level", "层级": "level",
    "parent_code": "parent_code", "parent": "parent_code", "上级代码": "parent_code",
}  # fmt: skip
LEVELS = {
    **{level.value: level for level in Level},
    "省": Level.PROVINCE, "地级市": Level.PREFECTURE, "县": Level.COUNTY, "县级市": Level.COUNTY,
    "区": Level.COUNTY, "街道": Level.STREET, "镇": Level.TOWN, "乡": Level.TOWN,
    "开发区": Level.ZONE, "园区": Level.ZONE, "社区": Level.COMMUNITY, "居委会": Level.COMMUNITY,
    "村": Level.VILLAGE, "村委会": Level.VILLAGE,
}  # fmt: skip
# Digits that say something at each level; the rest of the twelve are zeros.
DIGITS = {
    Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6, Level.STREET: 9, Level.TOWN: 9,
    Level.ZONE: 9, Level.COMMUNITY: 12, Level.VILLAGE: 12,
}  # fmt: skip
STEPS = (0, 2, 4, 6, 9, 12)
CODE = re.compile(r"[0-9]{12}")
BROKEN = re.compile(r"[\ufffd\x00-\x1f\x7f]")
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class WrongRow:
    """What is wrong where. Lines count from 1, the head of the table included."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = _("Line %(line)d, column %(column)s") if self.column else _("Line %(line)d")
        return f"{where % {'line': self.line, 'column': self.column}}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    code: str
    name: str
    level: str
    parent_code: str


@dataclass(slots=True)
class DivisionFile:
    """The good rows of a file, and what is wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[WrongRow] = field(default_factory=list)


def read_divisions(content: bytes) -> DivisionFile:
    """Rows in UTF-8 (with or without its mark) or GB18030. Parents may be loaded already."""
    found = DivisionFile()
    raw = list(raw_rows(content, found))
    lines: dict[str, int] = {}
    for row in raw:
        lines.setdefault(row.code, row.line)
    wanted = {row.parent_code for row in raw} - set(lines)
    loaded = set(Division.objects.filter(code__in=wanted).values_list("code", flat=True))
    for row in raw:
        wrong = [*wrong_itself(row, lines), *wrong_parent(row, loaded | set(lines))]
        if wrong:
            found.wrong += wrong
        else:
            found.rows.append(row)
    found.wrong.sort(key=lambda each: each.line)
    if not raw and not found.wrong:
        found.wrong.append(WrongRow(1, "", "", _("The file holds no divisions.")))
    return found


def raw_rows(content: bytes, found: DivisionFile) -> Iterator[Row]:
    text = decoded(content, found)
    reader = csv.reader(io.StringIO(text, newline=""))
    head = [COLUMNS.get(cell.strip().lower(), "") for cell in next(reader, [])]
    missing = [name for name in ("code", "name", "level", "parent_code") if name not in head]
    if missing:
        if not found.wrong:
            names = ", ".join(missing)
            reason = _("The first line must name the columns; missing: %(names)s.")
            found.wrong.append(WrongRow(1, missing[0], "", reason % {"names": names}))
        return
    unreadable = {each.line for each in found.wrong}
    start = reader.line_num + 1
    for cells in reader:
        line, start = start, reader.line_num + 1
        if line in unreadable or not any(cell.strip() for cell in cells):
            continue
        named = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        level = named.get("level", "")
        yield Row(
            line=line,
            code=named.get("code", ""),
            name=named.get("name", ""),
            level=LEVELS.get(level.lower(), level),
            parent_code=named.get("parent_code", ""),
        )


def decoded(content: bytes, found: DivisionFile) -> str:
    """The text; lines in another encoding than most are named as wrong and left out."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.startswith(NOT_TEXT):
        reason = _("This is not a CSV file: save the sheet as CSV (UTF-8) and load that.")
        found.wrong.append(WrongRow(1, "", "", reason))
        return ""
    if content.startswith(UTF_16) or b"\x00" in content:
        reason = _("The file is not UTF-8 or GB18030: save it as CSV (UTF-8).")
        found.wrong.append(WrongRow(1, "", "", reason))
        return ""
    lines = content.split(b"\n")
    chinese = [line for line in lines if not line.isascii()]
    encoding = "utf-8"
    if sum(readable(line, "utf-8") for line in chinese) * 2 < len(chinese):
        encoding = "gb18030"
    for number, line in enumerate(lines, start=1):
        if not readable(line, encoding):
            reason = _("The line is not written in %(encoding)s like the rest of the file.")
            found.wrong.append(WrongRow(number, "", "", reason % {"encoding": encoding.upper()}))
            lines[number - 1] = b""
    return b"\n".join(lines).decode(encoding)


def readable(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def wrong_itself(row: Row, lines: dict[str, int]) -> Iterator[WrongRow]:
    if not row.name:
        yield WrongRow(row.line, "name", row.name, _("The name is empty."))
    elif BROKEN.search(row.name):
        yield WrongRow(
            row.line, "name", row.name, _("The name holds characters that were lost on the way.")
        )
    elif len(row.name) > LONGEST_NAME:
        reason = _("The name is longer than %(most)d characters.") % {"most": LONGEST_NAME}
        yield WrongRow(row.line, "name", row.name[:40], reason)
    if not CODE.fullmatch(row.code):
        yield WrongRow(row.line, "code", row.code, _("The code must have twelve digits."))
        return
    if lines[row.code] != row.line:
        reason = _("The code %(code)s already stands in line %(line)d.")
        yield WrongRow(
            row.line, "code", row.code, reason % {"code": row.code, "line": lines[row.code]}
        )
    if row.level not in DIGITS:
        reason = _("The level “%(level)s” is unknown; known are: %(levels)s.")
        names = ", ".join(level.value for level in Level)
        yield WrongRow(row.line, "level", row.level, reason % {"level": row.level, "levels": names})
    elif told(row.code) != DIGITS[Level(row.level)]:
        reason = _("The code %(code)s is not the code of a %(level)s.")
        yield WrongRow(
            row.line, "level", row.level,
            reason % {"code": row.code, "level": Level(row.level).label},
        )  # fmt: skip


def wrong_parent(row: Row, known: set[str]) -> Iterator[WrongRow]:
    parent = row.parent_code
    if not parent:
        if row.level != Level.PROVINCE:
            reason = _("The code of the place above is missing: only a province has none.")
            yield WrongRow(row.line, "parent_code", "", reason)
        return
    if row.level == Level.PROVINCE:
        reason = _("A province has nothing above it.")
        yield WrongRow(row.line, "parent_code", parent, reason)
    elif parent not in known:
        reason = _("The place above, %(code)s, is neither in the file nor loaded.")
        yield WrongRow(row.line, "parent_code", parent, reason % {"code": parent})
    elif CODE.fullmatch(row.code) and CODE.fullmatch(parent) and not beneath(row.code, parent):
        reason = _("The code %(code)s does not lie beneath %(parent)s.")
        yield WrongRow(
            row.line, "parent_code", parent, reason % {"code": row.code, "parent": parent}
        )


def told(code: str) -> int:
    """How many digits say something: 320281000000 → 6."""
    for shorter, longer in reversed(list(pairwise(STEPS))):
        if code[shorter:longer].strip("0"):
            return longer
    return 0


def beneath(code: str, parent: str) -> bool:
    digits = told(parent)
    return digits < told(code) and code.startswith(parent[:digits])
