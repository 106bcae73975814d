"""The folder a bench works in: gone afterwards, or kept where CITY says."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOKING = {"search", "lists", "duplicates"}  # they undo what they write, but for a sign-in


@contextmanager
def home(bench: str, db: str) -> Iterator[tuple[Path, bool]]:
    """The folder, and whether it stays: one for each database and size of city."""
    folder = os.environ.get("CITY")
    if folder and bench in LOOKING:
        size = os.environ.get("ROWS") or "full"
        kept = Path(folder).resolve() / f"{db}-{size}"
        kept.mkdir(parents=True, exist_ok=True)
        yield kept, True
        return
    with tempfile.TemporaryDirectory(prefix="niudai-bench-") as scratch:
        yield Path(scratch), False
