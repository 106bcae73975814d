"""Speaking of a deadline: before its end, on its last day, after it; each once, to whoever
is responsible at that moment.

Claim and message stand in one transaction: whoever changes the row first speaks, and a process
killed in between leaves neither.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from niudai.casework.deadlines import mark_missed, refresh_provisional
from niudai.casework.models import Deadline
from niudai.casework.responsible import tell_responsible
from niudai.notices.telling import in_house_language
from niudai.rulebook.calendars import work_calendar


def to_remind(today: date) -> list[int]:
    """Deadlines of open cases of which somebody must hear today, the nearest first."""
    rows = Deadline.objects.filter(item__closed_on=None)
    due = {
        *rows.to_announce(today).values_list("legal_end", "pk"),
        *rows.on_last_day(today).values_list("legal_end", "pk"),
    }
    return [pk for _end, pk in sorted(due)]


@transaction.atomic
def remind(pk: int, today: date) -> bool:
    """Remind of one deadline. False when it was said already."""
    now = timezone.now()
    row = Deadline.objects.filter(pk=pk)
    ends_today = row.on_last_day(today).update(reminded_at=now, last_day_reminded_at=now)
    if not ends_today and not row.to_announce(today).update(reminded_at=now):
        return False
    say_it_ends(found(pk), today=bool(ends_today))
    return True


@in_house_language
def say_it_ends(deadline: Deadline, *, today: bool) -> None:
    facts = {
        "what": deadline.rule.title,
        "day": date_format(deadline.legal_end),
        "number": deadline.item.reference,
        "whose": deadline.get_role_display(),
        "basis": deadline.rule.basis,
    }
    subject = _("Last day today: %(what)s") if today else _("Ends on %(day)s: %(what)s")
    body = _("%(number)s · %(whose)s · last day %(day)s (%(basis)s)")
    tell_responsible(deadline.item, subject=subject % facts, body=body % facts)


def to_catch_up(today: date) -> list[int]:
    """Deadlines that passed unmarked, and provisional ones whose year has been loaded."""
    rows = Deadline.objects
    due = {
        *rows.to_recount(work_calendar().years).values_list("legal_end", "pk"),
        *rows.open().past(today).filter(paused_on=None).values_list("legal_end", "pk"),
    }
    return [pk for _end, pk in sorted(due)]


@transaction.atomic
def catch_up(pk: int, today: date) -> bool:
    """Reckon a provisional end again, then mark the deadline if it has passed. False: neither."""
    before = found(pk)
    changed = False
    if before.provisional:
        refresh_provisional(pk)
        after = found(pk)
        changed = (after.legal_end, after.provisional) != (before.legal_end, True)
        if after.legal_end != before.legal_end:
            say_it_moved(after, before.legal_end)
    missed = mark_missed(pk, today)
    if missed:
        say_it_passed(found(pk))
    return missed or changed


@in_house_language
def say_it_moved(deadline: Deadline, before: date) -> None:
    facts = {
        "number": deadline.item.reference,
        "what": deadline.rule.title,
        "before": date_format(before),
        "day": date_format(deadline.legal_end),
    }
    tell_responsible(
        deadline.item,
        subject=_("New last day: %(number)s") % facts,
        body=_("%(what)s: %(day)s instead of %(before)s; the holiday notice is loaded now.")
        % facts,
    )


@in_house_language
def say_it_passed(deadline: Deadline) -> None:
    if deadline.item.closed_on:
        return  # the record says it; nobody has anything left to do
    facts = {
        "what": deadline.rule.title,
        "day": date_format(deadline.legal_end),
        "number": deadline.item.reference,
        "whose": deadline.get_role_display(),
        "consequence": deadline.rule.consequence,
    }
    tell_responsible(
        deadline.item,
        subject=_("Passed: %(what)s") % facts,
        body=_("%(number)s · %(whose)s · ended on %(day)s. %(consequence)s") % facts,
    )


def found(pk: int) -> Deadline:
    return Deadline.objects.select_related("item__organisation").get(pk=pk)
