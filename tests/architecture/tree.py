"""The files and the addresses of the project, as the guards walk them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver

ROOT = Path(__file__).resolve().parents[2]
OURS = ("niudai", "config")  # the program; tests and bench follow fewer rules
NOT_OURS = {".git", ".venv", "node_modules", "var", "__pycache__", "build", "dist"}
BINARY = {".png", ".jpg", ".docx", ".xlsx", ".mo", ".ico", ".woff2", ".pyc", ".sqlite3", ".gz"}


@cache
def files() -> tuple[Path, ...]:
    """Every text file that belongs to the project, relative to its root."""
    return tuple(sorted(walk(ROOT)))


def walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        name = path.name
        if name in NOT_OURS or name.endswith(("_cache", ".egg-info")) or name == ".hypothesis":
            continue
        if path.is_dir():
            yield from walk(path)
        elif path.suffix not in BINARY and not name.startswith(".coverage"):
            yield path.relative_to(ROOT)


def python(*tops: str) -> list[Path]:
    """Python files under the given top folders, without migrations."""
    return [
        path
        for path in files()
        if path.suffix == ".py" and path.parts[0] in tops and "migrations" not in path.parts
    ]


def templates() -> list[Path]:
    return [path for path in files() if path.suffix == ".html" and "templates" in path.parts]


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def tree(path: Path) -> ast.Module:
    return ast.parse(read(path), filename=str(path))


def pages(
    patterns: list[URLPattern | URLResolver], where: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address with its page."""
    for pattern in patterns:
        here = where + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, here)
        else:
            yield here, pattern
