"""The official calendar: what came with the program, and years an officer loads."""

import io
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from niudai.access.actor import CLOCK, NOBODY
from niudai.audit.models import Entry
from niudai.kernel.calendar import DayKind, WorkCalendar
from niudai.kernel.refused import Refused
from niudai.rulebook.actions.calendar import load_calendar
from niudai.rulebook.calendar_file import read_sheet
from niudai.rulebook.calendars import calendar_of, shipped_days, work_calendar
from niudai.rulebook.models import CalendarDay, CalendarYear
from tests.rulebook.conftest import day

NEXT_YEAR = """date,kind,festival,notice
2027-01-01,statutory,元旦,国办发明电〔2026〕1号
2027-01-02,holiday,元旦,
2027-01-03,holiday,元旦,
2027-02-06,statutory,春节,
2027-02-14,make_up,春节,
"""


def show(*words: str) -> str:
    out = io.StringIO()
    call_command("calendar", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def wrong(text: str) -> str:
    sheet = read_sheet(text.encode())
    assert len(sheet.wrong) == 1
    return sheet.wrong[0]


# --- what came with the program -----------------------------------------------------------


def test_2026_is_as_the_notice_says(calendar):
    assert calendar.notices[2026] == "国办发明电〔2025〕7号"
    worked = {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}
    assert {f"{d:%m-%d}" for d in calendar.make_up if d.year == 2026} == worked
    assert sum(d.year == 2026 for d in calendar.holidays) == 33
    assert sum(d.year == 2026 for d in calendar.statutory) == 13


def test_every_year_since_2004_is_there_and_none_after_the_last_notice(calendar):
    assert calendar.years == frozenset(range(2004, 2027))
    assert calendar.covers(day("2026-12-31"))
    assert not calendar.covers(day("2027-01-01"))


def test_a_year_without_notice_works_monday_to_friday(calendar):
    assert calendar.is_working(day("2027-01-01"))  # a Friday
    assert not calendar.is_working(day("2027-01-02"))
    assert calendar.next_working(day("2027-01-02")) == day("2027-01-04")
    assert calendar.previous_working(day("2027-01-03")) == day("2027-01-01")


def test_the_last_days_of_december_belong_to_the_coming_year(calendar):
    assert not calendar.is_working(day("2018-12-31"))
    assert calendar.years >= {2018, 2019}


def test_a_day_shows_what_it_is(calendar):
    kinds = {
        "2026-10-01": (DayKind.STATUTORY, "休"),
        "2026-10-05": (DayKind.HOLIDAY, "休"),
        "2026-10-10": (DayKind.MAKE_UP, "班"),
        "2026-10-11": (DayKind.WEEKEND, ""),
        "2026-10-12": (DayKind.WORKING, ""),
    }
    for text, (kind, mark) in kinds.items():
        assert (calendar.kind(day(text)), calendar.mark(day(text))) == (kind, mark)
    assert calendar.festival(day("2026-10-10")) == "national"


def test_make_up_days_are_weekend_days_and_never_free(calendar):
    assert all(d.weekday() >= 5 for d in calendar.make_up)
    assert not calendar.make_up.keys() & calendar.holidays.keys()
    assert calendar.statutory <= calendar.holidays.keys()


def test_an_empty_calendar_knows_only_weekends():
    bare = WorkCalendar()
    assert bare.is_working(day("2026-10-01"))
    assert bare.missing_years([day("2026-01-01"), day("2025-01-01")]) == (2025, 2026)


# --- reading a file -----------------------------------------------------------------------


def test_a_sheet_is_read_in_either_language_and_encoding():
    chinese = "日期,类别,节日\n2027年1月1日,法定,元旦\n2027/1/2,休,元旦\n2027-02-14,班,春节\n"
    for content in (chinese.encode(), chinese.encode("utf-8-sig"), chinese.encode("gb18030")):
        sheet = read_sheet(content)
        assert sheet.wrong == []
        assert [d.kind for d in sheet.of(2027)] == ["statutory", "holiday", "make_up"]
        assert sheet.days[day("2027-01-01")].festival == "new_year"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2027-13-01,holiday", "Line 3.*not a date"),
        ("2027-02-30,holiday", "Line 3.*not a date"),
        (",holiday", "Line 3.*not a date"),
        ("2027-02-07,free", "Line 3.*not a kind of day"),
        ("2027-02-08,make_up", "Line 3.*2027-02-08 is a Mon"),
        ("2027-01-01,make_up", "Line 3.*is a Fri"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(row, said):
    head = "date,kind,festival\n2027-01-01,statutory,元旦\n"
    sheet = read_sheet(f"{head}{row}\n2027-01-02,holiday,\n".encode())
    assert len(sheet.wrong) == 1
    assert re.search(said, sheet.wrong[0])


def test_every_wrong_row_is_told_at_once():
    sheet = read_sheet(b"date,kind\n2027-01-01,statutory\nx,holiday\n2027-02-07,free\n")
    assert [sentence.split(":")[0] for sentence in sheet.wrong] == ["Line 3", "Line 4"]


def test_a_day_cannot_be_both_free_and_worked():
    text = "date,kind\n2027-01-01,statutory\n2027-02-14,make_up\n2027-02-14,holiday\n"
    assert "Line 4" in wrong(text)


def test_a_year_without_its_first_day_is_not_complete():
    assert "2027 is not complete" in wrong("date,kind\n2027-10-01,statutory\n")


def test_a_file_without_days_or_columns_is_refused():
    assert wrong("date,kind\n") == "The file holds no days."
    with pytest.raises(Refused, match="first line"):
        read_sheet(b"day,what\n2027-01-01,holiday\n")
    with pytest.raises(Refused, match="first line"):
        read_sheet(b"")


def test_the_published_form_of_the_days_is_understood():
    row = "2027-01-01,{},New Year's Day\n"
    text = "date,kind,festival\n" + row.format("holiday") + row.format("in_lieu")
    sheet = read_sheet(text.encode())
    assert (sheet.wrong, len(sheet.days)) == ([], 1)


# --- loading ------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text(NEXT_YEAR, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_without_apply_nothing_is_loaded(file):
    assert "Nothing was changed" in show("load", str(file))
    assert not CalendarYear.objects.exists()
    assert not work_calendar().covers(day("2027-01-01"))


@pytest.mark.django_db
def test_a_loaded_year_counts_at_once_and_is_on_record(file):
    assert not work_calendar().covers(day("2027-01-04"))
    assert "Loaded: 2027" in show("load", str(file), "--apply")
    now = work_calendar()
    assert now.covers(day("2027-01-04"))
    assert not now.is_working(day("2027-01-01"))
    assert now.is_working(day("2027-02-14"))
    assert now.notices[2027] == "国办发明电〔2026〕1号"
    assert Entry.objects.filter(action="rulebook.load_calendar").count() == 1


@pytest.mark.django_db
def test_loading_twice_is_harmless(file):
    show("load", str(file), "--apply")
    assert "nothing changed" in show("load", str(file), "--apply")
    assert CalendarDay.objects.count() == 5
    assert Entry.objects.filter(action="rulebook.load_calendar").count() == 1


@pytest.mark.django_db
def test_a_corrected_year_replaces_the_one_before(file):
    show("load", str(file), "--apply")
    file.write_text(NEXT_YEAR.replace("2027-02-14,make_up", "2027-02-20,make_up"), encoding="utf-8")
    show("load", str(file), "--apply")
    now = work_calendar()
    assert now.is_working(day("2027-02-20"))
    assert not now.is_working(day("2027-02-14"))


@pytest.mark.django_db
def test_a_loaded_year_replaces_the_one_of_the_program(tmp_path):
    path = tmp_path / "2026.csv"
    path.write_text("date,kind\n2026-01-01,statutory\n", encoding="utf-8")
    show("load", str(path), "--apply")
    now = work_calendar()
    assert now.is_working(day("2026-10-01"))
    assert not now.is_working(day("2025-10-01"))


@pytest.mark.django_db
def test_wrong_rows_are_each_told_and_load_nothing(file):
    file.write_text(NEXT_YEAR + "2027-03-01,make_up,\n2027-03-99,holiday,\n", encoding="utf-8")
    told = io.StringIO()
    with pytest.raises(CommandError, match="2 rows are wrong"):
        call_command("calendar", "load", str(file), "--apply", stderr=told)
    assert "Line 7" in told.getvalue() and "Line 8" in told.getvalue()
    assert not CalendarYear.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        show("load", str(tmp_path / "none.csv"))


@pytest.mark.django_db
def test_who_may_not_change_rules_may_not_load_a_year():
    with pytest.raises(Refused, match="permission"):
        load_calendar(read_sheet(NEXT_YEAR.encode()), by=NOBODY)
    assert not CalendarYear.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_wrong_rows_do_not_pass_the_action_either():
    with pytest.raises(Refused, match="wrong rows"):
        load_calendar(read_sheet(b"date,kind\n2027-10-01,statutory\n"), by=CLOCK)
    assert not CalendarYear.objects.exists()


@pytest.mark.django_db
def test_asking_again_costs_one_small_query(django_assert_num_queries):
    load_calendar(read_sheet(NEXT_YEAR.encode()), by=CLOCK)
    work_calendar()
    savepoint = 2  # inside a test everything lies in a transaction
    with django_assert_num_queries(1 + savepoint):
        assert work_calendar().covers(day("2027-01-04"))


@pytest.mark.django_db(transaction=True)
def test_without_the_table_the_program_still_has_its_own_days():
    with connection.schema_editor() as editor:
        editor.delete_model(CalendarDay)
        editor.delete_model(CalendarYear)
    try:
        assert work_calendar().covers(day("2026-10-01"))
        assert not work_calendar().covers(day("2027-01-01"))
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(CalendarYear)
            editor.create_model(CalendarDay)


@pytest.mark.django_db
def test_a_year_is_shown_with_its_notice_and_marks():
    text = show("show", "2026")
    assert "国办发明电〔2025〕7号" in text
    assert "2026-10-10 Sat 班" in text
    with pytest.raises(CommandError, match="2027 is not loaded"):
        show("show", "2027")


def test_the_shipped_rows_make_one_calendar_without_gaps():
    calendar = calendar_of(shipped_days(), {})
    for year in calendar.years:
        off = {d for d in calendar.holidays if d.year == year}
        assert date(year, 1, 1) in off
        assert len(off) >= 20
