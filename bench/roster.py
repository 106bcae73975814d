"""A roster of 700,000 members, 2 % faulty and 3 % duplicate, from the file to the report.

Ours is the command an administrator gives, as a process of its own: it reads the sheet in a
confined process, checks, seals, looks up, writes, counts, keeps the log and what is needed for the
report. The limit is calamine reading the same file and nothing else, and then the columns ours
wrote copied into empty tables without any check, before their indexes are made.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from bench.result import Result
from niudai.kernel.bulk import insert, roomy
from niudai.membership.models import Membership, Person
from niudai.organisations.models import Organisation

ROWS = 700_000
COMPARED = 50_000  # rows that go through django-import-export as well
SEED = 2012
TABLES = (Person, Membership)
PART = 20_000  # rows copied at a time


def measure() -> Result:
    rows = int(os.environ.get("ROWS") or ROWS)
    with tempfile.TemporaryDirectory(prefix="niudai-roster-") as folder:
        sheet = Path(folder) / "roster.xlsx"
        expected = invent(sheet, rows)
        city()
        ours, peak, told = imported(sheet)
        refuse_other(told, expected)
        read = timed(lambda: just_read(sheet))
        loaded = bare_load()
        print(f"limit: read {read:.1f} s, load and index {loaded:.1f} s", flush=True)
        again, _peak, twice = imported(sheet)
        more = {
            "read_s": round(read, 1), "load_s": round(loaded, 1), "peak_all_mib": round(peak),
            "rows_per_s": round(rows / ours), "again_s": round(again, 1),
            "counts": told["counts"], "again": twice["counts"],
        }  # fmt: skip
    return Result(rows, ours, read + loaded, more)


def city() -> None:
    call_command("seed_city", scale="full", without_people=True, seed=SEED, verbosity=0)
    print("the unions of the city are on file, nobody in them yet", flush=True)


def invent(sheet: Path, rows: int) -> dict[str, int]:
    """Write the sheet; the counts an import must come to."""
    began = time.perf_counter()
    line = [sys.executable, "-m", "niudai", "seed-city", "--scale", "full", "--seed", str(SEED),
            "--rows", str(rows), "--sheet", str(sheet), "--json"]  # fmt: skip
    told = json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout)
    size = sheet.stat().st_size / 1024 / 1024
    took = time.perf_counter() - began
    print(f"{rows} rows, {size:.0f} MiB, written in {took:.0f} s: {told['expected']}", flush=True)
    return dict(told["expected"])


def imported(sheet: Path) -> tuple[float, float, dict[str, Any]]:
    """Seconds, MiB of all processes at their highest, and what the command says."""
    root = Organisation.objects.get(parent=None).path
    connection.close()
    line = [sys.executable, "-m", "niudai", "roster", "import", str(sheet), "--organisation", root,
            "--refused", str(sheet.with_name("refused.xlsx")), "--json"]  # fmt: skip
    began = time.perf_counter()
    with subprocess.Popen(line, stdout=subprocess.PIPE, env=os.environ | produced()) as program:
        watch = Watch(program.pid)
        watch.start()
        said, _nothing = program.communicate()
        took = time.perf_counter() - began
        watch.over.set()
        watch.join()
    if program.returncode:
        raise SystemExit(f"the import ended with {program.returncode}: {said.decode()}")
    told = json.loads(said)
    print(f"imported in {took:.1f} s, {watch.peak:.0f} MiB: {told['counts']}", flush=True)
    return took, watch.peak, told


def produced() -> dict[str, str]:
    """The environment of production: no query is written down, no demonstration."""
    keys = ("SECRET_KEY", "PERSONAL_DATA_KEYS", "LOOKUP_KEY", "SITE_URL")
    return {key: str(getattr(settings, key)) for key in keys} | {"DEBUG": "0", "DEMO": "0"}


class Watch(threading.Thread):
    """The memory of a process and those it starts: the share of each in all it has mapped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0.0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.5):
            self.peak = max(self.peak, sum(map(used, family(self.pid))))


def family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def used(pid: int) -> float:
    """MiB; nothing for a process that has just ended."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return 0.0


def refuse_other(told: dict[str, Any], expected: dict[str, int]) -> None:
    """The planted numbers, exactly: a fast wrong answer is none."""
    counts = {outcome: number for outcome, number in told["counts"].items() if number}
    if counts != {outcome: number for outcome, number in expected.items() if number}:
        raise SystemExit(f"counted {counts}, planted {expected}: {told['reasons']}")
    people = Person.objects.count()
    if people != counts["new"] + counts["pair"]:
        raise SystemExit(f"{people} persons on file after {counts}")


# --- the limit -----------------------------------------------------------------------------


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def just_read(sheet: Path) -> None:
    """Every cell of the file, row by row, and nothing done with it: in a process of its own."""
    line = (
        "import sys, python_calamine as c\n"
        "for row in c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():\n"
        "    row"
    )
    subprocess.run([sys.executable, "-c", line, str(sheet)], check=True)


def bare_load() -> float:
    """What ours wrote, copied into tables without index, then the same indexes made; seconds."""
    seconds = 0.0
    for model in TABLES:
        table, columns = model._meta.db_table, [f.column for f in model._meta.concrete_fields]
        with transaction.atomic(), connection.cursor() as cursor:
            roomy()
            cursor.execute(f"CREATE TABLE bare_{table} AS SELECT * FROM {table} WHERE 1 = 0")
            for rows in parts(table, columns):
                seconds += timed(partial(insert, f"bare_{table}", columns, rows))
            began = time.perf_counter()
            for statement in indexes(table):
                cursor.execute(statement)
        seconds += time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE bare_{table}")
    return seconds


def parts(table: str, columns: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    """All rows of the table as the database holds them."""
    last, wanted = 0, ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT {wanted} FROM {table} WHERE id > {last} ORDER BY id LIMIT {PART}"
            )
            rows = cursor.fetchall()
            if not rows:
                return
            yield rows
            last = rows[-1][columns.index("id")]


def indexes(table: str) -> list[str]:
    """The statements that make the table's indexes on the copy, that of the characters too."""
    bare = rf'INDEX "bare_\1" ON bare_{table}'
    if connection.vendor == "postgresql":
        made = texts(f"SELECT indexdef FROM pg_indexes WHERE tablename = '{table}'")
        return [re.sub(rf'INDEX "?(\w+)"? ON (?:public\.)?"?{table}"?', bare, sql) for sql in made]
    of = f"FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}'"
    made = [re.sub(rf'INDEX "(\w+)" ON "{table}"', bare, sql) for sql in texts(f"SELECT sql {of}")]
    content = f"content={connection.ops.quote_name(table)}"
    for name in texts(f"SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%{content}%'"):
        [sql] = texts(f"SELECT sql FROM sqlite_master WHERE name = '{name}'")
        sql = sql.replace(f'"{name}"', f'"bare_{name}"').replace(content, f"content=bare_{table}")
        made += [sql, f"INSERT INTO bare_{name} (bare_{name}) VALUES ('rebuild')",
                 f"DROP TABLE bare_{name}"]  # fmt: skip
    return made


def texts(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [text for (text,) in cursor.fetchall() if text]
