"""Opening a sheet somebody sent: rows from the reading process, refusals as one sentence."""

import gc
import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused
from niudai.sheets.kinds import Cell, SheetRow
from niudai.sheets.reading import limits

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PIECE = 1024 * 1024
INNOCENT = {"date", "datetime", "time", "timedelta"}


class Unreadable(Refused):
    """A file that is not read, with the one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """One sheet of the file: its first rows, and how many there are."""

    name: str
    visible: bool
    head: list[list[Cell]]
    rows: int


class Answers(pickle.Unpickler):
    """Reads what the child says; nothing but plain values and dates can come of it."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in INNOCENT:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


@contextmanager
def without_gc() -> Iterator[None]:
    """Thousands of fresh lists would make Python look for rings, and take three times as long."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def heard(pipe: Any) -> Any:
    """The next answer of the child. Raise Unreadable when it refused, or died of the file."""
    try:
        with without_gc():
            message = Answers(pipe).load()
    except (EOFError, pickle.UnpicklingError, AttributeError, MemoryError) as error:
        raise Unreadable(sentence("too_large")) from error
    if isinstance(message, dict) and "refused" in message:
        raise Unreadable(sentence(message["refused"], **message["facts"]))
    return message


class Workbook:
    """An open file: its sheets at once, the rows of one of them on demand. Used with `with`."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        if size > limits.FILE:
            raise Unreadable(
                _("The file is larger than %(most)d MiB. Split it into several.")
                % {"most": limits.FILE // limits.MIB}
            )
        line = [sys.executable, "-I", "-c", start_line()]
        self.child = subprocess.Popen(  # noqa: S603 our own program
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.feeding = threading.Thread(target=self.feed, args=(source, size), daemon=True)
        self.feeding.start()
        try:
            self.sheets = [SheetHead(**sheet) for sheet in self.hear()["sheets"]]
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def feed(self, source: BinaryIO, size: int) -> None:
        stdin = self.child.stdin
        if stdin is None:
            return
        with suppress(BrokenPipeError, ValueError):  # it refused the beginning already
            stdin.write(size.to_bytes(8, "big"))
            while part := source.read(PIECE):
                stdin.write(part)
            stdin.flush()

    def fed(self) -> Self:
        """The same, when the whole file has gone over and may be closed."""
        self.feeding.join()
        return self

    def hear(self) -> Any:
        return heard(self.pipe)

    @property
    def pipe(self) -> Any:
        """Where the rows come out, for whoever takes them in this one's place."""
        return self.child.stdout

    def order(self, sheet: str, *, start: int) -> None:
        """Have the rows of a sheet sent, from `start` on. Once only."""
        self.feeding.join()
        if self.child.stdin is None:
            raise ValueError("the rows of a workbook are read once")
        self.child.stdin.write(json.dumps({"sheet": sheet, "from": start}).encode() + b"\n")
        self.child.stdin.close()
        self.child.stdin = None

    def rows(self, sheet: str, *, start: int = 1) -> tuple[int, Iterator[list[SheetRow]]]:
        """How many rows the sheet has, and its rows from `start` on in batches. Once only."""
        self.order(sheet, start=start)
        total = self.hear()["rows"]
        return total, iter(self.hear, None)

    def close(self) -> None:
        self.child.kill()
        self.child.wait()
        self.feeding.join(1)
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def start_line() -> str:
    """The child, from this very folder: isolated (-I), Python would not look here by itself."""
    return (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        "from niudai.sheets.reading.child import main; main()"
    )


def sentence(code: str, **facts: Any) -> str:
    """What a refusal of the child says to the person."""
    again = _("Open it in Excel and save it as .xlsx.")
    sentences = {
        "empty": _("The file is empty."),
        "no_workbook": _(
            "This is not a workbook of Excel and not a text file (.xlsx, .xls, .csv)."
        ),
        "web_page": _("This file is called a sheet but is a web page or an XML file.") + again,
        "other_format": _("This format of workbook is not read.") + again,
        "damaged": _("The file is damaged or was only sent in part.") + again,
        "password": _("The file is protected with a password. Take the password away first."),
        "macros": _("The file contains macros, which are not accepted.") + again,
        "declaration": _("The file contains declarations that no spreadsheet program writes."),
        "encoding": _("The characters of this text file cannot be read.") + again,
        "members": _("The file has too many parts inside."),
        "ratio": _("The file would unpack to many times its size: no real sheet does."),
        "too_large": _("The file needs more memory or time than reading may take. Split it."),
    }
    if code == "columns":
        return _("The sheet has more than %(most)d columns. Delete the empty ones.") % facts
    if code == "cells":
        return (
            _(
                "The sheet reaches to row %(rows)d and column %(columns)d. Delete the empty rows "
                "and columns behind the data."
            )
            % facts
        )
    if code == "errors":
        return _("More than %(most)d cells show an error of Excel. Mend the formulas.") % facts
    return sentences[code]
