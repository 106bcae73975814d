"""`make bench NAME=clocks DB=sqlite`: how far from the possible we are.

A bench is a module of this folder with a docstring and `measure() -> Result`; it may write into
the empty, migrated database it is given. The last line printed is one JSON object.

`CITY=folder` keeps the whole city there: the first run of a bench that looks at it builds it, the
next ones open it as they found it. Without it every bench builds its own. `ROWS=20000 ASKED=10` is
a smaller city and fewer questions, to see that a bench runs.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from bench.home import home
from bench.result import Result
from tests import postgres

HERE = Path(__file__).parent
APART = {"__init__", "__main__", "home", "result", "whole_city"}


def main() -> int:
    names = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in APART)
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("name", nargs="?", choices=names, help="all of them when left out")
    parser.add_argument("--rows", help="of a roster, for a short run; ROWS=… does the same")
    asked = parser.parse_args()
    if asked.rows:
        os.environ["ROWS"] = asked.rows
    if asked.name is None:  # each in a process of its own: the memory of one is not the other's
        lines = [[sys.executable, "-m", "bench", "--db", asked.db, name] for name in names]
        return max(subprocess.run(line, check=False).returncode for line in lines)

    with (
        home(asked.name, asked.db) as (folder, stays),
        database(asked.db, folder, stays=stays) as url,
    ):
        os.environ["BENCH_HOME"], os.environ["DATABASE_URL"] = str(folder), url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        print(f"{asked.name} on {asked.db}: preparing the tables …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        bench = import_module(f"bench.{asked.name}")
        print(bench.__doc__.strip().splitlines()[0], flush=True)
        print(json.dumps(line_of(asked.name, asked.db, bench.measure())), flush=True)
        django.db.connections.close_all()
    return 0


@contextmanager
def database(kind: str, folder: Path, *, stays: bool) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    # As durable as in production: the figures are about the real thing.
    with postgres.running(
        folder / "data" if stays else None, fsync="on", synchronous_commit="on",
        full_page_writes="on", shared_buffers="512MB", max_wal_size="4GB",
    ) as url:  # fmt: skip
        yield url


def line_of(name: str, db: str, result: Result) -> dict[str, object]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "bench": name,
        "db": db,
        "rows": result.rows,
        "ours_s": round(result.ours_s, 4),
        "limit_s": round(result.limit_s, 4),
        "ratio": round(result.ratio, 2),
        "peak_mib": round(peak, 1),
        **result.more,
    }


if __name__ == "__main__":
    sys.exit(main())
