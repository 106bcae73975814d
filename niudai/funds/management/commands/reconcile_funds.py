"""`niudai reconcile-funds [--apply]`: prove every source of money; meant for every night.

Each night's result is kept with the source. One that does not agree makes the command fail, and
is told to those who keep the source.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import CLOCK
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.funds.ledger import accounts_of
from niudai.funds.models import Account, Reconciliation, Source
from niudai.funds.proving import faults_of
from niudai.kernel.night_work import NightWork
from niudai.kernel.refused import Refused
from niudai.notices.telling import tell_desk


class Command(NightWork):
    help = "prove that ledger, balances, lines and bank files of every source agree"
    noun = "sources"

    def due(self, today: date) -> Sequence[int]:
        return list(Source.objects.order_by("pk").values_list("pk", flat=True))

    def act(self, key: int, today: date) -> bool:
        faults = prove(key, today)
        if faults:
            raise Refused(" ".join(faults))
        return True


@transaction.atomic
def prove(key: int, today: date) -> list[str]:
    """Look at one source while nobody writes to it, and keep what was found."""
    source = Source.objects.get(pk=key)
    accounts = accounts_of(source)
    faults = faults_of(source)
    found = {
        "entries": source.entries.count(),
        "free_fen": accounts[Account.Kind.FREE].balance_fen,
        "faults": faults,
    }
    known = Reconciliation.objects.filter(source=source, on=today).first()
    Reconciliation.objects.update_or_create(source=source, on=today, defaults=found)
    if faults and (known is None or known.faults != faults):
        record("funds.not_agreeing", source, by=CLOCK, faults=len(faults))
        for permission in (Permission.FUND_EDIT, Permission.FUND_AUDIT):
            tell_desk(
                source.organisation, permission,
                subject=_("The ledger does not agree"), body=" ".join(faults),
                url=source.get_absolute_url(), reference=source.reference,
            )  # fmt: skip
    return faults
