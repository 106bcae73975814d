"""Taking back a whole import: asked first whether anything was built on it, then batch by batch."""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.sheets.importing import kind_of, note, run_of
from niudai.sheets.kinds import Engine, Outcome, Remembered
from niudai.sheets.models import Batch, Import, Line
from niudai.sheets.models.work import State
from niudai.sheets.working import acting, let_go, put


def undo(job: Import) -> None:
    """Undo every batch, the last first. Refused before anything is undone if one must stay."""
    by = acting(job)
    kind = kind_of(job, by)
    engine = kind.engine(run_of(job, kind, by))
    left = Batch.objects.filter(of=job, undone_at=None).order_by("-pk")
    put(job, started_at=timezone.now(), ended_at=None, done=0, begun_with=0)
    if not Batch.objects.filter(of=job).exclude(undone_at=None).exists():
        refuse_built_on(engine, job)
    for batch in left:
        take_back(engine, job, batch)
    with transaction.atomic():
        let_go(job, State.UNDONE)
        note(job, "sheets.undo", by)


def refuse_built_on(engine: Engine, job: Import) -> None:
    for batch in Batch.objects.filter(of=job).order_by("-pk").iterator():
        if why := engine.built_on(batch.facts, lines_of(job, batch)):
            raise Refused(
                _("The import cannot be undone: something was built on it. %(why)s") % {"why": why}
            )


def take_back(engine: Engine, job: Import, batch: Batch) -> None:
    with transaction.atomic():
        if why := engine.built_on(batch.facts, lines_of(job, batch)):
            raise Refused(
                _("Rows %(first)d to %(last)d must stay. %(why)s")
                % {"first": batch.first_row, "last": batch.last_row, "why": why}
            )
        engine.undo(batch.facts, lines_of(job, batch))
        Batch.objects.filter(pk=batch.pk).update(undone_at=timezone.now())
        undone = min(job.total, job.done + batch.last_row - batch.first_row + 1)
        put(job, done=undone, tries=0, heartbeat_at=timezone.now())


def lines_of(job: Import, batch: Batch) -> list[Remembered]:
    """The remembered rows of a batch that became something."""
    rows = Line.objects.filter(of=job, row__range=(batch.first_row, batch.last_row))
    return [
        Remembered(
            row=line.row, outcome=Outcome(line.outcome), reason=line.reason,
            subject_id=line.subject_id, before=json.loads(line.before) if line.before else None,
        )
        for line in rows.exclude(outcome=Outcome.REFUSED).order_by("-row")
    ]  # fmt: skip
