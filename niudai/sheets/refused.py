"""The refused rows as the same sheet again, with the reason in front: mend, and bring in again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from niudai.sheets.kinds import Outcome
from niudai.sheets.models import Import, Line
from niudai.sheets.workbooks import write_table

SEEN = 50  # refused rows shown on the page


def refused_lines(job: Import) -> QuerySet[Line]:
    return Line.objects.filter(of=job, outcome=Outcome.REFUSED).order_by("row", "pk")


def write_refused(job: Import, path: Path) -> int:
    """How many rows the file holds."""
    head = [_("Why refused"), _("Row in the file"), *job.headings]
    return max(write_table(path, job.sheet or _("Refused rows"), head, rows(job)), default=0)


def rows(job: Import) -> Iterator[list[Any]]:
    for line in refused_lines(job).iterator(chunk_size=1000):
        yield [why(line), line.row, *(json.loads(line.cells) if line.cells else [])]


def why(line: Line) -> str:
    """“D15 Identity number: …”, every fault of the row."""
    return "\n".join(" ".join(filter(None, parts(fault))) for fault in line.faults)


def parts(fault: list[str]) -> tuple[str, str]:
    address, column, _reason, sentence = fault
    return (f"{address} {column}" if column else ""), sentence
