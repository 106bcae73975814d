"""Due dates of 10,000 cases over five years of holidays, against bare date arithmetic.

The limit finds the same days with timedelta, one month addition and look-ups in plain sets, for
rules and periods already at hand. Every pair of days is compared: a fast wrong answer is none.
"""

import random
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from bench.result import Result
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rule import Direction, Roll, Rule, Unit
from niudai.rulebook.rules import all_rules, nearest

CASES = 10_000
FIRST, LAST = date(2021, 9, 1), date(2026, 8, 31)
PLACE = "320281"
ONE_DAY = timedelta(days=1)

Days = tuple[date, date]  # natural end, legal end


def measure() -> Result:
    calendar = work_calendar()
    dice = random.Random(2012)
    span = (LAST - FIRST).days
    starts = [FIRST + timedelta(days=dice.randrange(span)) for _ in range(CASES)]
    clocks = rules_everywhere_in_force()
    print(f"{CASES} cases, each under one of {len(clocks)} clocks", flush=True)
    cases = [(starts[at], clocks[at % len(clocks)]) for at in range(CASES)]

    def ours() -> list[Days]:
        found = []
        for start, rule in cases:
            reckoned = reckon(nearest(rule.id, on=start, place=PLACE), start, calendar)
            found.append((reckoned.natural_end, reckoned.legal_end))
        return found

    free, worked = set(calendar.holidays), set(calendar.make_up)
    bare = [(start, rule.amount or 0, rule.unit, rule.roll) for start, rule in cases]
    statutory = set(calendar.statutory)

    def limit() -> list[Days]:
        found = []
        for start, amount, unit, roll in bare:
            end = counted(start, amount, unit, free, worked)
            found.append((end, moved(end, roll, free, worked, statutory)))
        return found

    ours_s, mine = best(ours)
    limit_s, plain = best(limit)
    wrong = [case for case, a, b in zip(cases, mine, plain, strict=True) if a != b]
    if wrong:
        start, rule = wrong[0]
        raise SystemExit(f"{len(wrong)} due dates differ, first: {rule.id} from {start}")
    return Result(CASES, ours_s, limit_s, {"clocks": len(clocks), "per_s": round(CASES / ours_s)})


def rules_everywhere_in_force() -> list[Rule]:
    """Forward clocks whose one row holds over the whole span."""
    return [
        rule
        for rule in all_rules()
        if rule.is_clock
        and rule.applies
        and rule.amount
        and rule.direction is Direction.FORWARDS
        and rule.jurisdiction in {"CN", "CN-32", "CN-3202", "CN-320281"}
        and rule.in_force(FIRST)
        and rule.in_force(LAST)
        and nearest(rule.id, on=FIRST, place=PLACE) == rule
    ]


def best(work: Callable[[], list[Days]], rounds: int = 5) -> tuple[float, list[Days]]:
    """The quickest of a few rounds: the others were disturbed."""
    seconds, found = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - began)
    return min(seconds), found


def counted(
    start: date, amount: int, unit: Unit | None, free: set[date], worked: set[date]
) -> date:
    if unit is Unit.CALENDAR_DAY:
        return start + timedelta(days=amount)
    if unit is Unit.WORKING_DAY:
        day = start
        while amount:
            day += ONE_DAY
            if day in worked or (day.weekday() < 5 and day not in free):
                amount -= 1
        return day
    months = start.month - 1 + amount * (12 if unit is Unit.YEAR else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def moved(day: date, roll: Roll, free: set[date], worked: set[date], statutory: set[date]) -> date:
    if roll is Roll.REST_DAYS:
        while not (day in worked or (day.weekday() < 5 and day not in free)):
            day += ONE_DAY
    elif roll is Roll.STATUTORY_ONLY:
        while day in statutory:
            day += ONE_DAY
    return day
