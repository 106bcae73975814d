"""The source of this very program as one file, for everybody who uses it (AGPL-3.0, section 13)."""

import gzip
import io
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

# What belongs to the program. All else that lies about (data, keys, environments) stays at home.
PARTS = (
    "config", "niudai", "locale", "docs", "tests", "bench", "requirements", ".ci/run", "LICENSE",
    "Makefile", "README.md", "README.zh-CN.md", "CHANGELOG.md", "pyproject.toml", "package.json",
    "package-lock.json", ".gitignore",
)  # fmt: skip
ENDINGS = {
    ".py", ".html", ".css", ".js", ".svg", ".png", ".toml", ".csv", ".po", ".md", ".txt", ".docx",
    ".json", ".in",
}  # fmt: skip
LEFT_OUT = {"__pycache__", "node_modules"}


@cache
def archive() -> bytes:
    """A .tar.gz of the installed source, made once; the same bytes for the same source."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as tar,
    ):
        for path in source_files(settings.BASE_DIR):
            entry = tarfile.TarInfo(f"niudai/{path.relative_to(settings.BASE_DIR).as_posix()}")
            content = path.read_bytes()
            entry.size, entry.mode = len(content), 0o755 if path.name == "run" else 0o644
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def source_files(root: Path) -> Iterator[Path]:
    """The files of the program below its folder, in the order of their names."""
    for part in sorted(PARTS):
        top = root / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and not path.is_symlink() and belongs(path.relative_to(root)):
                yield path


def belongs(path: Path) -> bool:
    usual = path.suffix in ENDINGS and not path.name.startswith(".")
    return (usual or path.as_posix() in PARTS) and not LEFT_OUT.intersection(path.parts)
