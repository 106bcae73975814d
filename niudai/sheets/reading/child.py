"""The reading process: takes a file and a few orders on stdin, answers with pickles on stdout.

In:   eight bytes of length, the file, then one line: the order.
      `{"sheet": name or null, "from": first row to hand over}`
Out:  {"sheets": …} what there is with the first rows; after the order {"rows": n}, then lists of
      (row number, cells), at last None. Instead of any of these {"refused": code, "facts": …}.
"""

import gc
import io
import json
import os
import pickle
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import python_calamine as calamine

from niudai.sheets.reading import limits, texts
from niudai.sheets.reading.scan import Hostile, Scanned, look

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PATIENT = 64 * limits.MIB  # from this size of file on, looking and reading go on side by side


def confine() -> None:
    """Little memory, little time, no file of its own, no core dump that would hold somebody's data.

    A limit the system does not know is no reason not to read. Who asks the whole group of
    processes to stop means the parent, which ends this one when it is through with it.
    """
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


class Table:
    """One sheet of a text file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        # Counted as they are read: a cell may hold line ends, and the last line need not have one.
        self.total = sum(1 for _ in texts.rows(content))

    def sheets(self) -> list[dict[str, Any]]:
        head = [
            cells
            for cells, _ in zip(texts.rows(self.content), range(limits.HEAD_ROWS), strict=False)
        ]
        return [{"name": "", "visible": True, "head": head, "rows": self.total}]

    def rows(self, sheet: str) -> tuple[int, Iterator[list[Any]]]:
        return self.total, texts.rows(self.content)


class Aside:
    """The look into a large file, on the other core: the reader does not let go of this one."""

    def __init__(self, content: bytes) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            found: Scanned | Hostile
            try:
                found = look(io.BytesIO(content))
            except Hostile as problem:
                found = problem
            except MemoryError:
                found = Hostile("too_large")
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(found, pipe)
            os._exit(0)
        os.close(writing)
        self.answer = os.fdopen(reading, "rb")

    def result(self) -> Scanned:
        """What was seen. Raise Hostile when the file must not be read."""
        try:
            found = pickle.load(self.answer)  # noqa: S301 our own fork
        except EOFError:
            found = Hostile("too_large")
        os.waitpid(self.pid, 0)
        if isinstance(found, Hostile):
            raise found
        return found


class Book:
    """A workbook of Excel, old or new."""

    def __init__(self, content: bytes) -> None:
        self.looking: Aside | None = None
        self.scanned = Scanned()
        if content.startswith(OLE):
            refuse_old(content)
        elif len(content) < PATIENT:
            self.scanned = look(io.BytesIO(content))
        else:
            self.looking = Aside(content)
        self.book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        self.read: dict[str, Any] = {}

    def looked(self) -> None:
        """Wait for the look into the file; nothing of it leaves before."""
        if self.looking is not None:
            self.scanned = self.looking.result()
            self.looking = None

    def sheet(self, name: str) -> Any:
        if name not in self.read:
            self.read[name] = self.book.get_sheet_by_name(name)
        return self.read[name]

    def sheets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for about in self.book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            visible = about.visible == calamine.SheetVisibleEnum.Visible
            seen = visible and len(found) < limits.HEAD_SHEETS
            rows = self.rows(about.name) if seen else (0, iter(()))
            head = list(islice(rows[1], limits.HEAD_ROWS))
            found.append({"name": about.name, "visible": visible, "head": head, "rows": rows[0]})
        return found

    def rows(self, name: str) -> tuple[int, Iterator[list[Any]]]:
        sheet = self.sheet(name)
        self.looked()
        if sheet.end is None:
            return 0, iter(())
        last_row, last_column = sheet.end  # counted from 0
        if last_column >= limits.COLUMNS:
            raise Hostile("columns", most=limits.COLUMNS)
        rows = sheet.iter_rows()
        if errors := self.scanned.errors.get(name):
            return max(last_row + 1, *errors), mended(rows, errors)
        return last_row + 1, rows


def mended(rows: Iterator[list[Any]], errors: dict[int, dict[int, str]]) -> Iterator[list[Any]]:
    """The rows with the errors Excel shows in place of the nothing the reader makes of them.

    The reader also leaves out what lies beyond the last cell it takes for filled.
    """
    last = 0
    for last, cells in enumerate(rows, start=1):
        yield with_errors(cells, errors.get(last, {}))
    for number in range(last + 1, max(errors) + 1):
        yield with_errors([], errors.get(number, {}))


def with_errors(cells: list[Any], errors: dict[int, str]) -> list[Any]:
    for column, shown in errors.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = shown
    return cells


def refuse_old(content: bytes) -> None:
    """What is inside the old container, by the names in it."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Hostile("password")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise Hostile("macros")
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise Hostile("no_workbook")


def received() -> bytes:
    return sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big"))


def opened(content: bytes) -> Table | Book:
    if not content.strip():
        raise Hostile("empty")
    if content.startswith((ZIP, OLE)):
        return Book(content)
    if content.startswith(b"PK"):
        raise Hostile("damaged")
    return Table(content)


def batches(rows: Iterator[list[Any]], start: int) -> Iterator[list[tuple[int, list[Any]]]]:
    batch: list[tuple[int, list[Any]]] = []
    for number, cells in enumerate(rows, start=1):
        if number < start:
            continue
        batch.append((number, cells))
        if len(batch) == limits.BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def answer(say: Any) -> None:
    found = opened(received())  # named nowhere else: a large file need not be kept beside its cells
    say({"sheets": found.sheets()})
    line = sys.stdin.buffer.readline()
    if not line:
        return
    order = json.loads(line)
    total, rows = found.rows(order["sheet"])
    say({"rows": total})
    for batch in batches(rows, order["from"]):
        say(batch)
    say(None)


def main() -> None:
    confine()
    gc.disable()  # rows hold no rings; looking for them doubles the time

    def say(message: Any) -> None:
        pickler = pickle.Pickler(sys.stdout.buffer, protocol=5)
        pickler.fast = True  # nothing here refers to itself, and remembering costs most of the time
        pickler.dump(message)
        sys.stdout.buffer.flush()

    try:
        answer(say)
    except Hostile as problem:
        say({"refused": problem.code, "facts": problem.facts})
    except calamine.PasswordError:
        say({"refused": "password", "facts": {}})
    except calamine.CalamineError as error:
        say({"refused": "password" if "password" in str(error).lower() else "damaged", "facts": {}})
    except MemoryError:
        say({"refused": "too_large", "facts": {}})


if __name__ == "__main__":
    main()
