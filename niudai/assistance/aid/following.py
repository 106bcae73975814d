"""What finance did with our lines of money: settings.LINE_FOLLOWERS names `follow_lines`."""

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from niudai.access.actor import Actor
from niudai.assistance.aid import notices
from niudai.assistance.aid.models import ORIGIN, AidApplication
from niudai.assistance.aid.procedure import (
    PAY,
    PAY_BACK,
    REJECT,
    RELEASE,
    REPAY,
    SCHEDULE,
    UNSCHEDULE,
)
from niudai.casework.moves import advance_each
from niudai.funds import following as f
from niudai.funds.models import Line
from niudai.kernel.among import Among

MOVES = {
    f.PUT_IN: SCHEDULE, f.TAKE_OUT: UNSCHEDULE, f.PAY: PAY, f.REJECT: REJECT, f.REPAY: REPAY,
    f.RELEASE: RELEASE, f.REVERSE: PAY_BACK,
}  # fmt: skip


def follow_lines(event: str, lines: Sequence[int], *, by: Actor) -> None:
    """Bring the applications of these lines in step; lines of other origins have none."""
    if event == f.REPAY:
        stand_in(lines)
    cases = AidApplication.objects.filter(Among(F("line"), lines))
    advance_each(cases, MOVES[event], on=timezone.localdate())
    if event == f.PAY:
        notices.paid(cases.order_by("pk").values_list("pk", flat=True))


def stand_in(lines: Sequence[int]) -> None:
    """The line that is paid again stands for the decision from here on."""
    again = Line.objects.filter(pk__in=lines, origin=ORIGIN).exclude(replaces=None)
    for key, before in again.values_list("pk", "replaces"):
        AidApplication.objects.filter(line=before).update(line=key)
