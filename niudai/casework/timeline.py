"""Everything that happened to a case, in one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils.timezone import localdate

from niudai.audit.models import Entry
from niudai.audit.sentences import sentence
from niudai.casework.models import Case, WorkItem


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    what: str
    who: str
    detail: str = ""
    on: str = ""  # the day it happened, where that is another than the day it was entered
    case: str = ""  # the number of the case, for a line that several cases share


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the way: passed on a day, now, or still to come."""

    name: str
    state: str  # done | now | ""
    on: str = ""


def timeline(case: Case, item: WorkItem) -> list[Event]:
    """Acts and notes, the newest first."""
    notes = {note.pk: note for note in item.notes.all()}
    events = []
    for entry in entries_of(case, item):
        note = notes.get(entry.changes.get("note")) if entry.action == "casework.note" else None
        detail = note.text if note else str((entry.personal or {}).get("note", ""))
        happened = str(entry.changes.get("on") or "")
        same = happened == localdate(entry.at).isoformat()
        on = "" if same else happened
        events.append(Event(entry.at, sentence(entry), entry.who, detail, on, item.reference))
    return together(events)


def together(*lines: list[Event]) -> list[Event]:
    """Several lines of time as one, the newest first."""
    return sorted(chain(*lines), key=lambda event: event.at, reverse=True)


def entries_of(case: Case, item: WorkItem) -> list[Entry]:
    return [
        *Entry.objects.about(case).order_by("-number"),
        *Entry.objects.about(item).order_by("-number"),
    ]


def stages_passed(case: Case, item: WorkItem, way: Sequence[str]) -> list[Step]:
    """The usual way with the day each stage was reached; the present stage where it stands."""
    reached: dict[str, str] = {}
    for entry in Entry.objects.about(case).order_by("number"):
        stage = (entry.changes.get("stage") or [None, None])[1]
        if stage:
            reached[stage] = entry.changes.get("on") or localdate(entry.at).isoformat()
    names = dict(case._meta.get_field("stage").flatchoices)
    last = max((way.index(stage) for stage in way if stage in reached), default=-1)
    steps = [
        Step(str(names[stage]), state(case, stage, reached, at < last), reached.get(stage, ""))
        for at, stage in enumerate(way)
    ]
    if case.stage not in way:
        steps.insert(last + 1, Step(case.get_stage_display(), "now", reached.get(case.stage, "")))
    return steps


def state(case: Case, stage: str, reached: dict[str, str], passed: bool) -> str:
    if stage == case.stage:
        return "now"
    return "done" if stage in reached or passed else ""
