"""The days of a referral: each event of arbitration and court, written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.disputes.models.referral import Referral, Who
from niudai.kernel.labels import Labelled


class EventDay(Labelled):
    """The day of one event, for one party where it differs; never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="days")
    event = models.CharField(max_length=40)  # the name of the move
    party = models.CharField(_("party"), max_length=10, choices=Who, blank=True)
    happened_on = models.DateField(_("on"))
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.CharField(max_length=100)

    objects = models.Manager()

    class Meta:
        ordering = ["happened_on", "pk"]
        indexes = [models.Index(fields=["referral", "event"])]

    def __str__(self) -> str:
        return f"{self.event} {self.happened_on}"
