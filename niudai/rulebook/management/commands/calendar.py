"""`niudai calendar show YEAR` and `niudai calendar load FILE.csv [--apply]`."""

from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.kernel.calendar import DayKind
from niudai.kernel.refused import Refused
from niudai.rulebook.actions.calendar import load_calendar
from niudai.rulebook.calendar_file import read_sheet
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.wording import festival_name, weekday


class Command(BaseCommand):
    help = "Show or load the public holidays and make-up working days of a year."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        show = acts.add_parser("show", help="the days of one year")
        show.add_argument("year", type=int)
        load = acts.add_parser("load", help="a year from a CSV file: date, kind, festival, notice")
        load.add_argument("file", type=Path)
        load.add_argument("--notice", default="", help="number of the notice, for the whole file")
        load.add_argument("--apply", action="store_true", help="without it nothing is changed")

    def handle(self, *, act: str, **options: Any) -> None:
        if act == "show":
            self.show(options["year"])
        else:
            self.load(options["file"], options["notice"], apply=options["apply"])

    def show(self, year: int) -> None:
        calendar = work_calendar()
        if year not in calendar.years:
            raise CommandError(_("The holiday notice of %(year)s is not loaded.") % {"year": year})
        self.stdout.write(f"{year}  {calendar.notices.get(year, '')}".rstrip())
        marked = sorted(day for day in {*calendar.holidays, *calendar.make_up} if day.year == year)
        for festival, days in groupby(marked, key=calendar.festival):
            self.stdout.write(f"  {festival_name(festival)}")
            for day in days:
                note = _(" (statutory)") if calendar.kind(day) is DayKind.STATUTORY else ""
                self.stdout.write(
                    f"    {day.isoformat()} {weekday(day)} {calendar.mark(day)}{note}"
                )

    def load(self, file: Path, notice: str, *, apply: bool) -> None:
        try:
            sheet = read_sheet(file.read_bytes())
        except OSError as error:
            raise CommandError(
                _("“%(file)s” cannot be read: %(why)s") % {"file": file, "why": error.strerror}
            ) from error
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        for sentence in sheet.wrong:
            self.stderr.write(sentence)
        if sheet.wrong:
            raise CommandError(
                _("%(count)s rows are wrong; nothing was loaded.") % {"count": len(sheet.wrong)}
            )
        if notice:
            sheet.notices = dict.fromkeys(sheet.years, notice)
        for year in sheet.years:
            days = sheet.of(year)
            off = sum(day.kind is not DayKind.MAKE_UP for day in days)
            self.stdout.write(
                _("%(year)s: %(off)s days off, %(worked)s make-up working days.")
                % {"year": year, "off": off, "worked": len(days) - off}
            )
        if not apply:
            self.stdout.write(_("Nothing was changed. Add --apply to load."))
            return
        changed = load_calendar(sheet, by=CLOCK)
        if changed:
            names = ", ".join(str(year.year) for year in changed)
            self.stdout.write(_("Loaded: %(years)s.") % {"years": names})
        else:
            self.stdout.write(_("These years were already loaded; nothing changed."))
