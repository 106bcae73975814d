"""The visit itself: who went, what was handed over, who signed, who saw it."""

import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor, beneath
from niudai.access.permissions import Permission
from niudai.assistance.warmth.models.campaign import Allotment
from niudai.assistance.warmth.models.target import Target
from niudai.kernel.personal import SealedField


def stored_name(photo: "Photo", filename: str) -> str:
    """A random name with the ending of the checked type; nothing the sender chose."""
    return f"visits/{photo.visit_id}/{secrets.token_hex(16)}.{photo.extension}"


class Visit(models.Model):
    """One visit. `client_id` is the phone's own: sent twice is kept once."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="visits")
    client_id = models.UUIDField(unique=True)
    visited_on = models.DateField(_("visited on"))
    team = models.CharField(_("who went"), max_length=200)
    first_witness = models.CharField(_("first witness"), max_length=50)
    second_witness = models.CharField(_("second witness"), max_length=50)
    signed_by = models.CharField(_("signed by"), max_length=50)
    words = SealedField(_("what was seen and said"), blank=True)
    workers = models.PositiveIntegerField(_("workers reached"), default=0)
    conditions = models.CharField(_("conditions at the site"), max_length=200, blank=True)
    temperature = models.SmallIntegerField(_("temperature"), null=True, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=100)
    entered_user = models.BigIntegerField(null=True)
    arrived_at = models.DateTimeField(auto_now_add=True)
    voided_on = models.DateField(_("taken back on"), null=True, blank=True)
    voided_why = models.CharField(_("why it was taken back"), max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(voided_on=None), name="an_object_is_visited_once"
            ),
            models.CheckConstraint(
                condition=~Q(first_witness=F("second_witness")),
                name="two_people_witness_a_visit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on}"


class HandedOver(models.Model):
    """So many of one kind of goods, out of what one union held."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="handed")
    allotment = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(_("number"))

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "allotment"], name="goods_once_a_visit"),
            models.CheckConstraint(condition=Q(count__gt=0), name="something_is_handed_over"),
        ]

    def __str__(self) -> str:
        return f"{self.allotment.goods} × {self.count}"


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, actor: Actor) -> Self:
        """Faces and homes: for those alone who handle the files."""
        if not actor.may(Permission.HARDSHIP_SENSITIVE) or not actor.may(Permission.WARMTH_VIEW):
            return self.none()
        return self.filter(beneath(actor, "visit__target__organisation"))


class Photo(models.Model):
    """A picture taken at the visit, sealed on the disk; the same picture is kept once."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    file = models.FileField(upload_to=stored_name, max_length=200)
    extension = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "sha256"], name="a_photo_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"№ {self.pk}"
