"""Requests to mend of whose kind nothing is wrong any more are closed."""

from collections.abc import Sequence
from datetime import date

from niudai.kernel.night_work import NightWork
from niudai.statistics.actions import close_mended
from niudai.statistics.models import Mending


class Command(NightWork):
    help = "Close requests to mend where nothing is wrong any more."
    noun = "requests to mend"

    def due(self, today: date) -> Sequence[Mending]:
        return list(Mending.objects.open().select_related("organisation").order_by("pk"))

    def act(self, key: Mending, today: date) -> bool:
        return close_mended(key, today=today)
