"""`niudai remind-terms --apply`: the end of a committee's term is announced ahead, once."""

from collections.abc import Sequence
from datetime import date

from niudai.formation.actions.reminding import remind_term
from niudai.formation.duties import unreminded
from niudai.kernel.night_work import NightWork


class Command(NightWork):
    help = "announce committee terms that end soon to the union and the one above it"
    noun = "committee terms"

    def due(self, today: date) -> Sequence[int]:
        return list(unreminded(today).order_by("pk").values_list("pk", flat=True))

    def act(self, key: int, today: date) -> bool:
        return remind_term(key, today)
