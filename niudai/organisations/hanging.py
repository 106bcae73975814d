"""What still hangs on an organisation: nothing may, when it is dissolved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from niudai.organisations.models import Employer, Organisation, Span


@dataclass(frozen=True, slots=True)
class Hanging:
    """So many rows of one kind, named in the plural."""

    what: str
    count: int

    def __str__(self) -> str:
        return _("%(what)s: %(count)d") % {"what": self.what, "count": self.count}


def hanging(organisation: Organisation, *, on: date) -> list[Hanging]:
    """Units beneath, employers, terms, sites, bodies, appointments, open work: whatever is open.

    Every table that points to an organisation is asked, also those of capabilities this one does
    not know: the names of the house say what is open (`closed_on` empty, `until` not passed).
    """
    found = []
    for model, column in tables():
        condition = still_open(model, on)
        if condition is None:
            continue
        count = model._default_manager.filter(condition, **{column: organisation}).count()
        if count:
            found.append(Hanging(named(model), count))
    return found


def tables() -> Iterator[tuple[type[models.Model], str]]:
    """Each table with a column that names an organisation."""
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):  # one-to-one is one of these, too
            yield relation.related_model, relation.field.name


def still_open(model: type[models.Model], on: date) -> Q | None:
    """Which rows of the table are not over; None for a table whose rows never are (history)."""
    if model is Span:
        return None
    names: set[Any] = {field.name for field in model._meta.get_fields()}
    if model is Organisation:
        return Q(status=Organisation.Status.ACTIVE)
    if "closed_on" in names:
        return Q(closed_on=None)
    if "until" in names:
        return Q(until=None) | Q(until__gt=on)
    if model is Employer:
        return Q()
    return None


def named(model: type[models.Model]) -> str:
    return _("units beneath") if model is Organisation else str(model._meta.verbose_name_plural)
