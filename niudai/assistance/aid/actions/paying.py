"""Everything approved of one source and item as one batch, in one act."""

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.assistance.aid.models import ORIGIN
from niudai.funds import actions as money
from niudai.funds.models import Batch, Line, Source
from niudai.kernel.refused import Refused


@transaction.atomic
def batch_approved(source: Source, *, item: str, name: str, by: Actor) -> Batch:
    """Begin a list and put in every approved payment that waits."""
    waiting = Line.objects.waiting().filter(
        source=source, item=item, origin=ORIGIN, manner=Line.Manner.BANK
    )
    if not waiting.exists():
        raise Refused(_("Nothing approved waits for this source and item."))
    batch = money.open_batch(source, name=name, by=by)
    return money.put_in_all(batch, item=item, origin=ORIGIN, by=by)
