"""Sending what was stored: claimed first, tried again with growing pauses, given up visibly.

A message in the program is there with its transaction, exactly once. On every other channel a
worker may die between handing a message over and writing that down: the claim it leaves behind
is taken up again after `ABANDONED`, so such a message arrives at least once. Mail keeps its
Message-ID and a gateway its idempotency key, by which a repetition can be dropped.
"""

from datetime import datetime, timedelta
from typing import NoReturn

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.kernel.night_work import Later
from niudai.notices.channels import Undeliverable, send
from niudai.notices.models import Notice, NoticeQuerySet

ABANDONED = timedelta(minutes=10)  # far longer than any channel may take
# Pauses after the first, second … failure; after the last of them the notice is given up.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


class GivenUp(Exception):
    """This notice will not be tried again unless somebody says so."""


def due(now: datetime) -> list[int]:
    """Keys of what can be sent now, the oldest first."""
    rows = Notice.objects.to_deliver(now, abandoned_before=now - ABANDONED)
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True))


def deliver(pk: int, *, now: datetime | None = None) -> bool:
    """Send one notice. False when another worker has it.

    Raises Later when it will be tried again, GivenUp when this was the last attempt.
    """
    now = now or timezone.now()
    # Claim the row: whoever changes it first is the one who sends.
    free = Notice.objects.to_deliver(now, abandoned_before=now - ABANDONED).filter(pk=pk)
    if not free.update(claimed_at=now, attempts=F("attempts") + 1):
        return False
    notice = Notice.objects.select_related("recipient__user", "organisation").get(pk=pk)
    try:
        if notice.attempts > len(PAUSES) + 1:
            raise Undeliverable(_("The program broke off each time it tried to send this."))
        send(notice)
    except Exception as error:  # whatever a gateway does, the row must say so
        postpone(notice, error, now=now)
    return bool(mine(notice).update(delivered_at=timezone.now(), error=""))


def postpone(notice: Notice, error: Exception, *, now: datetime) -> NoReturn:
    """Note what went wrong, and raise what follows from it."""
    reason = (str(error) or type(error).__name__)[:300]
    if isinstance(error, Undeliverable) or notice.attempts > len(PAUSES):
        mine(notice).update(failed_at=now, error=reason)
        raise GivenUp(reason) from error
    next_attempt_at = now + PAUSES[notice.attempts - 1]
    mine(notice).update(claimed_at=None, next_attempt_at=next_attempt_at, error=reason)
    raise Later(reason) from error


def mine(notice: Notice) -> NoticeQuerySet:
    """The row, as long as nobody took it over from this worker."""
    return Notice.objects.waiting().filter(pk=notice.pk, claimed_at=notice.claimed_at)
