"""Clocks at work: started, stopped, paused, extended and restarted by the moves of a procedure."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK, Actor
from niudai.audit.log import record
from niudai.casework.clock import Clock
from niudai.casework.models import Case, Deadline, WorkItem
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.rules import Unsettled, nearest

WHOSE = (Deadline.Role.OWN, Deadline.Role.PARTY, Deadline.Role.WATCH)


def follow(case: Case, move: str, *, on: date) -> None:
    """What the move does to the clocks of the case, read once. Stops come before starts."""
    found: defaultdict[tuple[str, str], list[Deadline]] = defaultdict(list)
    for deadline in case.item.deadlines.open():
        found[deadline.rule_id, deadline.party].append(deadline)
    for clock in case.CLOCKS:
        same = found[clock.rule, clock.party]
        running = next((each for each in same if each.stopped_on is None), None)
        if running:
            steer(case, running, clock, move, on=on)
        begins = move in clock.started_by and all(each.stopped_on for each in same)
        if begins and (begun := start(case, clock, on=on)):
            same.append(begun)


def follow_each(model: type[Case], keys: Sequence[int], move: str, *, on: date) -> None:
    """What one move of many cases does to their clocks. Only where a rule is known are they read.

    The keys are few enough for one statement.
    """
    label = model._meta.label_lower
    for clock in model.CLOCKS:
        if move in clock.stopped_by:
            running = Deadline.objects.open().filter(rule_id=clock.rule, party=clock.party)
            running.filter(item__kind=label, item__case_id__in=keys).update(stopped_on=on)
        if move in clock.started_by:
            cases = model._default_manager.filter(pk__in=keys)
            places = cases.order_by().values_list("organisation__division_id", flat=True)
            there = [place for place in places.distinct() if known(clock.rule, str(place), on=on)]
            for case in cases.filter(organisation__division_id__in=there):
                if not case.item.deadlines.open().filter(rule_id=clock.rule).exists():
                    start(case, clock, on=on)


def known(rule_id: str, place: str, *, on: date) -> bool:
    """Whether the rulebook says anything about it there."""
    try:
        nearest(rule_id, on=on, place=place)
    except Unsettled:
        return False
    return True


def steer(case: Case, deadline: Deadline, clock: Clock, move: str, *, on: date) -> None:
    if move in clock.stopped_by:
        deadline.stopped_on = on
        deadline.save(update_fields=["stopped_on"])
    elif move in clock.paused_by and deadline.paused_on is None:
        deadline.paused_on = on
        deadline.save(update_fields=["paused_on"])
    elif move in clock.resumed_by and deadline.paused_on is not None:
        pauses = [*deadline.course.get("pauses", []), [str(deadline.paused_on), str(on)]]
        recount(deadline, pauses=pauses, paused_on=None)
    elif move in clock.restarted_by and alive(case, deadline, clock):
        # What ran before is void, a lengthening of it too.
        anew = case.clock_start(clock.restarts_on) if clock.restarts_on else None
        recount(deadline, restart=str(anew or on), pauses=[], extended=None, extended_until=None)


def alive(case: Case, deadline: Deadline, clock: Clock) -> bool:
    """Whether there is still something to begin anew; a clock that names no day always is."""
    return not clock.alive_on or deadline.legal_end >= case.clock_start(clock.alive_on)


def restate(case: Case, rules: Collection[str]) -> None:
    """Bring the clocks of these rules in step with corrected facts: begun, moved, or taken off."""
    for clock in case.CLOCKS:
        if clock.rule not in rules or not clock.starts_on:
            continue
        holds = not clock.if_true or case.clock_start(clock.if_true)
        begins: date | None = case.clock_start(clock.starts_on) if holds else None
        same = case.item.deadlines.filter(rule_id=clock.rule, party=clock.party)
        running = same.open().first()
        if running is None and begins and not same.exists():
            start(case, clock, on=begins)
        elif running and begins is None:
            running.delete()  # by the corrected facts it never ran; the correction is on the log
        elif running and begins and running.started_on != begins:
            move_start(case, running, on=begins)


def move_start(case: Case, deadline: Deadline, *, on: date) -> None:
    """Count from another day, under the rule of that day; what began anew later stays so."""
    rule = nearest(deadline.rule_id, on=on, place=case.place)
    deadline.rule_key, deadline.decides, deadline.started_on = rule.key, rule.decides, on
    anew = deadline.course.get("restart")
    recount(
        deadline, paused_on=deadline.paused_on,
        restart=anew if anew and anew >= str(on) else None,
    )  # fmt: skip


def start(case: Case, clock: Clock, *, on: date) -> Deadline | None:
    """Begin to count, under the rule in force on that day at that place."""
    if clock.if_true and not case.clock_start(clock.if_true):
        return None
    if clock.starts_on:
        on = case.clock_start(clock.starts_on)
        if on is None:
            return None
    try:
        rule = nearest(clock.rule, on=on, place=case.place)
    except Unsettled:
        if clock.if_known:
            return None
        raise
    item = case.item
    deadline = Deadline(
        item=item,
        path=case.organisation.path,
        permission=item.permission,
        desk=item.desk,
        party=clock.party,
        rule_id=rule.id,
        rule_key=rule.key,
        role=rule.role or Deadline.Role.WATCH,
        decides=rule.decides,
        started_on=on,
    )
    return dated(deadline)


def dated(deadline: Deadline) -> Deadline:
    """Reckon the deadline's days from its start and its course, and save it."""
    end = deadline.reckoning()
    deadline.natural_end, deadline.legal_end = end.natural_end, end.legal_end
    deadline.alarm_on, deadline.opens_on = end.alarm_on, end.opens_on
    deadline.provisional = end.provisional
    deadline.save()
    return deadline


def recount(deadline: Deadline, *, paused_on: date | None = None, **course: Any) -> Deadline:
    """Reckon again with a changed course. What was announced or marked missed may come again."""
    deadline.course = {**deadline.course, **course}
    deadline.paused_on = paused_on
    deadline.reminded_at = deadline.last_day_reminded_at = deadline.missed_on = None
    return dated(deadline)


@transaction.atomic
def extend(
    case: Case, rule_id: str, *, until: date | None = None, amount: int | None = None,
    on: date | None = None, by: Actor,
) -> Deadline:  # fmt: skip
    """Lengthen a running clock within what its rule allows, before it has run out.

    The day the extension was given counts (`on`), not the day it is recorded; without it today.
    """
    deadline = case.item.deadlines.open().filter(rule_id=rule_id).first()
    if deadline is None:
        raise Refused(_("No such period is running."))
    if (on or timezone.localdate()) > deadline.legal_end:
        raise Refused(_("The period ended on %(day)s and cannot be extended any more.") % {
            "day": deadline.legal_end
        })  # fmt: skip
    before = deadline.legal_end
    course: dict[str, Any] = {"extended_until": str(until)} if until else {"extended": amount}
    recount(deadline, **course)
    if deadline.legal_end <= before:
        raise Refused(_("The new end must lie after %(day)s.") % {"day": before})
    record("casework.extend", case, by=by, rule=deadline.rule_key, end=[before, deadline.legal_end])
    return deadline


@transaction.atomic
def refresh_provisional(pk: int) -> bool:
    """Reckon a provisional deadline again; True when the year is loaded and it is now certain."""
    deadline = Deadline.objects.select_for_update().get(pk=pk)
    before = deadline.legal_end
    covered = work_calendar()
    if deadline.paused_on or not covered.covers(before):
        return False
    dated(deadline)
    if deadline.legal_end != before:
        record(
            "casework.deadline_recounted", deadline.item, by=CLOCK,
            rule=deadline.rule_key, end=[before, deadline.legal_end],
        )  # fmt: skip
    return not deadline.provisional


@transaction.atomic
def mark_missed(pk: int, today: date) -> bool:
    """Say once that a deadline passed. False when somebody else said it first."""
    # Claim the row: whoever changes it first is the one who speaks.
    claimed = Deadline.objects.open().past(today).filter(pk=pk, paused_on=None)
    if not claimed.update(missed_on=today):
        return False
    deadline = Deadline.objects.select_related("item__organisation").get(pk=pk)
    record(
        "casework.deadline_missed", deadline.item, by=CLOCK,
        rule=deadline.rule_key, legal_end=deadline.legal_end,
    )  # fmt: skip
    return True


def running(item: WorkItem) -> list[Deadline]:
    """All clocks of a case: running before ended, our own before others', each by its end."""
    return sorted(
        item.deadlines.all(),
        key=lambda row: (row.stopped_on is not None, WHOSE.index(row.role), row.legal_end),
    )
