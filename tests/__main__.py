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
from pathlib import Path
from xml.etree import ElementTree

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
QUICK = ["tests/architecture", "tests/kernel", "tests/rulebook"]
CHECKS = {
    "lint": "ruff check --quiet .",
    "format": "ruff format --check --quiet .",
    "types": "mypy",
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

    counts = checks()
    if asked.quick:
        there = [folder for folder in QUICK if (ROOT / folder).exists()]
        counts += tests("SQLite", "-q", *there, *words)
    else:
        counts += tests("SQLite", *words)
        with postgres.running() as url:
            counts += tests(
                "PostgreSQL", "-m", "not browser", "--ignore=tests/architecture", *words, url=url
            )
    say("{passed} passed, {failed} failed, {skipped} skipped".format_map(counts))
    return 1 if counts["failed"] or not counts["passed"] else 0


def checks() -> Counter[str]:
    counts = Counter(passed=0, failed=0, skipped=0)
    for name, line in CHECKS.items():
        began = time.monotonic()
        program, *words = line.split()
        done = run(
            [str(PROGRAMS / program), *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        well = done.returncode == 0
        counts["passed" if well else "failed"] += 1
        say(f"{name}: {'well' if well else 'FAILED'} ({time.monotonic() - began:.1f} s)")
        if not well:
            say(done.stdout.decode(errors="replace").rstrip())
    return counts


def tests(database: str, *words: str, url: str | None = None) -> Counter[str]:
    """One pytest run, shown as it goes; what it counted, as its report says."""
    say(f"tests on {database}:")
    with tempfile.TemporaryDirectory(prefix="niudai-report-") as folder:
        report = Path(folder) / "report.xml"
        line = [sys.executable, "-m", "pytest", "-n", "2", f"--junit-xml={report}", *words]
        code = run(line, environment={"DATABASE_URL": url} if url else {}).returncode
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
