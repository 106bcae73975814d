"""Tables going out: asking for one, my tables, taking one along."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.sheets import actions
from niudai.sheets.export_kinds import export_kinds
from niudai.sheets.forms import ExportForm
from niudai.sheets.models import Export


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.WORK_VIEW)
def exports(request: Request) -> HttpResponse:
    """My tables; the list asks again by itself while one is being written."""
    rows = Export.objects.visible_to(request.actor).select_related("organisation")
    page = page_of(rows, request.GET, order=["-added_at"])
    lines = [
        {
            "job": job,
            "label": kind.label if (kind := export_kinds().get(job.kind)) else job.kind,
            "ready": bool(job.file) and (not job.expires_at or job.expires_at > timezone.now()),
        }
        for job in page
    ]
    context = {
        "page": page,
        "lines": lines,
        "busy": any(job.is_open for job in page),
        "kinds": [kind for kind in export_kinds().values() if request.actor.may(kind.permission)],
    }
    part = "#rows" if request.headers.get("HX-Request") else ""
    return render(request, f"sheets/exports.html{part}", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_VIEW)
def export_new(request: Request, kind: str) -> HttpResponse:
    """Ask for the rows of a list; the query of the address is the list's own."""
    table = export_kinds().get(kind)
    if table is None or not request.actor.may(table.permission):
        raise Http404
    form = ExportForm(request.POST or None, kind=table, by=request.actor)
    if form.is_valid():
        try:
            actions.ask_export(
                table, asked=request.GET.urlencode(), by=request.actor, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The table is being written. It appears here when done."))
            return redirect("exports")
    context = {
        "form": form, "heading": _("Export: %(kind)s") % {"kind": table.label}, "verb": _("Export"),
        "about": _("Numbers leave covered unless you say why they are needed.")
        if table.has_numbers else "",
    }  # fmt: skip
    return render(request, "office/form.html", context)


def found(request: Request, pk: int) -> Export:
    return get_object_or_404(Export.objects.visible_to(request.actor), pk=pk)


@require_POST
@requires(Permission.WORK_VIEW)
def export_cancel(request: Request, pk: int) -> HttpResponse:
    try:
        actions.cancel_export(found(request, pk), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("exports")


@require_POST
@requires(Permission.WORK_VIEW)
def export_file(request: Request, pk: int) -> HttpResponseBase:
    """The file itself; who took it along stands in the log, so it is no GET."""
    try:
        job = actions.take_export(found(request, pk), by=request.actor)
        content = job.file.open("rb")
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("exports")
    kind = export_kinds().get(job.kind)
    name = f"{kind.label if kind else job.kind} {timezone.localtime(job.added_at):%Y-%m-%d}"
    response = FileResponse(
        content, as_attachment=True, filename=f"{name}.{job.format}",
        content_type="application/octet-stream",
    )  # fmt: skip
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
