"""`niudai mark-missed-deadlines --apply`: mark what passed; reckon provisional ends again."""

from collections.abc import Sequence
from datetime import date

from niudai.casework.reminders import catch_up, to_catch_up
from niudai.kernel.night_work import NightWork


class Command(NightWork):
    help = "mark passed deadlines once and say so; reckon provisional ones again"
    noun = "deadlines passed or to be reckoned again"

    def due(self, today: date) -> Sequence[int]:
        return to_catch_up(today)

    def act(self, key: int, today: date) -> bool:
        return catch_up(key, today)
