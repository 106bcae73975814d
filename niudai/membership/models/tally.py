"""How many people each union keeps, counted whenever one of them moves."""

from typing import Self

from django.db import models

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.kernel.paths import PathField, within
from niudai.organisations.models import Organisation


class TallyQuerySet(models.QuerySet["Tally"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.may(Permission.COVERAGE_VIEW):
            return self.none()
        return self if actor.everywhere else self.filter(within(actor.scope))


class Tally(models.Model):
    """One union alone, without those beneath it. Written by `tallying.recount` only.

    A city has seventy times fewer unions than members: sums over towns and industries are made
    from these rows, and `niudai recount` proves them against the people themselves.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    path = PathField(db_index=True)
    people = models.PositiveIntegerField(default=0)
    members = models.PositiveIntegerField(default=0)
    women = models.PositiveIntegerField(default=0)
    migrant = models.PositiveIntegerField(default=0)
    new_form = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    number_wrong = models.PositiveIntegerField(default=0)
    number_missing = models.PositiveIntegerField(default=0)
    phone_missing = models.PositiveIntegerField(default=0)
    nation_missing = models.PositiveIntegerField(default=0)
    joined_on_missing = models.PositiveIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path
