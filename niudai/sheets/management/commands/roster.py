"""`niudai roster import FILE --organisation CODE`: a sheet from the command line."""

import getpass
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.sheets import actions
from niudai.sheets.importing import Shelf
from niudai.sheets.kinds import Outcome, sheet_kinds
from niudai.sheets.models import Import
from niudai.sheets.models.work import State
from niudai.sheets.naming import unit_called
from niudai.sheets.parsing import reason_label
from niudai.sheets.performing import ended, perform
from niudai.sheets.refused import Following
from niudai.sheets.working import claim, worker_name


class Command(BaseCommand):
    help = "bring in a sheet: members, unions, employers, mediation bodies, mediators"
    requires_system_checks = ()  # `niudai check` looks at settings and pages

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser("import", help="read FILE and take its rows")
        bring.add_argument("file", type=Path)
        bring.add_argument("--organisation", required=True, metavar="CODE",
                           help="path, place code or credit code of the union")  # fmt: skip
        bring.add_argument("--kind", default="members", help="what the rows are")
        bring.add_argument("--sheet", default="", help="which sheet of the workbook")
        bring.add_argument("--dry-run", action="store_true", dest="dry", help="change nothing")
        bring.add_argument("--refused", type=Path, metavar="OUT.xlsx",
                           help="write the refused rows here, each with its reason")  # fmt: skip
        bring.add_argument("--json", action="store_true", dest="as_json")

    def handle(
        self, *, file: Path, organisation: str, kind: str, sheet: str, dry: bool,
        refused: Path | None, as_json: bool, **options: Any,
    ) -> None:  # fmt: skip
        if refused is not None and not refused.absolute().parent.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": refused.parent})
        job = brought(file, organisation=organisation, kind=kind, sheet=sheet)
        with Shelf() as shelf:
            worked(job, shelf)
            if job.state == State.READY:
                # The headings as they were found: on the command line nobody is asked.
                job = actions.confirm_columns(job, columns=job.columns, dry=dry, by=somebody())
                following = Following(job, refused) if refused else nullcontext()
                with progress(job, shown=not as_json), following:
                    worked(job, shelf)
        self.stdout.write(json.dumps(facts(job), ensure_ascii=False) if as_json else said(job))
        if job.state != State.DONE:
            raise CommandError(job.message or str(State(job.state).label))


def somebody() -> Actor:
    """Whoever has a shell on this machine has every right; the log names the account."""
    return Actor(
        name=f"{getpass.getuser()} ({_('command line')})"[:100], scope="",
        permissions=frozenset(Permission), everywhere=True,
    )  # fmt: skip


def brought(file: Path, *, organisation: str, kind: str, sheet: str) -> Import:
    if kind not in sheet_kinds():
        raise CommandError(
            _("There is no kind “%(kind)s”. Possible: %(kinds)s.")
            % {"kind": kind, "kinds": ", ".join(sheet_kinds())}
        )
    try:
        source = file.open("rb")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
    with source:
        return actions.bring(
            File(source, file.name), kind=sheet_kinds()[kind], by=somebody(),
            organisation=unit_called(organisation), sheet=sheet,
        )  # fmt: skip


def worked(job: Import, shelf: Shelf) -> None:
    """Do here and now what a worker would do; Ctrl-C cancels it."""
    if not claim(job, worker_name()):
        return
    try:
        perform(job, shelf)
    except KeyboardInterrupt:
        ended(job, State.CANCELLED)
        raise


@contextmanager
def progress(job: Import, *, shown: bool) -> Iterator[None]:
    """A bar on the screen, when somebody looks at it."""
    if not (shown and sys.stderr.isatty()):
        yield
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
        TextColumn("{task.fields[rate]}/s"), TimeRemainingColumn(),
    )  # fmt: skip
    over = threading.Event()
    with Progress(*columns, console=Console(stderr=True)) as bars:
        bar = bars.add_task(job.file_name, total=job.total or None, rate=0)

        def follow() -> None:
            while not over.wait(0.5):
                bars.update(bar, completed=job.done, total=job.total or None, rate=job.rate)

        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            bars.update(bar, completed=job.done)


def facts(job: Import) -> dict[str, Any]:
    return {
        "import": job.pk, "kind": job.kind, "organisation": job.organisation.path,
        "file": job.file_name, "sheet": job.sheet, "dry_run": job.dry, "state": job.state,
        "rows": job.total, "done": job.done, "message": job.message, "rate": job.rate,
        "counts": {str(outcome): job.count(outcome) for outcome in Outcome},
        "reasons": job.counts,
    }  # fmt: skip


def said(job: Import) -> str:
    """Counts by outcome, and by reason beneath."""
    lines = [
        f"{job.file_name}: {State(job.state).label}" + (f" ({_('dry run')})" if job.dry else "")
    ]
    for outcome in Outcome:
        if rows := job.count(outcome):
            lines.append(f"{rows:>9}  {outcome.label}")
            reasons = job.counts[str(outcome)].items()
            lines += [
                f"{number:>13}  {reason_label(job.sheet_kind, reason)}"
                for reason, number in sorted(reasons, key=lambda each: -each[1])
                if reason
            ]
    return "\n".join(lines)
