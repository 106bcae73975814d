"""`niudai deliver-notices --apply`: send what was stored and is due."""

import time
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from niudai.kernel.night_work import NightWork
from niudai.notices.delivering import deliver, due

BUDGET = 60  # seconds; with a gateway that hangs, the other timed commands must get their turn


class Command(NightWork):
    help = "send the notices that are due; failed ones are tried again, then given up visibly"
    noun = "notices"

    def due(self, today: date) -> Sequence[int]:
        self.until = time.monotonic() + BUDGET
        return due(timezone.now())

    def act(self, key: int, today: date) -> bool:
        return deliver(key)

    def enough(self) -> bool:
        return time.monotonic() > self.until
