"""One sheet through its engine, dry or real: the same steps, checkpoint by checkpoint."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Self, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.bulk import load
from niudai.kernel.refused import Refused
from niudai.sheets.ahead import Ready, ready_rows
from niudai.sheets.headings import chosen, fingerprint, heading_of, hidden
from niudai.sheets.kinds import Engine, Outcome, Run, SheetKind, Taken
from niudai.sheets.models import Batch, Import, Line, Mapping
from niudai.sheets.models.work import State
from niudai.sheets.parsing import as_json, kept
from niudai.sheets.reading.opening import Workbook
from niudai.sheets.working import Stopped, acting, let_go, put, stop_if_asked

LINE = ("of", "row", "outcome", "reason", "faults", "cells", "before", "subject_id")


def kind_of(job: Import, by: Actor) -> SheetKind:
    """The kind, if the person may still bring it in here."""
    kind = job.sheet_kind
    if kind is None:
        raise Refused(_("This kind of sheet is no longer read."))
    by.must(Permission.SHEET_IMPORT, at=job.organisation.path)
    by.must(kind.permission, at=job.organisation.path)
    return kind


def opened(job: Import) -> Workbook:
    """The kept file in the reading process. BrokenSeal or Unreadable say why it does not open."""
    with job.file.open("rb") as source:
        return Workbook(cast(BinaryIO, source), job.size).fed()


class Shelf:
    """Keeps the workbook open from the look to the run that follows at once: it is read once."""

    def __init__(self) -> None:
        self.book: Workbook | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.book is not None:
            self.book.close()


@contextmanager
def reading(job: Import, shelf: Shelf | None) -> Iterator[Workbook]:
    if shelf is None:
        with opened(job) as book:
            yield book
        return
    shelf.book = shelf.book or opened(job)
    yield shelf.book


def look(job: Import, shelf: Shelf | None = None) -> None:
    """Find the sheet and its heading, and what each heading was taken for the last time."""
    by = acting(job)
    kind = kind_of(job, by)
    with reading(job, shelf) as book:
        heading = chosen(kind, book.sheets, job.sheet)
        before = Mapping.objects.filter(
            organisation=job.organisation, kind=job.kind, fingerprint=fingerprint(heading.words)
        ).first()
        if before is not None:
            sheet = next(each for each in book.sheets if each.name == heading.sheet)
            heading = heading_of(kind, sheet, before.columns) or heading
        head = {
            "sheets": [[each.name, each.visible, each.rows] for each in book.sheets],
            "hidden": hidden(book.sheets),
            "samples": [[kept(cell) for cell in row] for row in heading.samples],
        }
        total = next(each.rows for each in book.sheets if each.name == heading.sheet)
    with transaction.atomic():
        let_go(
            job, State.READY, head=json.dumps(head, ensure_ascii=False), sheet=heading.sheet,
            heading_row=heading.row, headings=heading.words, columns=heading.places,
            total=max(0, total - heading.row),
        )  # fmt: skip


def run(job: Import, shelf: Shelf | None = None) -> None:
    """Everything from the last checkpoint to the end. Raise Stopped when it was cancelled."""
    by = acting(job)
    kind = kind_of(job, by)
    if job.dry:
        begin_anew(job)
    done = list(Batch.objects.filter(of=job).order_by("pk"))
    start = (done[-1].last_row if done else job.heading_row) + 1
    before = start - 1 - job.heading_row
    put(
        job, state=State.RUNNING, started_at=timezone.now(), ended_at=None, message="",
        done=before, begun_with=before,
    )  # fmt: skip
    engine = kind.engine(run_of(job, kind, by))
    engine.begin([batch.facts for batch in done])
    asked = {"start": start, "left": job.total - before}
    with reading(job, shelf) as book, ready_rows(book, job.sheet, engine, **asked) as (rows, parts):
        put(job, total=max(0, rows - job.heading_row))
        for part in parts:
            stop_if_asked(job)
            step(job, engine, part)
            del part  # a batch of a long sheet is large: none is kept while the next one comes
        stop_if_asked(job)
        finish(job, engine, by)


def run_of(job: Import, kind: SheetKind, by: Actor) -> Run:
    return Run(
        kind=kind, organisation=job.organisation, by=by, dry=job.dry, import_id=job.pk,
        columns=dict(job.columns), headings=list(job.headings), total=job.total,
    )  # fmt: skip


def begin_anew(job: Import) -> None:
    """A dry run keeps nothing, so it starts at the first row whatever happened to it before."""
    with transaction.atomic():
        clear(job)
        put(job, counts={}, done=0)


def clear(job: Import) -> None:
    Line.objects.filter(of=job)._raw_delete(Line.objects.db)
    Batch.objects.filter(of=job)._raw_delete(Batch.objects.db)


def step(job: Import, engine: Engine, part: Ready) -> None:
    """One batch with its checkpoint: both are there afterwards, or neither."""
    with transaction.atomic():
        taken = Taken() if part.work is None else attempted(job, lambda: engine.take(part.work))
        keep(job, engine.run, taken)
        Batch.objects.create(of=job, first_row=part.first, last_row=part.last, facts=taken.facts)
        put(
            job, counts=job.counts, done=part.last - job.heading_row, tries=0,
            heartbeat_at=timezone.now(),
        )  # fmt: skip


def attempted(job: Import, work: Any) -> Taken:
    """The work's answer; in a dry run what it wrote is taken back at once."""
    with transaction.atomic():
        taken: Taken = work()
        if job.dry:
            transaction.set_rollback(True)
    return taken


def keep(job: Import, run: Run, taken: Taken) -> None:
    job.add(taken.counts)
    load(Line, LINE, [
        (
            job.pk, line.row, str(line.outcome), line.reason[:60],
            [
                [run.address(line.row, fault.column), label(run, fault.column), fault.reason,
                 fault.sentence]
                for fault in line.faults
            ],
            as_json(line.cells) if line.cells is not None else "",
            json.dumps(line.before, ensure_ascii=False) if line.before else "",
            None if job.dry else line.subject_id,
        )
        for line in taken.lines
    ])  # fmt: skip


def label(run: Run, column: str) -> str:
    found = run.kind.column(column)
    return str(found.label) if found else ""


def finish(job: Import, engine: Engine, by: Actor) -> None:
    with transaction.atomic():
        taken = attempted(job, engine.finish)
        keep(job, engine.run, taken)
        if taken.facts or taken.lines:
            last = job.heading_row + job.total + 1  # beneath every row of the file
            Batch.objects.create(of=job, first_row=last, last_row=last, facts=taken.facts)
        let_go(job, State.DONE, counts=job.counts, done=job.total)
        if not job.dry:
            note(job, "sheets.import", by)


def cancelled(job: Import) -> None:
    """What was taken before stays, and can be undone."""
    with transaction.atomic():
        let_go(job, State.CANCELLED)
        note(job, "sheets.cancel", acting(job))


def note(job: Import, action: str, by: Actor) -> None:
    counts: dict[str, Any] = {str(outcome): job.count(outcome) for outcome in Outcome}
    record(
        action, job, by=by, kind=job.kind, file=job.file_name, sha256=job.sha256, rows=job.done,
        **counts,
    )  # fmt: skip


__all__ = ["Stopped", "cancelled", "clear", "look", "run"]
