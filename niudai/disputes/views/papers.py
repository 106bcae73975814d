"""Notes, attachments and numbers shown on purpose."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.revealing import reveal
from niudai.casework.attaching import attach
from niudai.casework.noting import note
from niudai.disputes.forms.moves import AttachForm, NoteForm, RevealForm
from niudai.disputes.models import Dispute
from niudai.disputes.views.intake import asked
from niudai.kernel.forms import tried
from niudai.kernel.refused import Refused
from niudai.rulebook.codes import codes

REVEALED = ("number", "phone", "address")


@require_POST
@requires(Permission.DISPUTE_REGISTER)
def dispute_note(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note(dispute, text=form.cleaned_data["text"], by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
    else:
        messages.error(request, _("The note is empty."))
    return redirect(f"{dispute.get_absolute_url()}#timeline")


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def dispute_attach(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    kinds = [(code.id, code.name) for code in codes("paper", on=timezone.localdate())]
    form = AttachForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if tried(form, partial(attach, dispute, data["file"], kind=data["kind"], by=request.actor)):
            messages.success(request, _("The file is kept with the case."))
            return redirect(f"{dispute.get_absolute_url()}#papers")
    return asked(request, dispute, form, _("Add a file"))


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def party_reveal(request: Request, pk: int, party: int, field: str) -> HttpResponse:
    """Show one number in clear, for a reason that goes into the log."""
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    person = get_object_or_404(dispute.parties, pk=party)
    if field not in REVEALED:
        raise Http404
    form = RevealForm(request.POST or None)
    shown = ""
    if request.method == "POST" and form.is_valid():
        try:
            reason, place = form.cleaned_data["reason"], dispute.organisation.path
            shown = reveal(person, field, reason=reason, by=request.actor, path=place)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"dispute": dispute, "party": person, "field": field, "form": form, "shown": shown}
    part = "#reveal" if request.headers.get("HX-Request") else ""
    return render(request, f"disputes/reveal.html{part}", context)
