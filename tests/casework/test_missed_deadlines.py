"""What passed is marked once and said; what was provisional is reckoned again."""

import json
from datetime import date
from io import StringIO

from django.core.management import call_command

from niudai.access.actor import CLOCK
from niudai.audit.models import Entry
from niudai.casework.models import Deadline
from niudai.casework.reminders import catch_up, to_catch_up
from niudai.disputes.actions import ClaimFacts
from niudai.kernel.calendar import DayKind
from niudai.notices.models import Notice
from niudai.rulebook.actions.calendar import load_calendar
from niudai.rulebook.calendar_file import Sheet
from niudai.rulebook.calendars import Day
from tests.casework.conftest import at
from tests.factories import file_dispute


def run(*words):
    out = StringIO()
    call_command("mark_missed_deadlines", *words, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_the_last_day_itself_is_still_in_time(scene, clock):
    clock.move_to(at("2026-09-17 23:59"))
    assert run("--apply")["found"] == 0


def test_a_passed_period_is_marked_once_and_said_once(scene, clock):
    clock.move_to(at("2026-09-18 02:00"))
    before = Notice.objects.filter(recipient=scene.officer).count()

    assert run("--apply")["done"] == 1
    assert run("--apply")["found"] == 0

    deadline = Deadline.objects.get(rule_id="MED-ACCEPT")
    assert deadline.missed_on == date(2026, 9, 18)
    entry = Entry.objects.get(action="casework.deadline_missed")
    assert (entry.actor, entry.changes["legal_end"]) == ("clock", "2026-09-17")
    assert Notice.objects.filter(recipient=scene.officer).count() == before + 1


def test_a_dry_run_marks_nothing(scene, clock):
    clock.move_to(at("2026-09-18 02:00"))
    assert run()["found"] == 1
    assert not Deadline.objects.exclude(missed_on=None).exists()


def test_a_period_lengthened_in_the_meantime_is_not_marked(scene, clock):
    deadline = Deadline.objects.get(rule_id="MED-ACCEPT")
    today = date(2026, 9, 18)
    assert to_catch_up(today) == [deadline.pk]
    Deadline.objects.filter(pk=deadline.pk).update(legal_end=date(2026, 9, 30))

    assert catch_up(deadline.pk, today) is False

    deadline.refresh_from_db()
    assert deadline.missed_on is None
    assert not Entry.objects.filter(action="casework.deadline_missed").exists()


def test_a_paused_period_does_not_pass(scene, clock):
    Deadline.objects.update(paused_on=date(2026, 9, 15))
    clock.move_to(at("2026-09-18 02:00"))
    assert run("--apply")["found"] == 0


def test_a_provisional_end_is_reckoned_again_when_the_year_is_loaded(scene, clock):
    severance = ClaimFacts(kind="compensation", text="支付经济补偿")
    file_dispute(
        scene.body, received_on=date(2026, 9, 14), knew_on=date(2026, 3, 2), claims=[severance]
    )
    limitation = Deadline.objects.get(rule_id="ARB-LIMIT")
    assert (limitation.legal_end, limitation.provisional) == (date(2027, 3, 2), True)
    assert run()["found"] == 0

    day = date(2027, 3, 2)
    load_calendar(Sheet(days={day: Day(day, DayKind.HOLIDAY, "例节", 2027)}), by=CLOCK)
    assert run("--apply")["done"] == 1
    assert run("--apply")["found"] == 0

    limitation.refresh_from_db()
    assert (limitation.legal_end, limitation.provisional) == (date(2027, 3, 3), False)
    assert Entry.objects.get(action="casework.deadline_recounted").changes["end"] == [
        "2027-03-02",
        "2027-03-03",
    ]
    assert Notice.objects.filter(channel="in_app").latest("pk").recipient == scene.officer
