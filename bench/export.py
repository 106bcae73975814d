"""100,000 people as a workbook in the background, against XlsxWriter writing the same cells.

Ours is what a worker does: rights, rows, opening and covering the numbers, words for codes, the
file, its sealing, the log. The limit writes cells of the same kinds, which are at hand already,
into a workbook of its own.
"""

import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import django
import xlsxwriter
from django.db import connections
from django.http import QueryDict

from bench.result import Result
from bench.whole_city import officers, planted
from niudai.membership.exports import PEOPLE, columns, head
from niudai.membership.exports import rows as rows_of
from niudai.sheets.actions import ask_export
from niudai.sheets.export_kinds import Asked
from niudai.sheets.models import Export
from niudai.sheets.performing import perform
from niudai.sheets.working import claim, worker_name

ROWS = 100_000
MOST_MIB = 150


def measure() -> Result:
    planted(ROWS)
    actor = officers()["city"].actor
    job = ask_export(PEOPLE, asked="", by=actor)
    connections.close_all()  # a connection must not be shared with the other process
    apart = ProcessPoolExecutor(1, get_context("spawn"), initializer=django.setup)
    with apart:  # a fresh one, as a worker is: building the city has filled this one's memory
        ours, above = apart.submit(work, job.pk).result()
    job.refresh_from_db()
    if job.state != "done":
        raise SystemExit(f"the export ended as {job.state}: {job.message}")
    print(f"{job.done} rows in {ours:.1f} s, {above:.0f} MiB above idle", flush=True)
    job.file.delete(save=False)
    asked = Asked(actor, QueryDict(), uncovered=False)
    limit = bare(asked, job.done)
    print(f"XlsxWriter alone: {limit:.1f} s", flush=True)
    more = {
        "rows_per_s": round(job.done / ours), "of_the_bare_rate": round(limit / ours, 2),
        "above_idle_mib": round(above), "columns": len(columns(asked)),
    }  # fmt: skip
    if above > MOST_MIB:
        raise SystemExit(f"{above:.0f} MiB above idle")
    return Result(job.done, ours, limit, more)


def work(pk: int) -> tuple[float, float]:
    """What a worker does; the seconds, and the MiB at the highest above those at the beginning."""
    job = Export.objects.get(pk=pk)
    idle = peak()
    began = time.perf_counter()
    if not claim(job, worker_name()):
        raise SystemExit("somebody else has the export in hand")
    perform(job)
    return time.perf_counter() - began, peak() - idle


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(asked: Asked, count: int) -> float:
    """Write the table's first thousand rows over and over, as often as there were rows."""
    sample = [row for row, _number in zip(rows_of(asked), range(1000), strict=False)]
    with tempfile.TemporaryDirectory(prefix="niudai-bench-") as folder:
        began = time.perf_counter()
        book = xlsxwriter.Workbook(
            str(Path(folder) / "bare.xlsx"), {"constant_memory": True, "tmpdir": folder}
        )
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head(asked))
        for at in range(count):
            for column, cell in enumerate(sample[at % len(sample)]):
                if isinstance(cell, str):
                    sheet.write_string(at + 1, column, cell)
                elif cell is not None:
                    sheet.write_datetime(at + 1, column, cell, day)
        book.close()
        return time.perf_counter() - began
