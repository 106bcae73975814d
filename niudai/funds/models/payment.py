"""How far a payment has come: a narrow table, for ten thousand change at once.

A line as decided is wide and stands in many indexes. Changed itself, it would be written anew into
each of them whenever a batch is built, goes to the bank or comes back; beside it stands only what
changes on the way.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niudai.funds.models.batch import Batch
from niudai.kernel.labels import Labelled


class LineStage(models.TextChoices):
    COMMITTED = "committed", _("Committed")
    SENT = "sent", _("Sent to the bank")
    PAID = "paid", _("Paid to the recipient")
    REJECTED = "rejected", _("Returned by the bank")
    RELEASED = "released", _("Released")
    REVERSED = "reversed", _("Paid back")


STANDS = frozenset({LineStage.COMMITTED, LineStage.SENT, LineStage.PAID})


class PaymentQuerySet(models.QuerySet["Payment"]):
    def waiting(self) -> Self:
        """Committed and in no batch yet."""
        return self.filter(stage=LineStage.COMMITTED, batch=None)


class Payment(Labelled):
    """Where a line stands on its way to the recipient. Once sent it never leaves its batch.

    The stage stands in no index, so that many change without touching one.
    """

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, db_index=False, related_name="payments"
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=LineStage, default=LineStage.COMMITTED
    )
    final_on = models.DateField(_("paid or returned on"), null=True)
    bank_message = models.CharField(_("what the bank said"), max_length=200, blank=True)

    objects: ClassVar = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["sent", "paid"]) | Q(batch__isnull=False),
                name="nothing_is_paid_outside_a_batch",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="fund_payment_waiting", condition=Q(batch__isnull=True)
            ),
            models.Index(
                fields=["batch"], name="fund_payment_batch", condition=Q(batch__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
