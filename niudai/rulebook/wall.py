"""A reckoned period as a wall calendar: which day counted, which was passed, which is last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import pgettext

from niudai.rulebook.reckoned import Reckoning
from niudai.rulebook.rule import Unit

WEEK = 7
LONGEST = 10  # weeks; a longer period is told in lines only


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: `look` is its class, `mark` 休 or 班, `tag` the word beneath the number."""

    day: date
    look: str
    mark: str
    tag: str

    @property
    def month(self) -> str:
        """Named on the first day only; left out where there is no room."""
        return f"{self.day.month}/" if self.day.day == 1 else ""


def weeks(end: Reckoning) -> list[list[Cell]]:
    """Whole weeks from the start to the last day; none for a period too long to draw."""
    first, last = sorted((end.start, end.legal_end))
    last = max(last, end.natural_end)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    if (sunday - monday).days > LONGEST * WEEK:
        return []
    tags = dict(tagged(end))
    days = [monday + timedelta(days=ahead) for ahead in range((sunday - monday).days + 1)]
    cells = [cell(end, day, tags) for day in days]
    return [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)]


def cell(end: Reckoning, day: date, tags: dict[date, tuple[str, str]]) -> Cell:
    look, tag = tags.get(day, ("out", ""))
    if day == end.alarm_on and look == "hit":
        look, tag = "hit tell", pgettext("wall calendar", "reminder")
    return Cell(day, look, end.calendar.mark(day), tag)


def tagged(end: Reckoning) -> Iterator[tuple[date, tuple[str, str]]]:
    """What each day was in the count; later words win over earlier ones."""
    yield from counted(end)
    for pause in end.pauses:
        for day in span(pause.first, pause.last or pause.first):
            yield day, ("roll", pgettext("wall calendar", "pause"))
    if end.forwards:
        for day in span(end.natural_end + timedelta(days=1), end.legal_end - timedelta(days=1)):
            yield day, ("roll", pgettext("wall calendar", "moved"))
    yield (
        end.start,
        (
            "roll",
            pgettext("wall calendar", "start")
            if end.forwards
            else pgettext("wall calendar", "event"),
        ),
    )
    yield end.legal_end, ("end", pgettext("wall calendar", "last day"))


def counted(end: Reckoning) -> Iterator[tuple[date, tuple[str, str]]]:
    """Number the days that count, forwards from the start or back from the event."""
    step = 1 if end.forwards else -1
    paused = {day for pause in end.pauses for day in span(pause.first, pause.last or pause.first)}
    day, number = end.start, 0
    while day != end.natural_end:
        day += timedelta(days=step)
        rest = end.rule.unit is Unit.WORKING_DAY and not end.calendar.is_working(day)
        if rest or day in paused:
            yield day, ("out", "")
            continue
        number += 1
        yield day, ("hit", str(number))


def span(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
