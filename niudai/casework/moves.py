"""The one place where a case is opened and where it changes stage."""

from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.models import Appointment
from niudai.audit.log import record
from niudai.casework.deadlines import follow, follow_each
from niudai.casework.models import Case, WorkItem
from niudai.casework.procedure import Move
from niudai.kernel import bulk
from niudai.kernel.among import Among
from niudai.kernel.refused import Refused

C = TypeVar("C", bound=Case)


@transaction.atomic
def open_case(case: C, *, by: Actor, event: str, **facts: Any) -> C:
    """Give a case just saved its line of work, its first entry and its first clocks."""
    show(case)
    record(
        f"{case._meta.app_label}.{event}", case, by=by,
        stage=[None, case.stage], on=case.received_on, **facts,
    )  # fmt: skip
    follow(case, event, on=case.received_on)
    return case


@transaction.atomic
def advance(
    case: C,
    move: Move,
    *,
    by: Actor,
    on: date | None = None,
    note: str = "",
    personal: dict[str, Any] | None = None,
    **facts: Any,
) -> C:
    """Make one move, or raise Refused. The only code that writes `stage`.

    `on` is the day it happened, today unless said otherwise; never in the future, never before
    the case was received. Clocks count from it.
    """
    case = locked(case)
    move.check(case, by=by)
    on = timely(case, on)

    before, case.stage = case.stage, move.target or case.stage
    case.save(update_fields=["stage"])
    show(case, closed_on=on if case.stage in case.CLOSED else None)
    record(
        f"{case._meta.app_label}.{move.name}",
        case,
        by=by,
        personal={"note": note, **(personal or {})} if note or personal else None,
        stage=[before, case.stage],
        on=on,
        **facts,
    )
    follow(case, move.name, on=on)
    return case


@transaction.atomic
def advance_each(cases: QuerySet[C], move: Move, *, on: date) -> int:
    """One move of many cases that follows from an act on record elsewhere: how many it was open to.

    A statement for all of them, however many. The move asks no guards, for what it follows from
    was checked and is held, and the entry in the log is that act's own.
    """
    model = cases.model
    open_to = cases.filter(stage__in=move.sources).order_by()
    keys = list(open_to.values_list("pk", flat=True))
    if not keys:
        return 0
    with translation.override("en"):
        name = str(dict(stages_of(model))[move.target])
    shown: dict[str, Any] = {"stage": move.target, "stage_name": name}
    if model.CLOSED & {move.target, *move.sources}:  # else the day is not touched, nor its indexes
        shown["closed_on"] = on if move.target in model.CLOSED else None
    still_open = model._base_manager.filter(Among(F("pk"), keys), stage__in=move.sources)
    if still_open.update(stage=move.target) != len(keys):
        raise Refused(_("Somebody changed one of these meanwhile: try once more."))
    items = WorkItem.objects.filter(kind=model._meta.label_lower)
    items.filter(Among(F("case_id"), keys)).update(**shown)
    for part in bulk.batches((key,) for key in keys):
        follow_each(model, [key for (key,) in part], move.name, on=on)
    return len(keys)


def stages_of(model: type[Case]) -> Any:
    field: Any = model._meta.get_field("stage")
    return field.flatchoices


def locked(case: C) -> C:
    """The case as the database has it now, held until the transaction ends.

    Without a join: PostgreSQL drops a row whose organisation changed while it was waited for.
    """
    return type(case)._default_manager.select_for_update().get(pk=case.pk)


def timely(case: Case, on: date | None) -> date:
    """The day of an event, today by default. Raise Refused for a day that cannot be."""
    today = timezone.localdate()
    on = on or today
    if on > today:
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    if on < case.earliest_on:
        raise Refused(
            _("%(day)s is before the case was received (%(received)s).")
            % {"day": on, "received": case.earliest_on}
        )
    return on


def show(case: Case, *, closed_on: date | None = None) -> WorkItem:
    """Bring the line of work in step with the case."""
    with translation.override("en"):
        stage_name = case.get_stage_display()
    with translation.override(settings.LANGUAGE_CODE):  # one title, whoever happened to write it
        title = case.title
    item, _created = WorkItem.objects.update_or_create(
        kind=case._meta.label_lower,
        case_id=case.pk,
        defaults={
            "permission": case.VIEW,
            "reference": case.reference,
            "title": title[:200],
            "names": case.names,
            "organisation": case.organisation,
            "lies_at": case.lies_at,
            "holder": case.holder,
            "stage": case.stage,
            "stage_name": stage_name,
            "url": case.get_absolute_url(),
            "opened_on": case.received_on,
        },
    )
    if closed_on is None or item.closed_on is None:
        item.closed_on = closed_on
        item.save(update_fields=["closed_on"])
    item.deadlines.update(path=case.organisation.path, desk=item.desk)
    return item


def hold(case: C, holder: Appointment | None, *, by: Actor) -> C:
    """Make someone responsible, or nobody: then everyone who handles cases there is."""
    case.holder = holder
    case.save(update_fields=["holder"])
    item = case.item
    item.holder = holder
    item.save(update_fields=["holder"])
    item.deadlines.update(desk=item.desk)
    record(f"{case._meta.app_label}.hold", case, by=by, holder=str(holder) if holder else None)
    return case
