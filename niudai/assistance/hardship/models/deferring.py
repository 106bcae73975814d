"""Steps put off by a document, and answers of the civil-affairs centre that came as a sheet."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.hardship.models.file import HardshipFile
from niudai.assistance.hardship.models.steps import Publicity
from niudai.kernel.personal import SealedField
from niudai.organisations.models import Organisation
from niudai.rulebook.models import Suspension


class Deferral(models.Model):
    """A publicity of one file that a paper put off, as Changzhou's did in 2020 (domain 1.4).

    It is still to be made up for while `made_up_on` is empty.
    """

    file = models.ForeignKey(HardshipFile, on_delete=models.CASCADE, related_name="deferrals")
    suspension = models.ForeignKey(Suspension, on_delete=models.PROTECT, related_name="+")
    round = models.CharField(_("round"), max_length=10, choices=Publicity.Round)
    put_off_on = models.DateField(_("put off on"))
    posted_on = models.DateField(_("made public on"), null=True, blank=True)
    made_up_on = models.DateField(_("made up for on"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["put_off_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "round"], name="a_round_is_put_off_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_round_display()} {self.put_off_on}"


class AnswerSheetQuerySet(models.QuerySet["AnswerSheet"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.HARDSHIP_VIEW):
            return self.none()
        return self.filter(beneath(actor))


class AnswerSheet(models.Model):
    """What the centre sent back, as read: tried first, entered once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name of the file"), max_length=150)
    rows = SealedField()  # JSON
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.CharField(_("brought by"), max_length=100)
    entered_on = models.DateField(_("entered on"), null=True, blank=True)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
