"""Batches made ready ahead of whoever takes them: those of a long sheet by another process.

Checking and sealing take as long as writing, on another core. The process gets the rows straight
from the one that reads the file. It is a program of its own, not a fork: no connection, thread or
lock of this one can be in it, and it has no database. It ends with either neighbour, for it reads
from one and writes to the other.

In:   on stdin the language and what makes rows ready, pickled; the rows by a pipe of the reader's.
Out:  how many rows the sheet has, then batches, at last None; {"unreadable": sentence} instead of
      any of these.
"""

import gc
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from subprocess import PIPE, Popen
from typing import Any, NamedTuple

from django.utils import translation

from niudai.sheets.checks import is_empty
from niudai.sheets.kinds import Engine, Readying, SheetRow
from niudai.sheets.reading.opening import ROOT, Answers, Unreadable, Workbook, heard, without_gc


class Ready(NamedTuple):
    """Rows of the file from the first to the last, made ready; None when all of them are empty."""

    first: int
    last: int
    work: Any


def made_ready(batches: Iterable[list[SheetRow]], readying: Readying, most: int) -> Iterator[Ready]:
    return map(partial(made_of, readying), regrouped(batches, most))


def made_of(readying: Readying, rows: list[SheetRow]) -> Ready:
    filled = [row for row in rows if not all(map(is_empty, row[1]))]
    return Ready(rows[0][0], rows[-1][0], readying(filled) if filled else None)


def regrouped(batches: Iterable[list[SheetRow]], most: int) -> Iterator[list[SheetRow]]:
    """Batches of exactly the size the engine wants, from those of the reader."""
    waiting: list[SheetRow] = []
    for batch in batches:
        waiting += batch
        while len(waiting) >= most:
            handed = [waiting[:most]]
            waiting = waiting[most:]
            yield handed.pop()  # and keep no name for so many rows
    if waiting:
        yield waiting


@contextmanager
def ready_rows(
    book: Workbook, sheet: str, engine: Engine, *, start: int, left: int
) -> Iterator[tuple[int, Iterator[Ready]]]:
    """How many rows the sheet has, and those from `start` on, about `left`, in batches."""
    if engine.ahead_from is None or left < engine.ahead_from:
        total, batches = book.rows(sheet, start=start)
        yield total, made_ready(batches, engine.readying(), engine.batch_rows)
        return
    told = (translation.get_language(), engine.readying(), engine.batch_rows)
    pipe = book.pipe.fileno()
    line = [sys.executable, "-I", "-c", start_line(pipe)]
    book.order(sheet, start=start)  # the reader begins while the other process starts
    with Popen(  # noqa: S603 our own program
        line, stdin=PIPE, stdout=PIPE, pass_fds=[pipe]
    ) as child:
        try:
            with suppress(BrokenPipeError), child.stdin as stdin:  # type: ignore[union-attr]
                pickle.dump(told, stdin)
            yield answer(child.stdout), one_before(partial(answer, child.stdout))
        finally:
            child.kill()


def one_before(coming: Callable[[], Any]) -> Iterator[Ready]:
    """Each batch, the next one taken over while the database works on this one."""
    with ThreadPoolExecutor(1) as beside:
        waited = beside.submit(coming)
        while (batch := waited.result()) is not None:
            waited = beside.submit(coming)
            yield Ready(*batch)
            del batch


def answer(pipe: Any) -> Any:
    """What the child says next. Plain values: it has handled what a stranger wrote."""
    try:
        with without_gc():
            message = Answers(pipe).load()
    except EOFError as error:
        raise RuntimeError(
            "what makes rows ready has ended; its own error stands before"
        ) from error
    if isinstance(message, dict):
        raise Unreadable(message["unreadable"])
    return message


# --- the other process ---------------------------------------------------------------------


def start_line(pipe: int) -> str:
    """The child, from this very folder; the house is set up without any database."""
    return (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import django; "
        "from django.conf import settings; settings.DATABASES = {}; django.setup(); "
        f"from niudai.sheets.ahead import main; main({pipe})"
    )


def main(pipe: int) -> None:
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)  # the parent is meant: it ends this, too
    gc.disable()  # rows hold no rings
    language, readying, most = pickle.load(sys.stdin.buffer)  # noqa: S301 from our own parent
    translation.activate(language)
    with suppress(BrokenPipeError):
        try:
            with os.fdopen(pipe, "rb") as rows:
                say(heard(rows)["rows"])
                batches = made_ready(iter(lambda: heard(rows), None), readying, most)
                deque(map(say, map(tuple, batches)), maxlen=0)  # keeps none while making the next
            say(None)
        except Unreadable as problem:
            say({"unreadable": problem.reason})
    os._exit(0)  # with nothing left to write


def say(message: Any) -> None:
    pickle.dump(message, sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()
