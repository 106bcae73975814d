"""The web server and, beside it, timed commands and long work: everything an installation runs."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

# Unbounded threads each open a connection: PostgreSQL runs out of them, SQLite out of memory.
THREADS = 4
PATIENCE = 10  # seconds a child may take to end before it is killed


class Command(BaseCommand):
    help = "serve the pages, run the timed commands, take up imports and exports"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
        parser.add_argument("--reload", action="store_true", help="restart on changed source")

    def handle(self, *, host: str, port: int, workers: int, reload: bool, **options: Any) -> None:
        refuse_strangers(host)
        if reload:
            call_command("runserver", f"{host}:{port}")
            return
        refuse_taken_port(host, port)
        connections.close_all()  # a connection must not be shared with the children
        server = Server(
            settings.WSGI_APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=PATIENCE,
        )
        loops = [Beside("timed_work"), Beside("work")]
        for loop in loops:
            server.on_startup(loop.start)
        server.on_startup(lambda: announce(host, port, self.stdout.write))
        try:
            server.serve(target_loader=application, wrap_loader=False)
        finally:
            for loop in loops:
                loop.stop()


def refuse_strangers(host: str) -> None:
    """With DEBUG=1 secrets and passwords are known: only this machine may come in."""
    if settings.CONFIGURED or host in {"127.0.0.1", "::1", "localhost"}:
        return
    raise CommandError(
        f"Nothing is configured, so {host} would serve known passwords to everyone. "
        "Set SECRET_KEY and the other values first (README), or serve on 127.0.0.1."
    )


def refuse_taken_port(host: str, port: int) -> None:
    """Refuse a port that someone else has: the workers would share it without a word."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                "Choose another: --port or PORT=."
            ) from error


def application() -> Callable[..., Any]:
    """The pages, loaded in a worker; the worker ends when its parent was killed."""
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, signal.SIG_DFL)  # the parent's handlers would swallow it while we load
    os.setpgid(
        0, 0
    )  # Ctrl-C reaches the parent only: a worker told twice to stop stops neither time
    threading.Thread(target=end_with_parent, args=(os.getppid(),), daemon=True).start()
    return get_internal_wsgi_application()


def end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)


def announce(host: str, port: int, say: Callable[[str], Any]) -> None:
    """Say the address as soon as the server answers there."""

    def wait() -> None:
        reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        for _ in range(600):
            with suppress(OSError), socket.create_connection((reach, port), timeout=1):
                say(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
                return
            time.sleep(0.1)

    threading.Thread(target=wait, daemon=True).start()


class Beside:
    """A command that runs beside the server as a child process, started again whenever it dies."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.stopping = threading.Event()
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.child = self.spawn()  # before the workers are forked, not beside it
        threading.Thread(target=self.watch, args=(self.child,), daemon=True).start()

    def spawn(self) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "niudai", self.command, "--parent", str(os.getpid())]
        # With close_fds Python waits on a pipe that a worker forked at this moment keeps open.
        return subprocess.Popen(line, stdin=subprocess.DEVNULL, close_fds=False)  # noqa: S603

    def watch(self, child: subprocess.Popen[bytes]) -> None:
        while True:
            child.wait()
            if self.stopping.wait(3):
                return
            self.child = child = self.spawn()

    def stop(self) -> None:
        self.stopping.set()
        if self.child is None:
            return
        self.child.terminate()
        try:
            self.child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.kill()
