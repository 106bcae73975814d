"""A holiday notice as a spreadsheet file: read, and every wrong row told with its line."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from niudai.kernel.calendar import SATURDAY, DayKind
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import Day, notice_year
from niudai.rulebook.wording import festivals, weekday

COLUMNS = {
    "date": "date",
    "日期": "date",
    "kind": "kind",
    "类别": "kind",
    "类型": "kind",
    "festival": "festival",
    "节日": "festival",
    "notice": "notice",
    "文号": "notice",
}
KINDS = {
    "statutory": DayKind.STATUTORY,
    "法定": DayKind.STATUTORY,
    "法定节日": DayKind.STATUTORY,
    "holiday": DayKind.HOLIDAY,
    "in_lieu": DayKind.HOLIDAY,
    "休": DayKind.HOLIDAY,
    "放假": DayKind.HOLIDAY,
    "make_up": DayKind.MAKE_UP,
    "adjusted_workday": DayKind.MAKE_UP,
    "班": DayKind.MAKE_UP,
    "上班": DayKind.MAKE_UP,
    "调休上班": DayKind.MAKE_UP,
}
DATE = re.compile(r"^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$")


@dataclass(slots=True)
class Sheet:
    """What a file holds: its days by notice year, the notice numbers, and what is wrong with it."""

    days: dict[date, Day] = field(default_factory=dict)
    notices: dict[int, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def years(self) -> list[int]:
        return sorted({day.year for day in self.days.values()})

    def of(self, year: int) -> list[Day]:
        return sorted(
            (day for day in self.days.values() if day.year == year), key=lambda day: day.date
        )


def read_sheet(content: bytes) -> Sheet:
    """The rows of a file; `wrong` holds one sentence a wrong row, with its line number."""
    sheet = Sheet()
    for line, cells in numbered_rows(content):
        try:
            add(sheet, cells)
        except Refused as refusal:
            sheet.wrong.append(
                _("Line %(line)s: %(reason)s") % {"line": line, "reason": refusal.reason}
            )
    sheet.wrong += incomplete_years(sheet)
    if not sheet.days and not sheet.wrong:
        sheet.wrong.append(_("The file holds no days."))
    return sheet


def numbered_rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")  # what office programs here still write
    reader = csv.reader(io.StringIO(text, newline=""))
    head = [COLUMNS.get(cell.strip(), "") for cell in next(reader, [])]
    if not {"date", "kind"} <= set(head):
        raise Refused(
            _("The first line must name the columns date and kind; festival and notice may follow.")
        )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield (
                reader.line_num,
                {name: cell.strip() for name, cell in zip(head, cells, strict=False) if name},
            )


def add(sheet: Sheet, cells: dict[str, str]) -> None:
    day = read_date(cells.get("date", ""))
    kind = read_kind(cells.get("kind", ""))
    festival = festival_code(cells.get("festival", ""))
    if kind is DayKind.MAKE_UP and day.weekday() < SATURDAY:
        raise Refused(
            _("%(day)s is a %(weekday)s: only a weekend day can become a working day.")
            % {"day": day.isoformat(), "weekday": weekday(day)}
        )
    row = Day(day, kind, festival, notice_year(day, festival))
    known = sheet.days.setdefault(day, row)
    if DayKind.MAKE_UP in {known.kind, kind} and known.kind is not kind:
        raise Refused(
            _("%(day)s stands in the file both as a day off and as a working day.")
            % {"day": day.isoformat()}
        )
    if kind is DayKind.STATUTORY:
        sheet.days[day] = row
    if cells.get("notice"):
        sheet.notices[row.year] = cells["notice"]


def read_date(text: str) -> date:
    found = DATE.match(text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Refused(_("“%(text)s” is not a date: write 2027-01-01.") % {"text": text})


def read_kind(text: str) -> DayKind:
    try:
        return KINDS[text.lower()]
    except KeyError:
        raise Refused(
            _("“%(text)s” is not a kind of day: write statutory, holiday or make_up.")
            % {"text": text}
        ) from None


def festival_code(text: str) -> str:
    """The program's own word for a festival it knows; any other name stays as typed."""
    for code, names in festivals().items():
        if text in {code, names["zh"], names["en"]}:
            return code
    return text[:40]


def incomplete_years(sheet: Sheet) -> Iterator[str]:
    """A year is whole only with its New Year's Day: half a notice would be silently wrong."""
    for year in sheet.years:
        first = sheet.days.get(date(year, 1, 1))
        if first is None or first.kind is DayKind.MAKE_UP:
            yield _("%(year)s is not complete: New Year's Day is missing.") % {"year": year}
