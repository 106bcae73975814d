"""Sheets coming in: the list, bringing one in, and one import from its columns to its result."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.kernel.masking import masked
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation
from niudai.sheets import actions
from niudai.sheets.forms import BringForm, ColumnsForm
from niudai.sheets.kinds import Outcome, kinds_of, letters, sheet_kinds
from niudai.sheets.models import Import, Line
from niudai.sheets.models.work import State
from niudai.sheets.parsing import reason_label
from niudai.sheets.refused import SEEN, write_refused
from niudai.sheets.template import write_template

NUMBER = re.compile(r"\d{9,}[Xx]?")  # of a person, a phone or a card
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.SHEET_VIEW)
def imports(request: Request) -> HttpResponse:
    rows = Import.objects.visible_to(request.actor).select_related("organisation").defer("head")
    context = {
        "page": page_of(rows, request.GET, order=["-added_at"]),
        "kinds": list(kinds_of(request.actor)),
    }
    return render(request, "sheets/imports.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SHEET_IMPORT)
def import_new(request: Request) -> HttpResponse:
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    initial = {"kind": request.GET.get("kind", "")}
    form = BringForm(
        request.POST or None, request.FILES or None, by=request.actor, own=own, initial=initial
    )
    if form.is_valid():
        try:
            return redirect(actions.bring(**form.cleaned_data, by=request.actor))
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    context = {"form": form, "kinds": list(kinds_of(request.actor))}
    return render(request, "sheets/import_new.html", context)


def found(request: Request, pk: int) -> Import:
    rows = Import.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.SHEET_VIEW)
def import_page(request: Request, pk: int) -> HttpResponse:
    """Whatever the import is at: the page asks again by itself while a worker has it."""
    job = found(request, pk)
    if request.headers.get("HX-Request"):
        if not job.is_open:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "sheets/import.html#progress", {"job": job, **may(request, job)})
    form = None
    if job.state == State.READY and job.sheet_kind:
        form = ColumnsForm(job=job, kind=job.sheet_kind)
    return shown(request, job, form)


def shown(request: Request, job: Import, form: ColumnsForm | None) -> HttpResponse:
    kind = job.sheet_kind
    lines = Line.objects.visible_to(request.actor).filter(of=job, outcome=Outcome.REFUSED)
    head = json.loads(job.head) if job.head else {}
    context = {
        "job": job,
        "kind": kind,
        "form": form,
        "columns": columns(form, head) if form else [],
        "sheets": [name for name, visible, _rows in head.get("sheets", []) if visible],
        "hidden": "、".join(head.get("hidden", [])),
        "counts": counts(job),
        "faults": faults(lines.order_by("row")[:SEEN]),
        "more": max(0, job.refused - SEEN),
        **may(request, job),
    }
    return render(request, "sheets/import.html", context)


def may(request: Request, job: Import) -> dict[str, bool]:
    """What this person may do with it now."""
    kind, at = job.sheet_kind, job.organisation.path
    handles = bool(
        kind
        and request.actor.may(Permission.SHEET_IMPORT, at=at)
        and request.actor.may(kind.permission, at=at)
    )
    over = job.state in {State.CANCELLED, State.FAILED}
    return {
        "may_start": handles and job.dry and job.state == State.DONE and job.taken > 0,
        "may_go_on": handles and not job.dry and over,
        "may_cancel": handles and job.state in
        {State.READING, State.READY, State.WAITING, State.RUNNING} and not job.cancel_asked,
        "may_undo": handles and not job.dry and (over or job.state == State.DONE) and job.done > 0,
        "may_take": handles and job.refused > 0,
    }  # fmt: skip


def columns(form: ColumnsForm, head: dict[str, Any]) -> list[dict[str, Any]]:
    """One line a heading: its field and a few cells beneath it, long numbers covered."""
    samples = head.get("samples", [])
    lines = []
    for name in form.fields:
        place = int(name[1:])
        cells = [
            NUMBER.sub(lambda found: masked(found[0], head=3), str(row[place]))
            for row in samples
            if place < len(row) and row[place] != ""
        ]
        lines.append({
            "letter": letters(place), "word": form.job.headings[place], "field": form[name],
            "samples": cells,
        })  # fmt: skip
    return lines


def counts(job: Import) -> list[dict[str, Any]]:
    """Outcome by outcome with the reasons beneath, the most frequent first."""
    return [
        {
            "outcome": outcome.label, "value": outcome.value, "rows": job.count(outcome),
            "reasons": [
                (reason_label(job.sheet_kind, reason), rows)
                for reason, rows in sorted(
                    job.counts.get(outcome.value, {}).items(), key=lambda each: -each[1]
                )
                if reason
            ],
        }
        for outcome in Outcome
        if job.count(outcome)
    ]  # fmt: skip


def faults(lines: Any) -> list[dict[str, str]]:
    """Each refused cell by its address; the page shows no cell's content."""
    return [
        {"address": address, "column": column, "sentence": sentence}
        for line in lines
        for address, column, _reason, sentence in line.faults
    ][:SEEN]


@require_POST
@requires(Permission.SHEET_IMPORT)
def import_columns(request: Request, pk: int) -> HttpResponse:
    """The columns are as they should be: begin the dry run."""
    job = found(request, pk)
    if job.sheet_kind is None:
        raise Http404
    form = ColumnsForm(request.POST, job=job, kind=job.sheet_kind)
    if form.is_valid():
        try:
            actions.confirm_columns(job, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect(job)
    return shown(request, job, form)


@require_POST
@requires(Permission.SHEET_IMPORT)
def import_sheet(request: Request, pk: int) -> HttpResponse:
    """Another sheet of the file is meant."""
    job = found(request, pk)
    sheet = request.POST.get("sheet", "")
    return done(request, job, lambda: actions.choose_sheet(job, sheet=sheet, by=request.actor))


@require_POST
@requires(Permission.SHEET_IMPORT)
def import_start(request: Request, pk: int) -> HttpResponse:
    job = found(request, pk)
    return done(request, job, lambda: actions.start(job, by=request.actor))


@require_POST
@requires(Permission.SHEET_IMPORT)
def import_cancel(request: Request, pk: int) -> HttpResponse:
    job = found(request, pk)
    return done(request, job, lambda: actions.cancel(job, by=request.actor))


@require_POST
@requires(Permission.SHEET_IMPORT)
def import_undo(request: Request, pk: int) -> HttpResponse:
    job = found(request, pk)
    return done(request, job, lambda: actions.ask_undo(job, by=request.actor))


def done(request: Request, job: Import, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(job)


@require_POST
@requires(Permission.SHEET_IMPORT)
def import_refused(request: Request, pk: int) -> HttpResponseBase:
    """The refused rows as a file; who took them stands in the log, so it is no GET."""
    job = found(request, pk)
    try:
        actions.take_refused(job, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect(job)
    with TemporaryDirectory(prefix="niudai-") as folder:
        path = Path(folder) / "refused.xlsx"
        write_refused(job, path)
        return download(path, _("Refused rows of %(file)s") % {"file": Path(job.file_name).stem})


@require_safe
@requires(Permission.SHEET_VIEW)
def sheet_template(request: Request, kind: str) -> HttpResponseBase:
    """The empty sheet of a kind: nothing of anybody stands in it."""
    if kind not in sheet_kinds():
        raise Http404
    with TemporaryDirectory(prefix="niudai-") as folder:
        path = Path(folder) / "template.xlsx"
        write_template(sheet_kinds()[kind], path)
        return download(path, _("Template %(kind)s") % {"kind": sheet_kinds()[kind].label})


def download(path: Path, name: str) -> FileResponse:
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )
    response["Cache-Control"] = "private, no-store"
    return response
