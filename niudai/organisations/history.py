"""What the tree looked like on a day: written by every act that changes it, read for any day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation, Span

COLUMNS = ("name", "short_name", "kind", "status", "parent_id")


def begun(units: Iterable[Organisation], *, on: date | None = None) -> None:
    """The first span of organisations just set up or loaded, from their founding or that day.

    One statement for however many. A unit that has a history already must not come here.
    """
    today = timezone.localdate()
    spans = [span_of(unit, min(on or unit.founded_on or today, today)) for unit in units]
    Span.objects.bulk_create(spans, batch_size=1000)


def span_of(unit: Organisation, since: date) -> Span:
    return Span(
        organisation=unit, since=since, **{name: getattr(unit, name) for name in COLUMNS}
    )  # fmt: skip


def changed(unit: Organisation, *, on: date | None = None) -> None:
    """The organisation became something else on that day. Several changes of one day are one."""
    on = on or timezone.localdate()
    now = Span.objects.filter(organisation=unit, until=None).first()
    if now is None:
        begun([unit], on=on)
    elif all(getattr(now, name) == getattr(unit, name) for name in COLUMNS):
        return
    elif now.since >= on:
        for name in COLUMNS:
            setattr(now, name, getattr(unit, name))
        now.save()
    else:
        now.until = on
        now.save(update_fields=["until"])
        span_of(unit, on).save()


def timely(unit: Organisation, on: date | None) -> date:
    """The day a change took effect, today by default: not to come, not before the last change."""
    today = timezone.localdate()
    on = on or today
    if on > today:
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    now = Span.objects.filter(organisation=unit, until=None).first()
    if now and on < now.since:
        raise Refused(
            _("%(name)s changed on %(since)s last: %(day)s lies before that.")
            % {"name": unit, "since": now.since, "day": on}
        )
    return on


@dataclass(slots=True)
class Branch:
    """An organisation as it was on the day, and what stood beneath it."""

    span: Span
    beneath: list["Branch"] = field(default_factory=list)

    @property
    def units(self) -> int:
        """How many stood beneath, at any depth."""
        return sum(1 + branch.units for branch in self.beneath)


@dataclass(frozen=True, slots=True)
class Tree:
    """The active organisations of one day, by the parents they had."""

    on: date
    roots: list[Branch]
    by_unit: dict[int, Branch]

    def kinds(self) -> dict[str, int]:
        """How many of each kind there were, in the order of the levels."""
        counts = dict.fromkeys(Organisation.Kind.values, 0)
        for branch in self.by_unit.values():
            counts[branch.span.kind] += 1
        return counts

    def above(self, unit: int) -> list[Span]:
        """What stood above the organisation that day, the uppermost first."""
        chain: list[Span] = []
        branch = self.by_unit.get(unit)
        while branch is not None:
            branch = self.by_unit.get(branch.span.parent_id or 0)
            if branch is not None:
                chain.insert(0, branch.span)
        return chain


def tree_of(spans: Iterable[Span], on: date) -> Tree:
    """The tree the spans of one day make. A unit whose parent is not among them is a root."""
    active = [span for span in spans if span.status == Organisation.Status.ACTIVE]
    by_unit = {span.organisation_id: Branch(span) for span in active}
    roots: list[Branch] = []
    for branch in by_unit.values():
        above = by_unit.get(branch.span.parent_id or 0)
        (above.beneath if above else roots).append(branch)
    for branch in by_unit.values():
        branch.beneath.sort(key=lambda each: (each.span.kind, each.span.organisation_id))
    return Tree(on, roots, by_unit)


def first_day() -> date | None:
    """The day the record begins; before it the program knows nothing of the tree."""
    return Span.objects.aggregate(first=Min("since"))["first"]
