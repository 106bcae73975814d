"""`niudai end-publicities --apply`: publicity that ran out without objection ends by itself."""

from collections.abc import Sequence
from datetime import date

from niudai.assistance.hardship.actions import end_run_out
from niudai.assistance.hardship.actions.publishing import run_out
from niudai.kernel.night_work import NightWork


class Command(NightWork):
    help = "end publicity whose last day has passed without objection"
    noun = "publicities"

    def due(self, today: date) -> Sequence[int]:
        return run_out(today)

    def act(self, key: int, today: date) -> bool:
        return end_run_out(key)
