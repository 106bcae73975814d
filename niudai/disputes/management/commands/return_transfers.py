"""`niudai return-transfers --apply`: what nobody took over in time goes back to its sender."""

from collections.abc import Sequence
from datetime import date

from niudai.casework.models import Transfer
from niudai.disputes import actions
from niudai.disputes.actions import referral
from niudai.disputes.models import Dispute, Referral
from niudai.kernel.night_work import NightWork

RETURN = {
    Dispute._meta.label_lower: actions.return_unaccepted,
    Referral._meta.label_lower: referral.return_unaccepted,
}


class Command(NightWork):
    help = "return cases that nobody took over in time, and alarm the sender"
    noun = "transfers nobody took over"

    def due(self, today: date) -> Sequence[int]:
        waiting = Transfer.objects.waiting().filter(item__kind__in=RETURN, due_on__lt=today)
        return list(waiting.order_by("due_on", "pk").values_list("pk", flat=True))

    def act(self, key: int, today: date) -> bool:
        transfer = Transfer.objects.select_related("item").get(pk=key)
        return RETURN[transfer.item.kind](transfer, today=today)
