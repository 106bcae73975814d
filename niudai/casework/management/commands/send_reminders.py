"""`niudai send-reminders --apply`: say which periods end, in office hours only."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from niudai.casework.reminders import remind, to_remind
from niudai.kernel.night_work import NightWork
from niudai.notices.hours import office_is_open


class Command(NightWork):
    help = "remind whoever is responsible of periods that end; outside office hours nobody"
    noun = "reminders"

    def due(self, today: date) -> Sequence[int]:
        return to_remind(today)

    def act(self, key: int, today: date) -> bool:
        return remind(key, today)

    def enough(self) -> bool:
        return not office_is_open(timezone.now())
