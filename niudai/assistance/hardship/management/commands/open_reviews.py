"""`niudai open-reviews --apply`: files in force whose year is over are to be reviewed."""

from collections.abc import Sequence
from datetime import date

from niudai.assistance.hardship.actions.keeping import fall_due, reviews_due
from niudai.kernel.night_work import NightWork


class Command(NightWork):
    help = "open the yearly review of hardship files"
    noun = "hardship files to be reviewed"

    def due(self, today: date) -> Sequence[int]:
        return reviews_due(today)

    def act(self, key: int, today: date) -> bool:
        return fall_due(key)
