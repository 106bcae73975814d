"""Calling recipients drawn by lot."""

from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.funds.models import Batch, CallCheck, Line, LineStage
from niudai.kernel.refused import Refused
from niudai.rulebook.rules import nearest


def sample(keys: list[int], seed: int, percent: int, least: int) -> list[int]:
    """The same for the same seed, so that anybody can draw it again."""
    number = min(len(keys), max(least, -(-len(keys) * percent // 100)))
    return sorted(Random(seed).sample(sorted(keys), number))  # noqa: S311 drawn again from its seed


def draw_calls(batch: Batch) -> int:
    """Draw from those who were paid, by the seed the batch keeps; a supplier is not asked."""
    rule = nearest("FUND-CALL-SHARE", on=timezone.localdate(), place=batch.place)
    people = Line.objects.of(batch).exclude(manner=Line.Manner.PURCHASE)
    paid = list(people.filter(stage=LineStage.PAID).values_list("pk", flat=True))
    drawn = sample(paid, batch.sample_seed or 0, **rule.parameters)
    CallCheck.objects.bulk_create([CallCheck(batch=batch, line_id=key) for key in drawn])
    return len(drawn)


@transaction.atomic
def record_call(
    call: CallCheck, *, result: str, on: date | None = None, note: str = "", by: Actor
) -> CallCheck:
    """What the recipient said. A result stays; only an unreached one is called again."""
    call = CallCheck.objects.select_for_update().get(pk=call.pk)
    by.must(Permission.FUND_RESULT, at=call.batch.organisation.path)
    if call.result not in {"", CallCheck.Result.UNREACHED}:
        raise Refused(_("This call is on record already."))
    call.result, call.note, call.called_by = result, note.strip(), by.name
    call.called_on = on or timezone.localdate()
    call.save()
    record(
        "funds.call", call.batch, by=by, line=call.line.code, result=result, on=call.called_on,
        personal={"note": note} if note else None,
    )  # fmt: skip
    return call
