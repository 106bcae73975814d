"""When a period ends, reckoned from one rule, one event and one calendar (disputes 0.4)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from niudai.kernel.calendar import ONE_DAY, WorkCalendar
from niudai.kernel.refused import Refused
from niudai.rulebook.counting import Counter, Pause, as_pause, merged
from niudai.rulebook.reckoned import Reckoning, Step
from niudai.rulebook.rule import Direction, Extension, Roll, Rule, Unit
from niudai.rulebook.rules import Unsettled
from niudai.rulebook.wording import amount_words

__all__ = ["Pause", "Reckoning", "Step", "full_extension", "reckon"]


def reckon(
    rule: Rule,
    start: date,
    calendar: WorkCalendar,
    *,
    pauses: Iterable[Pause | tuple[date, date | None]] = (),
    extended: int | None = None,
    extended_until: date | None = None,
    restart: date | None = None,
) -> Reckoning:
    """The natural end, the legal end and the reminder day of one period.

    1. The start day does not count; a restart makes its own day the start, what ran before is void.
    2. Days of a pause do not count. `extended` lengthens by that many units, from the natural end;
       `extended_until` is a day both parties wrote down.
    3. The legal end moves past days off as the rule says; a period before an event never moves.
    4. The reminder is the last working day on or before the natural end.
    5. Provisional when a day that mattered lies in a year whose holiday notice is not loaded.

    Raises `Refused` for an impossible wish, `Unsettled` for a rule whose number is not known.
    """
    known_period(rule)
    pauses = list(pauses)
    if restart is not None and restart < start:
        raise Refused(
            _("The period cannot begin anew on %(restart)s, before it began on %(start)s.")
            % {"restart": restart.isoformat(), "start": start.isoformat()}
        )
    begun = restart or start
    forwards = rule.direction is Direction.FORWARDS
    try:
        counter = Counter(calendar, merged(pauses, after=begun if forwards else date.min))
        ends = ends_after if forwards else ends_before
        plain_end, natural_end, legal_end, opens_on = ends(
            rule, begun, counter, extended, extended_until
        )
        alarm_on = calendar.previous_working(natural_end)
        lapsed_on = ended_before(rule, start, restart, calendar, pauses)
        earliest_end = least_end(rule, begun, counter)
    except (OverflowError, ValueError) as error:
        raise Refused(
            _("%(start)s lies too far away to count from.") % {"start": begun.isoformat()}
        ) from error
    return Reckoning(
        rule=rule,
        start=begun,
        began_on=start,
        plain_end=plain_end,
        natural_end=natural_end,
        legal_end=legal_end,
        alarm_on=alarm_on,
        missing_years=unread_years(rule, begun, legal_end, alarm_on, calendar),
        opens_on=opens_on,
        earliest_end=earliest_end,
        pauses=effective(counter.pauses, begun, natural_end),
        extended=extended,
        extended_until=extended_until,
        lapsed_on=lapsed_on,
        calendar=calendar,
    )


# Without extension, natural, legal; and where a window opens.
Ends = tuple[date, date, date, date | None]


def ends_after(
    rule: Rule, start: date, counter: Counter, extended: int | None, until: date | None
) -> Ends:
    """A period that runs on from its start."""
    amount, unit = known_period(rule)
    plain = counter.forwards(start, amount, unit)
    natural = lengthened(rule, start, counter, plain, extended, until)
    return plain, natural, rolled(rule.roll, natural, counter.calendar), None


def ends_before(
    rule: Rule, event: date, counter: Counter, extended: int | None, until: date | None
) -> Ends:
    """A period that ends with an event: it is neither extended nor moved."""
    refuse_extension(rule, extended, until)
    amount, unit = known_period(rule)
    last = counter.backwards(event, amount, unit)
    if rule.direction is Direction.AT_LEAST_BEFORE:
        return last, last, last, None
    if rule.direction is Direction.OPENS_BEFORE:
        return last, last, last, last
    day_before = event - ONE_DAY
    return day_before, day_before, day_before, last


def known_period(rule: Rule) -> tuple[int, Unit]:
    """Amount and unit of a clock, or the sentence that says why there is none."""
    if not rule.is_clock:
        raise Refused(_("%(id)s is not a clock. Use “evaluate” with its facts.") % {"id": rule.id})
    if rule.amount is None and rule.evaluator:
        raise Refused(
            _("%(id)s has no period of its own: use “evaluate” with its facts.") % {"id": rule.id}
        )
    if rule.amount is None or rule.unit is None or rule.empty:
        raise Unsettled(
            _("The period of %(id)s (%(title)s) is not known. A person must enter it first.")
            % {"id": rule.id, "title": rule.title}
        )
    return rule.amount, rule.unit


def lengthened(
    rule: Rule,
    start: date,
    counter: Counter,
    plain_end: date,
    extended: int | None,
    extended_until: date | None,
) -> date:
    """The natural end after the extension, if there is one."""
    if extended is None and extended_until is None:
        return plain_end
    extension = allowed_extension(rule, extended, extended_until)
    if extended is not None:
        if extension.most is not None and extended > extension.most:
            raise too_long(rule, extension, amount_words(extended, extension.unit))
        return longer(rule, start, counter, plain_end, extended, extension)
    assert extended_until is not None  # noqa: S101 (one of the two is given)
    if extended_until <= plain_end:
        raise Refused(
            _("The extended end %(until)s must lie after the end without extension, %(end)s.")
            % {"until": extended_until.isoformat(), "end": plain_end.isoformat()}
        )
    if extension.most is not None and extended_until > longer(
        rule, start, counter, plain_end, extension.most, extension
    ):
        raise too_long(rule, extension, extended_until.isoformat())
    if counter.stands_still(extended_until):
        raise Refused(
            _("The extended end %(until)s lies in a pause.") % {"until": extended_until.isoformat()}
        )
    return extended_until


def longer(
    rule: Rule, start: date, counter: Counter, plain_end: date, by: int, extension: Extension
) -> date:
    if extension.unit is rule.unit and rule.amount is not None:
        # One long count: month ends stay right, 15 days and 15 days are 30 days.
        return counter.forwards(start, rule.amount + by, extension.unit)
    return counter.forwards(plain_end, by, extension.unit)


def allowed_extension(rule: Rule, extended: int | None, until: date | None) -> Extension:
    if rule.extension is None:
        raise Refused(_("%(id)s cannot be extended (%(basis)s).") % named(rule))
    if extended is not None and until is not None:
        raise Refused(_("Give either a length or a date for the extension, not both."))
    if extended is not None and (type(extended) is not int or extended < 1):
        raise Refused(_("An extension must be at least 1."))
    return rule.extension


def refuse_extension(rule: Rule, extended: int | None, until: date | None) -> None:
    if extended is not None or until is not None:
        raise Refused(
            _("%(id)s runs backwards from an event and cannot be extended (%(basis)s).")
            % named(rule)
        )


def too_long(rule: Rule, extension: Extension, wish: str) -> Refused:
    return Refused(
        _("%(id)s may be extended by at most %(most)s (%(basis)s); %(wish)s is more.")
        % {
            **named(rule),
            "most": amount_words(extension.most or 0, extension.unit),
            "wish": wish,
        }
    )


def full_extension(rule: Rule) -> int:
    """The longest extension the rule names, in its unit; refused where the parties choose it."""
    extension = allowed_extension(rule, None, None)
    if extension.most is None:
        raise Refused(
            _("%(id)s may be extended by any length both parties write down: say how long.")
            % named(rule)
        )
    return extension.most


def named(rule: Rule) -> dict[str, str]:
    return {"id": rule.id, "basis": rule.basis}


def rolled(roll: Roll, day: date, calendar: WorkCalendar) -> date:
    match roll:
        case Roll.REST_DAYS:
            return calendar.next_working(day)
        case Roll.STATUTORY_ONLY:
            return calendar.after_statutory(day)
        case Roll.NONE:
            return day


def ended_before(
    rule: Rule,
    start: date,
    restart: date | None,
    calendar: WorkCalendar,
    pauses: Iterable[Pause | tuple[date, date | None]],
) -> date | None:
    """The day the first period had already run out on, when it began anew only later."""
    if restart is None or rule.direction is not Direction.FORWARDS:
        return None
    until = restart - ONE_DAY  # a pause that still lasts had held the clock until then
    held = [Pause(one.first, one.last or max(one.first, until)) for one in map(as_pause, pauses)]
    amount, unit = known_period(rule)
    first_end = Counter(calendar, merged(held, after=start)).forwards(start, amount, unit)
    legal_end = rolled(rule.roll, first_end, calendar)
    return legal_end if restart > legal_end else None


def least_end(rule: Rule, start: date, counter: Counter) -> date | None:
    """Where the law gives a span, 1 to 3 years, the earliest end."""
    if rule.amount_min is None or rule.unit is None:
        return None
    return counter.forwards(start, rule.amount_min, rule.unit)


def effective(pauses: tuple[Pause, ...], start: date, end: date) -> tuple[Pause, ...]:
    """Only the pauses that touched the period, whichever way it ran."""
    if not pauses:
        return ()
    low, high = sorted((start, end))
    return tuple(
        pause
        for pause in pauses
        if pause.first <= high and (pause.last is None or pause.last >= low)
    )


def unread_years(
    rule: Rule, start: date, legal_end: date, alarm_on: date, calendar: WorkCalendar
) -> tuple[int, ...]:
    """Years that mattered and whose holiday notice is not loaded.

    Every day from the reminder to the legal end was looked up; in working days every day counted.
    """
    first, last = alarm_on.year, legal_end.year
    if rule.unit is Unit.WORKING_DAY:
        if rule.direction is Direction.FORWARDS:
            first = (start + ONE_DAY).year
        else:
            last = start.year
    return tuple(year for year in range(first, last + 1) if year not in calendar.years)
