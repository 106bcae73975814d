"""A table written in the background: any size, constant memory, a sealed file that expires."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.export import csv_lines
from niudai.kernel.refused import Refused
from niudai.sheets.export_kinds import Asked, ExportKind, export_kinds
from niudai.sheets.models import Export
from niudai.sheets.models.work import State
from niudai.sheets.workbooks import write_table
from niudai.sheets.working import Pulse, Stopped, acting, let_go, pulse, put

KEPT = timedelta(days=3)  # then the file is deleted; the rows can be asked for again
EVERY = 2_000  # rows between two looks at whether it was cancelled


def asked_by(job: Export) -> tuple[ExportKind, Asked]:
    """The kind and the question, with the rights of today."""
    by = acting(job)
    kind = export_kinds().get(job.kind)
    if kind is None:
        raise Refused(_("This table is no longer given out."))
    by.must(kind.permission)
    if job.uncovered:
        by.must(Permission.PERSONAL_REVEAL)
    return kind, Asked(by, QueryDict(job.asked), job.uncovered)


def write(job: Export) -> None:
    """Write the file and let the job go. After a crash it begins anew: half a file helps nobody."""
    kind, asked = asked_by(job)
    put(
        job, state=State.RUNNING, started_at=timezone.now(), total=kind.count(asked), done=0,
        begun_with=0,
    )  # fmt: skip
    with TemporaryDirectory(prefix="niudai-export-") as folder, pulse(job) as beat:
        path = Path(folder) / f"table.{job.format}"
        rows = lines(job, kind, asked, path)
        job.done = counted(rows, beat)
        job.size = path.stat().st_size
        with path.open("rb") as content:
            job.file.save(f"{job.pk}-{job.added_at:%Y%m%d}.{job.format}", File(content), save=False)
    try:
        with transaction.atomic():
            let_go(
                job, State.DONE, file=job.file.name, size=job.size, done=job.done,
                total=job.done, expires_at=timezone.now() + KEPT,
            )  # fmt: skip
            record(
                "sheets.export_written", job, by=asked.by, kind=job.kind, rows=job.done,
                uncovered=job.uncovered,
            )  # fmt: skip
    except BaseException:
        job.file.delete(save=False)
        raise


def lines(job: Export, kind: ExportKind, asked: Asked, path: Path) -> Iterator[int]:
    """Writes the file; yields the number of rows written so far."""
    head, rows = kind.head(asked), kind.rows(asked)
    if job.format == Export.Format.XLSX:
        yield from write_table(path, str(kind.label), head, rows)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv_lines(head, rows)):
            file.write(line)
            if number:
                yield number


def counted(rows: Iterator[int], beat: Pulse) -> int:
    done = 0
    for done in rows:
        if done % EVERY == 0:
            beat.done = done
            if beat.stopped:
                raise Stopped
    return done
