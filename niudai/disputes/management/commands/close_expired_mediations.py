"""`niudai close-expired-mediations --apply`: a mediation past its period counts as failed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from niudai.casework.models import Deadline
from niudai.disputes import actions
from niudai.disputes.models import Dispute
from niudai.kernel.night_work import NightWork
from niudai.kernel.refused import Refused


class Command(NightWork):
    help = "end mediations whose period ran out without agreement or extension (ENT §29)"
    noun = "mediations past their period"

    def due(self, today: date) -> Sequence[int]:
        over = expired(today).order_by("legal_end", "pk")
        return list(over.values_list("item__case_id", flat=True))

    def act(self, key: int, today: date) -> bool:
        try:
            actions.time_out(Dispute.objects.get(pk=key))
        except Refused:
            if expired(today).filter(item__case_id=key).exists():
                raise
            return False  # somebody ended, extended or paused it in the meantime
        return True


def expired(today: date) -> QuerySet[Deadline]:
    """Running mediation periods past their legal end, under a rule that may decide."""
    return Deadline.objects.open().filter(
        item__kind=Dispute._meta.label_lower,
        rule_id="MED-END-ACC",
        legal_end__lt=today,
        paused_on=None,
        decides=True,
    )
