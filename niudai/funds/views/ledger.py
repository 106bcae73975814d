"""The ledger, open to whoever sees money, all year."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.funds import actions, forms
from niudai.funds.ledger import ROUTES
from niudai.funds.models import Account, Entry
from niudai.funds.views.found import asked
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.money import yuan


def entries_of(request: Request) -> tuple[forms.LedgerFilters, Any]:
    form = forms.LedgerFilters(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = Entry.objects.visible_to(request.actor).select_related("source", "batch", "reverses")
    if wanted.get("source"):
        rows = rows.filter(source=wanted["source"])
    if wanted.get("event"):
        rows = rows.filter(event=wanted["event"])
    if wanted.get("since"):
        rows = rows.filter(on__gte=wanted["since"])
    if wanted.get("until"):
        rows = rows.filter(on__lte=wanted["until"])
    return form, rows


def route(entry: Entry) -> str:
    """“Free → Committed”; a correction goes the other way than what it reverses."""
    event = entry.reverses.event if entry.reverses else entry.event
    names = [str(Account.Kind(kind).label) for kind in ROUTES[event]]
    return " → ".join(reversed(names) if entry.reverses else names)


@require_safe
@requires(Permission.FUND_VIEW)
def fund_ledger(request: Request) -> HttpResponse:
    form, rows = entries_of(request)
    page = page_of(rows, request.GET, order=["-pk"])
    context = {
        "form": form, "page": page, "query": request.GET.urlencode(),
        "lines": [{"entry": entry, "route": route(entry)} for entry in page.rows],
        "may_edit": request.actor.may(Permission.FUND_EDIT),
    }  # fmt: skip
    return render(request, "funds/ledger.html", context)


@require_safe
@requires(Permission.FUND_VIEW)
def fund_ledger_export(request: Request) -> HttpResponseBase:
    _form, rows = entries_of(request)
    head = [
        _("Number"), _("Day"), _("Source"), _("Event"), _("Accounts"), _("Amount"), _("Document"),
        _("Batch"), _("Reverses"), _("Written by"), _("Written at"),
    ]  # fmt: skip
    return csv_file(_("Ledger"), head, table(rows))


def table(rows: Any) -> Iterator[list[Any]]:
    for entry in rows.order_by("pk").iterator(chunk_size=2000):
        yield [
            entry.pk, entry.on, entry.source.title, entry.get_event_display(), route(entry),
            yuan(entry.total_fen).replace(",", ""), entry.document, entry.batch or "",
            entry.reverses_id or "", entry.who, entry.written_at.isoformat(),
        ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FUND_EDIT)
def fund_entry_correct(request: Request, number: int) -> HttpResponse:
    seen = Entry.objects.visible_to(request.actor).select_related("source__organisation")
    entry = get_object_or_404(seen, pk=number)
    return asked(
        request, forms.PlainReasonForm(request.POST or None),
        partial(actions.correct, entry, by=request.actor), back=entry.source,
        heading=_("Reverse a receipt"), verb=_("Write the reverse entry"),
        about=f"{entry.get_event_display()} {yuan(entry.total_fen)}",
        done=_("The reverse stands in the ledger."),
    )  # fmt: skip
