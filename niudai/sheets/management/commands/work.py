"""The loop that takes up long work: imports, undoing, tables."""

import os
import signal
import threading
import time
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from niudai.sheets.actions import delete_expired, delete_old_files
from niudai.sheets.performing import perform_next
from niudai.sheets.working import worker_name

IDLE = 1.0  # seconds between two looks when nothing waits
CLEANING = 900.0  # seconds between two deletions of expired files


class Command(BaseCommand):
    help = "take up imports and exports one after the other, until stopped (part of serve)"
    requires_system_checks = ()  # serve has checked; a worker that died should be back at once

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing waits")
        parser.add_argument("--parent", type=int, help="end when this process is gone")

    def handle(self, *, once: bool, parent: int | None, **options: Any) -> None:
        worker, stop = worker_name(), threading.Event()
        if not once:
            signal.signal(signal.SIGTERM, lambda *_: stop.set())
            signal.signal(signal.SIGINT, lambda *_: stop.set())
        cleaned = 0.0
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            try:
                worked = perform_next(worker)
                if time.monotonic() - cleaned > CLEANING or not cleaned:
                    delete_expired()
                    delete_old_files()
                    cleaned = time.monotonic()
            except OperationalError as error:
                self.stderr.write(f"work: {error}")
                if once:
                    raise
                worked = None
            if worked is None:
                if once:
                    return
                close_old_connections()
                stop.wait(IDLE)
