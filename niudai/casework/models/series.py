"""The last number given in each series."""

from django.db import models


class Series(models.Model):
    """One series of numbers: a mark, a word and a year."""

    name = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.name}{self.last}"
