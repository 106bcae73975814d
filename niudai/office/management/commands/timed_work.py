"""The one loop that runs what settings.TIMED_COMMANDS names, each in its own rhythm."""

import os
import signal
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import close_old_connections

from niudai.kernel.refused import Refused


class Command(BaseCommand):
    help = "run the timed commands, each in its rhythm, until stopped (part of serve)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run each command once and end")
        parser.add_argument("--parent", type=int, help="end when this process is gone")

    def handle(self, *, once: bool, parent: int | None, **options: Any) -> None:
        if once:
            for line, _seconds in settings.TIMED_COMMANDS:
                self.run(line)
            return
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        due = {line: time.monotonic() for line, _seconds in settings.TIMED_COMMANDS}
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            for line, seconds in settings.TIMED_COMMANDS:
                if due[line] <= time.monotonic() and not stop.is_set():
                    self.run(line)
                    close_old_connections()
                    due[line] = time.monotonic() + seconds
            stop.wait(1)

    def run(self, line: str) -> None:
        """One command line; whatever it raises is said and the loop goes on."""
        try:
            name, *words = line.split()
            call_command(name, *words, verbosity=0)
        except Exception as error:  # one broken command must not stop the others
            said = str(error) if isinstance(error, Refused | CommandError) else repr(error)
            self.stderr.write(f"{line}: {said}")
