"""The record every procedure moves."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from niudai.access.permissions import Permission
from niudai.casework.clock import Clock
from niudai.casework.models.work import WorkItem
from niudai.kernel.labels import Labelled, labels


class Case(Labelled):
    """A matter with a number, a place, a stage and a person responsible.

    A kind of case says which clocks it runs (`CLOCKS`), which stages end it (`CLOSED`), who may
    see it (`VIEW`), open its papers (`PAPERS`), who answers for it while nobody holds it
    (`DESK`), who may add to its file (`WRITE`), and its `title`.
    """

    CLOCKS: ClassVar[tuple[Clock, ...]] = ()
    CLOSED: ClassVar[frozenset[str]] = frozenset()
    VIEW: ClassVar[Permission]
    DESK: ClassVar[Permission]
    WRITE: ClassVar[Permission]
    PAPERS: ClassVar[Permission | None] = None  # what opening its papers needs beside VIEW

    reference = models.CharField(_("number"), max_length=40, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    holder = models.ForeignKey(
        "access.Appointment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_on = models.DateField(_("received on"))
    created_at = models.DateTimeField(auto_now_add=True)

    stage: models.CharField

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference

    @property
    def title(self) -> str:
        raise TypeError(f"{type(self).__name__} has no title")

    @property
    def names(self) -> str:
        """Who is in it, each on a line, where the title does not name everybody."""
        return ""

    def get_stage_display(self) -> str:
        field: Any = self._meta.get_field("stage")
        return str(labels(field)[self.stage])

    def get_absolute_url(self) -> str:
        raise TypeError(f"{type(self).__name__} has no page")

    @property
    def item(self) -> WorkItem:
        return WorkItem.objects.get(kind=self._meta.label_lower, case_id=self.pk)

    @property
    def place(self) -> str:
        """The division code whose rules apply."""
        return str(self.organisation.division_id)

    @property
    def lies_at(self) -> Any:
        """The organisation whose turn it is at this stage; its own unless the kind says more."""
        return self.organisation

    @property
    def earliest_on(self) -> date:
        """No event of the case lies before this day."""
        return self.received_on

    def clock_start(self, source: str) -> Any:
        """A fact of the case that a clock names, such as the day it counts from."""
        value: Any = self
        for name in source.split("."):
            value = getattr(value, name, None)
        return value
