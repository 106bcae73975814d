"""The refused rows as the same sheet again, with the reason in front: mend, and bring in again."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from niudai.sheets.kinds import Outcome
from niudai.sheets.models import Import, Line
from niudai.sheets.workbooks import write_table

SEEN = 50  # refused rows shown on the page


def refused_lines(job: Import) -> QuerySet[Line]:
    return Line.objects.filter(of=job, outcome=Outcome.REFUSED).order_by("row", "pk")


def write_refused(job: Import, path: Path) -> int:
    """How many rows the file holds."""
    return written(job, path, map(row_of, refused_lines(job).iterator(chunk_size=1000)))


def written(job: Import, path: Path, rows: Iterator[list[Any]]) -> int:
    head = [_("Why refused"), _("Row in the file"), *job.headings]
    return max(write_table(path, job.sheet or _("Refused rows"), head, rows), default=0)


class Following(threading.Thread):
    """Writes the refused rows of a long import while its batches come; used with `with`.

    Each batch is seen once it is committed. What is not whole at the end is written anew.
    """

    PAUSE = 1.0  # seconds between two looks

    def __init__(self, job: Import, path: Path) -> None:
        super().__init__(daemon=True)
        self.job, self.path, self.over = job, path, threading.Event()
        self.language, self.count = translation.get_language() or "", 0

    def __enter__(self) -> None:
        self.place = TemporaryDirectory(dir=self.path.absolute().parent, prefix=".refused-")
        self.start()

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self.join()
        with self.place as place:
            if self.job.refused and self.count == self.job.refused:
                (Path(place) / "rows.xlsx").replace(self.path)
            elif self.job.refused:
                write_refused(self.job, self.path)

    def run(self) -> None:
        try:
            with translation.override(self.language), suppress(DatabaseError):
                self.count = written(self.job, Path(self.place.name) / "rows.xlsx", self.coming())
        finally:
            connections.close_all()

    def coming(self) -> Iterator[list[Any]]:
        last, over = 0, False
        while not over:
            over = self.over.wait(self.PAUSE)  # asked first: what came before it is seen below
            for line in refused_lines(self.job).filter(row__gt=last).iterator(chunk_size=1000):
                last = line.row
                yield row_of(line)


def row_of(line: Line) -> list[Any]:
    return [why(line), line.row, *(json.loads(line.cells) if line.cells else [])]


def why(line: Line) -> str:
    """“D15 Identity number: …”, every fault of the row."""
    return "\n".join(" ".join(filter(None, parts(fault))) for fault in line.faults)


def parts(fault: list[str]) -> tuple[str, str]:
    address, column, _reason, sentence = fault
    return (f"{address} {column}" if column else ""), sentence
