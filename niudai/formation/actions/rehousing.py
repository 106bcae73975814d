"""Where everything at a union goes when the union ends: nothing is left hanging loose.

Set-based: a union of five thousand members is placed in a handful of statements.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.models import Deadline, WorkItem
from niudai.casework.models.work import desk_of
from niudai.formation.guards import open_case_of
from niudai.formation.models import Ending
from niudai.kernel.paths import PathField, within
from niudai.kernel.refused import Refused
from niudai.membership.models import Engagement, Membership, MembershipTransfer, Person, Standing
from niudai.membership.tallying import recount
from niudai.organisations.actions.employers import OF_EMPLOYERS, OF_SEVERAL
from niudai.organisations.actions.register import enter_facts
from niudai.organisations.actions.units import dissolve, move
from niudai.organisations.hanging import still_open, tables
from niudai.organisations.levels import may_stand_beneath
from niudai.organisations.models import Employer, Officer, Organisation, ServiceSite

DECIDE = Permission.FORMATION_APPROVE
ONE_DAY = timedelta(days=1)
CHUNK = 2000

Fates: TypeAlias = Mapping[int, Organisation | None]  # unit beneath → where to; None: it ends


def rehouse(
    case: Ending, *, to: Organisation, above: Organisation, fates: Fates, on: date, by: Actor
) -> dict[str, int]:
    """Place everything that is open at the union of the case; how many of each kind.

    `fates` says of units directly beneath where they go, or None: they end in the same act, with
    all beneath them. Of whom nothing is said goes where the union's things go.
    """
    union = case.organisation
    placed: Counter[str] = Counter()
    for unit in Organisation.objects.active().filter(parent=union):
        fate = fates.get(unit.pk, to)
        if fate is None:
            placed += end_with(unit, case, to=to, above=above, on=on, by=by)
        else:
            send(unit, fate, ending=union, on=on, by=by)
            placed["units"] += 1
        for moved in (union, to, above):
            moved.refresh_from_db()
    placed += empty(union, case, to=to, above=above, on=on, by=by)
    return dict(placed)


def send(
    unit: Organisation, to: Organisation, *, ending: Organisation, on: date, by: Actor
) -> None:
    """A unit moves with all below it; refused in a sentence where it cannot stand there."""
    if to.path.startswith(ending.path):
        raise Refused(_("%(name)s ends itself: nothing can go there.") % {"name": to})
    if not may_stand_beneath(unit.kind, to.kind):
        raise Refused(
            _("%(unit)s (%(kind)s) cannot stand beneath %(to)s: say where it goes, or that it "
              "ends, too.")
            % {"unit": unit, "kind": unit.get_kind_display(), "to": to}
        )  # fmt: skip
    move(unit, parent=to, on=on, by=by, right=DECIDE)


def end_with(
    unit: Organisation, case: Ending, *, to: Organisation, above: Organisation, on: date, by: Actor
) -> Counter[str]:
    """End a unit and all beneath it, the deepest first: each is emptied and stays in the tree."""
    placed: Counter[str] = Counter()
    ended = Organisation.objects.active().filter(within(unit.path))
    for each in ended.annotate(depth=Length("path")).order_by("-depth", "path"):
        if other := open_case_of(each):
            raise Refused(other)
        placed += empty(each, case, to=to, above=above, on=on, by=by)
        dissolve(each, reason=case.why, on=on, by=by, right=DECIDE)
        placed["ended"] += 1
    return placed


def empty(
    union: Organisation, case: Ending, *, to: Organisation, above: Organisation, on: date, by: Actor
) -> Counter[str]:
    """Place everything that is open at one union, its units apart."""
    merged = case.way == Ending.Way.MERGE
    kept = case.members == Ending.Members.KEEP
    placed = {
        "members": move_members(union, above if kept else to, on=on, kept=kept),
        "employers": move_employers(union, to, with_union=merged, by=by),
        "sites": move_sites(union, to, on=on, close=not merged),
        "terms": end_rows(Officer, union, on=on - ONE_DAY),
        "appointments": end_rows(Appointment, union, on=on - ONE_DAY),
        "engagements": end_rows(Engagement, union, on=on - ONE_DAY),
        "work": move_work(union, to),
    }
    placed["others"] = move_the_rest(union, to, on=on)
    end_transfers_to_oneself(to, on=on, by=by)
    recount({union.pk, to.pk, above.pk})
    record("formation.rehouse", union, by=by, to=str(to), on=on, placed=placed)
    return +Counter(placed)


def move_members(union: Organisation, to: Organisation, *, on: date, kept: bool) -> int:
    """Every open membership ends as transferred and begins at the other union.

    Kept ones have no vote and pay no dues there; who was kept already stays kept. Persons who are
    no members any more are kept on file by the other union, too.
    """
    reason = "union_dissolved" if kept else "union_merged"
    ids = list(Membership.objects.open().filter(organisation=union).values_list("pk", flat=True))
    for some in chunks(ids):
        rows = list(Membership.objects.filter(pk__in=some))
        Membership.objects.filter(pk__in=some).update(
            status=Membership.Status.MOVED, reason=reason,
            until=Case(When(since__gt=on, then=F("since")), default=Value(on)),
        )  # fmt: skip
        Membership.objects.bulk_create(stay_at(to, row, on=on, kept=kept) for row in rows)
    people = Person.objects.filter(organisation=union)
    if kept:
        people.filter(standing=Standing.ACTIVE).update(standing=Standing.KEPT)
    people.update(organisation=to, path=to.path)
    return len(ids)


def stay_at(to: Organisation, row: Membership, *, on: date, kept: bool) -> Membership:
    """The next stay of a member: card, day of joining and dues go along."""
    was_kept = row.status == Membership.Status.KEPT
    stay = Membership(
        person_id=row.person_id, organisation=to, path=to.path, since=max(on, row.since),
        way=Membership.Way.TRANSFERRED, joined_on=row.joined_on, card_number=row.card_number,
        dues=row.dues, dues_until=row.dues_until, department=row.department,
        position=row.position,
    )  # fmt: skip
    if was_kept:
        stay.status, stay.kept_since, stay.reason = row.status, row.kept_since, row.reason
    elif kept:
        stay.status, stay.kept_since = Membership.Status.KEPT, max(on, row.since)
        stay.reason, stay.dues = "union_dissolved", Membership.Dues.EXEMPT
    return stay


def move_employers(union: Organisation, to: Organisation, *, with_union: bool, by: Actor) -> int:
    """Employers of a merged union have the other one; otherwise it only answers for them."""
    employers = Employer.objects.filter(organisation=union)
    number, own = employers.count(), employers.filter(union=union)
    if with_union and to.kind in OF_EMPLOYERS and own.exists():
        if to.form not in OF_SEVERAL and Employer.objects.filter(union=to).exists():
            enter_facts(to, form="joint", by=by, right=DECIDE)
        own.update(union=to, organisation=to)
    employers.update(union=None, organisation=to)
    return number


def move_sites(union: Organisation, to: Organisation, *, on: date, close: bool) -> int:
    sites = ServiceSite.objects.filter(organisation=union, closed_on=None)
    return sites.update(closed_on=on) if close else sites.update(organisation=to)


def end_rows(model: type[models.Model], union: Organisation, *, on: date) -> int:
    """Terms, appointments and engagements end with the day before; none before it began."""
    rows = model._default_manager.filter(Q(until=None) | Q(until__gt=on), organisation=union)
    number = rows.filter(since__gt=on).update(until=F("since"))
    return number + rows.filter(since__lte=on).update(until=on)


def move_work(union: Organisation, to: Organisation) -> int:
    """Open cases go to the other union's desk, with their periods."""
    items = WorkItem.objects.open().filter(organisation=union)
    ids = list(items.values_list("pk", flat=True))
    for kind in set(items.values_list("kind", flat=True)):
        cases = list(items.filter(kind=kind).values_list("case_id", flat=True))
        apps.get_model(kind)._default_manager.filter(pk__in=cases).update(
            organisation=to, holder=None
        )
    Deadline.objects.filter(item__in=ids).update(path=to.path, desk=desk_of(None, to.pk))
    WorkItem.objects.filter(pk__in=ids).update(organisation=to, lies_at=to, holder=None)
    return len(ids)


def move_the_rest(union: Organisation, to: Organisation, *, on: date) -> int:
    """Whatever is open in any other table, known here or not: bodies, agreements, requests."""
    moved = 0
    for model, column in tables():
        condition = still_open(model, on)
        if condition is None or model in {Organisation, Membership, Officer, Appointment}:
            continue
        rows = model._default_manager.filter(condition, **{column: union})
        moved += rows.update(**{column: to, **dict(paths(model, column, to))})
    return moved


def paths(model: type[models.Model], column: str, to: Organisation) -> Iterator[tuple[str, str]]:
    """A path kept beside the organisation goes along."""
    if column == "organisation":
        for field in model._meta.concrete_fields:
            if isinstance(field, PathField):
                yield field.name, to.path


def end_transfers_to_oneself(to: Organisation, *, on: date, by: Actor) -> None:
    """A transfer between two unions that are one now has nothing left to do."""
    MembershipTransfer.objects.waiting().filter(source=to, target=to).update(
        state=MembershipTransfer.State.CALLED_BACK, closed_on=on, decided_by=by.name,
        answer=_("The two unions were merged."),
    )  # fmt: skip


def chunks(ids: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
