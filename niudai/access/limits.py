"""How often somebody without an account may try the same thing.

The count lives in the database, so that every process of the server sees the same one.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.models import Tries
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused


class TooOften(Refused):
    """Tried too often from one address or for one number; it opens again by itself."""


def count(what: str, **whom: str) -> None:
    """Count one try of each of `whom` (`address=…`, `phone=…`). Raise TooOften past its limit.

    Limits stand in the settings: what → whom → (tries, seconds). Everything is counted before
    anything is refused, so that one limit tells nothing about another.
    """
    limits = settings.TRIES[what]
    tries = [
        (counted(f"{what}:{kind}", who, limits[kind][1]), limits[kind][0])
        for kind, who in whom.items()
        if who
    ]
    if any(made > most for made, most in tries):
        raise TooOften(_("Too many tries in a short time. Please wait a while, or call 12351."))


def counted(what: str, who: str, seconds: int) -> int:
    """Add one to the count of this span of time and return it."""
    now = timezone.now().timestamp()
    begun = datetime.fromtimestamp(now // seconds * seconds, UTC)
    ends = datetime.fromtimestamp((now // seconds + 1) * seconds, UTC)
    span = {"what": what, "who": lookup(who), "begun_at": begun}
    # Whoever comes second finds the row of the first: the database decides, not the process.
    Tries.objects.bulk_create([Tries(**span, ends_at=ends)], ignore_conflicts=True)
    Tries.objects.filter(**span).update(count=F("count") + 1)
    return Tries.objects.values_list("count", flat=True).get(**span)


def forget_old() -> int:
    """Delete counts whose span has passed; how many."""
    return Tries.objects.over(timezone.now()).delete()[0]
