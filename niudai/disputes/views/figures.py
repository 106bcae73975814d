"""The figures of mediation and of the register, each opening to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes.forms.figures import FigureFilters
from niudai.disputes.levels import LEVELS
from niudai.disputes.models import Dispute, MediationBody, Mediator, Training
from niudai.disputes.statistics import (
    FIGURES,
    MEDIATION,
    REGISTER,
    Asked,
    Figure,
    by_code,
    by_kind,
    by_level,
    success_rate,
)
from niudai.kernel.listing import page_of
from niudai.kernel.money import yuan
from niudai.rulebook.codes import codes


@require_safe
@requires(Permission.DISPUTE_VIEW)
def dispute_figures(request: Request) -> HttpResponse:
    form, asked = what_is_asked(request)
    context = {
        "form": form,
        "asked": asked,
        "mediation": [shown(figure, asked) for figure in MEDIATION],
        "register": [shown(figure, asked) for figure in REGISTER],
        "rate": success_rate(asked),
        "causes": named("cause_statute", by_code(asked, "cause"), asked.until),
        "sources": named("source", by_code(asked, "source"), asked.until),
        "kinds": by_kind(asked),
        "levels": by_level(asked),
        "query": request.GET.urlencode(),
        "years": years(),
    }
    return render(request, "disputes/figures.html", context)


def what_is_asked(request: Request) -> tuple[FigureFilters, Asked]:
    """The filters and what they mean; this calendar year where the address says nothing else."""
    today = timezone.localdate()
    year = date(today.year, 1, 1)
    form = FigureFilters(
        request.GET or None, initial={"since": year, "until": today}, actor=request.actor
    )
    given = form.cleaned_data if form.is_valid() else {}
    since = given.get("since") or year
    until = given.get("until") or max(today, since)
    asked = Asked(
        actor=request.actor, since=since, until=until, place=form.chosen_place(),
        **{name: given.get(name) or "" for name in ("cause", "source", "kind", "level")},
    )  # fmt: skip
    return form, asked


def narrowed(asked: Asked) -> list[str]:
    """What else the rows are narrowed to, in words."""
    names = {
        **{code.id: code.name for code in codes("source", on=asked.until)},
        **{code.id: code.name for code in codes("cause_statute", on=asked.until)},
        **{str(kind): str(name) for kind, name in MediationBody.Kind.choices},
    }
    chosen = [names.get(word, word) for word in (asked.cause, asked.source, asked.kind) if word]
    return chosen + [str(name) for level, name in LEVELS if level == asked.level]


def years() -> list[dict[str, Any]]:
    """This calendar year and the one before, as addresses."""
    this = timezone.localdate().year
    return [
        {"year": year, "since": f"{year}-01-01", "until": f"{year}-12-31"}
        for year in (this, this - 1)
    ]


def shown(figure: Figure, asked: Asked) -> dict[str, Any]:
    value = figure.value(asked)
    return {"figure": figure, "value": words(figure.unit, value), "unit": unit(figure.unit, value)}


def words(unit: str, value: int) -> str:
    return yuan(value) if unit == "fen" else f"{value:,}"


def unit(name: str, value: int) -> str:
    match name:
        case "cases":
            return ngettext("case", "cases", value)
        case "persons" | "people":
            return ngettext("person", "persons", value)
        case "bodies":
            return ngettext("body", "bodies", value)
        case "hours":
            return ngettext("hour", "hours", value)
    return _("yuan")


def named(table: str, counted: list[tuple[str, int, int]], on: date) -> list[dict[str, Any]]:
    names = {code.id: code.name for code in codes(table, on=on)}
    return [
        {"code": code, "name": names.get(code, code), "cases": cases, "persons": persons}
        for code, cases, persons in counted
    ]


# --- the rows behind a figure ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """How the rows of a table are ordered, fetched, and put into one line each."""

    order: tuple[str, ...]
    related: tuple[str, ...]
    line: Callable[[Any], dict[str, Any]]
    prefetch: tuple[str, ...] = ()


def dispute_line(row: Dispute) -> dict[str, Any]:
    return {
        "url": row.get_absolute_url(), "name": row.title, "place": row.organisation,
        "on": row.received_on, "state": row.get_stage_display(), "more": row.reference,
    }  # fmt: skip


def body_line(row: MediationBody) -> dict[str, Any]:
    return {
        "url": row.get_absolute_url(), "name": row.name, "place": row.organisation,
        "on": row.set_up_on, "state": row.get_kind_display(), "more": "",
    }  # fmt: skip


def mediator_line(row: Mediator) -> dict[str, Any]:
    return {
        "url": row.get_absolute_url(), "name": row.name, "place": row.body.organisation,
        "on": row.since, "state": _("Full-time") if row.full_time else _("Part-time"),
        "more": row.body.name,
    }  # fmt: skip


def training_line(row: Training) -> dict[str, Any]:
    said = ngettext("%(count)d hour", "%(count)d hours", row.hours) % {"count": row.hours}
    return {
        "url": row.mediator.get_absolute_url(), "name": row.mediator.name,
        "place": row.mediator.body.organisation, "on": row.held_on, "state": said,
        "more": row.subject,
    }  # fmt: skip


TABLES: dict[type[models.Model], Shown] = {
    Dispute: Shown(("-received_on", "-pk"), ("organisation",), dispute_line, ("parties",)),
    MediationBody: Shown(("name", "pk"), ("organisation",), body_line),
    Mediator: Shown(("name", "pk"), ("body__organisation",), mediator_line),
    Training: Shown(("-held_on", "-pk"), ("mediator__body__organisation",), training_line),
}


@require_safe
@requires(Permission.DISPUTE_VIEW)
def dispute_figure(request: Request, figure: str) -> HttpResponse:
    found = FIGURES.get(figure)
    if found is None:
        raise Http404
    form, asked = what_is_asked(request)
    rows = found.rows(asked)
    table = TABLES[rows.model]
    ready = rows.select_related(*table.related).prefetch_related(*table.prefetch)
    page = page_of(ready, request.GET, order=table.order)
    context = {
        **shown(found, asked),
        "form": form,
        "asked": asked,
        "narrowed": narrowed(asked),
        "page": page,
        "lines": [table.line(row) for row in page],
        "query": request.GET.urlencode(),
    }
    return render(request, "disputes/figure.html", context)
