"""What the network has to do: employers without a union, terms that end, unions without a chair.

Each list is one queryset bounded by a day of the rulebook; nothing here counts days itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.formation.models import Formation
from niudai.organisations.models import Employer, Officer, Organisation
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.rule import Rule
from niudai.rulebook.rules import nearest
from niudai.rulebook.terms import begun_too_long_ago, near_enough

Kind = Organisation.Kind
WITH_COMMITTEE = (Kind.TOWN, Kind.ZONE, Kind.VILLAGE, Kind.INDUSTRY, Kind.ENTERPRISE)


@dataclass(frozen=True, slots=True)
class Duty:
    """One list: its name, the rows the reader may see, and the rule that makes them due."""

    name: str
    label: str | Promise
    about: str | Promise
    rows: QuerySet[Any]
    rule: Rule | None = None


def duties(actor: Actor, today: date) -> Iterator[Duty]:
    """All lists in the order of the page."""
    return (make(actor, today) for make in LISTS.values())


def duty(name: str, actor: Actor, today: date) -> Duty | None:
    return LISTS[name](actor, today) if name in LISTS else None


def without_union(actor: Actor, today: date) -> Duty:
    """Open longer than the limit, without a union and without a case that sets one up."""
    rule = nearest("UNION-SET-UP", on=today)
    bound = begun_too_long_ago(rule, today, work_calendar())
    running = Formation.objects.open().filter(employer=OuterRef("pk"))
    rows = Employer.objects.visible_to(actor).filter(union=None, opened_on__lte=bound)
    rows = rows.exclude(Exists(running)).select_related("organisation", "division")
    return Duty(
        "employers", _("Employers without a union"),
        _("Open for longer than the limit. One click opens the case."),
        rows.order_by("opened_on", "pk"), rule,
    )  # fmt: skip


def committees(actor: Actor) -> QuerySet[Organisation]:
    """Standing unions whose re-election is not under way."""
    running = Formation.objects.open().filter(union=OuterRef("pk"))
    rows = Organisation.objects.visible_to(actor).active().filter(kind__in=WITH_COMMITTEE)
    return rows.exclude(Exists(running)).select_related("parent", "division")


def terms_over(actor: Actor, today: date) -> Duty:
    """Past the last day of the term and not elected anew; an approved delay counts."""
    delayed = Formation.objects.open().filter(union=OuterRef("pk"), delayed_until__gte=today)
    rows = Organisation.objects.visible_to(actor).active().filter(term_until__lt=today)
    rows = rows.exclude(Exists(delayed)).select_related("parent", "division")
    return Duty(
        "overdue", _("Re-election overdue"),
        _("The term of the committee is over and no delay was approved."),
        rows.order_by("term_until", "pk"), nearest("UNION-TERM-DELAY", on=today),
    )  # fmt: skip


def terms_ending(actor: Actor, today: date) -> Duty:
    rule = nearest("UNION-TERM-REMIND", on=today)
    bound = near_enough(rule, today, work_calendar())
    rows = committees(actor).filter(term_until__gte=today, term_until__lte=bound)
    return Duty(
        "due", _("Re-election due"), _("The term of the committee ends soon."),
        rows.order_by("term_until", "pk"), rule,
    )  # fmt: skip


def without_chair(actor: Actor, today: date) -> Duty:
    chair = Officer.objects.filter(organisation=OuterRef("pk"), post=Officer.Post.CHAIR)
    rows = committees(actor).exclude(Exists(chair.serving(today)))
    return Duty(
        "chairs", _("Unions without a chair"), _("Nobody is on record as the chair today."),
        rows.order_by("path"), nearest("UNION-CHAIR-VACANT", on=today),
    )  # fmt: skip


def not_registered(actor: Actor, today: date) -> Duty:
    rule = nearest("UNION-LEGAL-APPLY", on=today)
    bound = begun_too_long_ago(rule, today, work_calendar())
    rows = (
        Organisation.objects.visible_to(actor)
        .active()
        .filter(kind__in=[Kind.ENTERPRISE, Kind.INDUSTRY], certified_on=None, founded_on__lte=bound)
    )
    return Duty(
        "unregistered", _("Unions not registered as a legal person"),
        _("Founded longer ago than the time to apply."),
        rows.select_related("parent", "division").order_by("founded_on", "pk"), rule,
    )  # fmt: skip


def certificates_ending(actor: Actor, today: date) -> Duty:
    rule = nearest("UNION-LEGAL-RENEW", on=today)
    bound = near_enough(rule, today, work_calendar())
    rows = Organisation.objects.visible_to(actor).active().filter(certified_until__lte=bound)
    return Duty(
        "certificates", _("Certificates that end"), _("Over already, or within the reminder."),
        rows.select_related("parent", "division").order_by("certified_until", "pk"), rule,
    )  # fmt: skip


LISTS: dict[str, Callable[[Actor, date], Duty]] = {
    "employers": without_union, "overdue": terms_over, "due": terms_ending,
    "chairs": without_chair, "unregistered": not_registered,
    "certificates": certificates_ending,
}  # fmt: skip


def unreminded(today: date) -> QuerySet[Organisation]:
    """Unions whose term ends soon and that were not told yet."""
    rule = nearest("UNION-TERM-REMIND", on=today)
    bound = near_enough(rule, today, work_calendar())
    told = Q(term_reminded_for__isnull=False, term_reminded_for__gte=F("term_until"))
    return Organisation.objects.active().filter(term_until__lte=bound).exclude(told)
