"""The migrated database a test run begins with: made once, then copied until a migration changes.

On SQLite the first run leaves its file in the scratch folder; on PostgreSQL `tests/__main__.py`
migrates one database of the server and every worker's is made from it. Nothing is skipped: each
copy is migrated again, which finds nothing left to do.
"""

import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).resolve().parent.parent
KEPT = 14 * 24 * 3600  # seconds; other checkouts have copies of their own here
IMPORTED = re.compile(r"^(?:from (niudai[\w.]*) import (\w+)|import (niudai[\w.]+))", re.MULTILINE)


def made_from() -> str:
    """A word for everything the tables come from: migrations, what they import, the packages."""
    migrations = sorted(ROOT.glob("niudai/**/migrations/*.py"))
    files = {*migrations, ROOT / "requirements/dev.txt", *imported(migrations)}
    told = hashlib.sha256()
    for path in sorted(files):
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:16]


def imported(files: list[Path]) -> Iterator[Path]:
    for path in files:
        for package, name, module in IMPORTED.findall(path.read_text(encoding="utf-8")):
            for dotted in (module or f"{package}.{name}", package):
                found = ROOT / f"{dotted.replace('.', '/')}.py"
                if dotted and found.exists():
                    yield found


def file() -> Path:
    """Where the migrated file lies, once a run on SQLite has begun."""
    return settings.SCRATCH / f"migrated-{made_from()}.sqlite3"


@contextmanager
def copied() -> Iterator[None]:
    """While databases are made: a file on SQLite begins as the copy, or becomes it."""
    kept = file()
    create, finish = DatabaseCreation._create_test_db, DatabaseCreation.create_test_db

    def begun(creation: DatabaseCreation, *words, **more) -> str:
        name = create(creation, *words, **more)
        if by_migrations() and kept.exists():
            copy(kept, Path(name))
        return name

    def finished(creation: DatabaseCreation, *words, **more) -> str:
        name = finish(creation, *words, **more)
        if by_migrations() and not kept.exists():
            for old in settings.SCRATCH.glob("migrated-*.sqlite3"):
                if time.time() - old.stat().st_mtime > KEPT:
                    old.unlink(missing_ok=True)
            made = kept.with_suffix(f".{os.getpid()}")
            copy(Path(name), made)
            made.replace(kept)
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "_create_test_db", begun)
        patch.setattr(DatabaseCreation, "create_test_db", finished)
        yield


def by_migrations() -> bool:
    """Whether tables come from migrations; `--no-migrations` makes them without, and keeps none."""
    return isinstance(settings.MIGRATION_MODULES, dict)


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
