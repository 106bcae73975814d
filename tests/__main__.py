"""`make test` and `make check`: the house's own checks, then the tests on both databases.

The last line is `N passed, N failed, N skipped`, summed over everything; a check counts as one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
QUICK = ["tests/architecture", "tests/kernel", "tests/rulebook"]
CHECKS = {
    "types": "mypy",
    "lint": "ruff check --quiet .",
    "format": "ruff format --check --quiet .",
    "imports": "lint-imports --no-logo",
    "settings": "niudai check --fail-level WARNING",
    "migrations": "niudai makemigrations --check --dry-run",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the checks and the quick tests only")
    parser.add_argument("words", nargs="*", help="words for pytest, such as a folder of tests")
    asked, more = parser.parse_known_args()
    words = [*asked.words, *more]

    if asked.quick:
        there = [folder for folder in QUICK if (ROOT / folder).exists()]
        counts = checks() + tests("SQLite", "-q", *there, *words)
    else:
        with postgres.running() as url, ThreadPoolExecutor(1) as beside:
            migrated = beside.submit(migrate, url)
            counts = checks()
            counts += tests("SQLite", *words)
            counts += tests(
                "PostgreSQL", "-m", "not browser", "--ignore=tests/architecture", *words,
                url=url, **migrated.result(),
            )  # fmt: skip
    say("{passed} passed, {failed} failed, {skipped} skipped".format_map(counts))
    return 1 if counts["failed"] or not counts["passed"] else 0


def checks() -> Counter[str]:
    """Two at a time, told in their order; the longest is begun first."""
    counts = Counter(passed=0, failed=0, skipped=0)
    with ThreadPoolExecutor(2) as pool:
        for name, done, seconds in pool.map(check, CHECKS):
            well = done.returncode == 0
            counts["passed" if well else "failed"] += 1
            say(f"{name}: {'well' if well else 'FAILED'} ({seconds:.1f} s)")
            if not well:
                say(done.stdout.decode(errors="replace").rstrip())
    return counts


def check(name: str) -> tuple[str, subprocess.CompletedProcess[bytes], float]:
    began = time.monotonic()
    program, *words = CHECKS[name].split()
    done = run([str(PROGRAMS / program), *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return name, done, time.monotonic() - began


def migrate(url: str) -> dict[str, str]:
    """Migrate the server's own database: those of the workers are made from it."""
    line = [sys.executable, "-m", "django", "migrate", "--settings=tests.settings", "-v", "0"]
    done = run(line, environment={"DATABASE_URL": url})
    return {"NIUDAI_MIGRATED": "niudai"} if done.returncode == 0 else {}


def tests(database: str, *words: str, url: str | None = None, **more: str) -> Counter[str]:
    """One pytest run, shown as it goes; what it counted, as its report says."""
    say(f"tests on {database}:")
    with tempfile.TemporaryDirectory(prefix="niudai-report-") as folder:
        report = Path(folder) / "report.xml"
        spread = ["-n", "2", "--dist", "worksteal"]  # the last long test keeps no core idle
        line = [sys.executable, "-m", "pytest", *spread, f"--junit-xml={report}", *words]
        code = run(line, environment={"DATABASE_URL": url, **more} if url else {}).returncode
        counts = Counter(passed=0, failed=0, skipped=0)
        if report.exists():
            for suite in ElementTree.parse(report).getroot().iter("testsuite"):
                total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
                failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                counts += Counter(passed=total - failed - skipped, failed=failed, skipped=skipped)
        if code and not counts["failed"]:
            counts["failed"] += 1  # the run itself broke
    return counts


def run(
    line: list[str], *, environment: dict[str, str] | None = None, **more: int
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        line, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False, **more
    )


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
