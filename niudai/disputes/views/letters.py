"""Writing a letter from the case, and keeping the office's own templates."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.letters import (
    DOCX,
    Letter,
    LetterSet,
    add_template,
    letter_sets,
    template_in_use,
    withdraw_template,
    write,
)
from niudai.casework.models import LetterTemplate
from niudai.disputes.letters import LETTERS, facts, lacking
from niudai.disputes.models import Dispute
from niudai.kernel.forms import Styled
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


class TemplateForm(Styled):
    file = forms.FileField(label=gettext_lazy("Word file (.docx)"))


@require_http_methods(["GET", "POST"])
@requires(Permission.DISPUTE_REGISTER)
def dispute_letters(request: Request, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.visible_to(request.actor), pk=pk)
    if request.method == "POST":
        letter = known(request.POST.get("letter", ""))
        try:
            request.actor.must(Permission.DISPUTE_REGISTER, at=dispute.organisation.path)
            if sentence := lacking(dispute, letter.kind):
                raise Refused(sentence)
            made = write(dispute, letter, facts(dispute), by=request.actor)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("“%(name)s” lies with the case.") % {"name": made.name})
            return redirect(f"{dispute.get_absolute_url()}#papers")
    return render(
        request, "disputes/letters.html", {"dispute": dispute, "letters": LETTERS.values()}
    )


def known(kind: str) -> Letter:
    if kind not in LETTERS:
        raise Http404
    return LETTERS[kind]


def set_of(kind: str) -> LetterSet:
    """The letters among which this one is, of whatever kind of case."""
    found = next((each for each in letter_sets() if kind in each.letters), None)
    if found is None:
        raise Http404
    return found


@require_safe
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_templates(request: Request) -> HttpResponse:
    own = LetterTemplate.objects.visible_to(request.actor).filter(
        organisation_id=request.actor.organisation_id or 0
    )
    rows: list[dict[str, Any]] = [
        {"letter": letter, "versions": [row for row in own if row.kind == letter.kind]}
        for found in letter_sets()
        for letter in found.letters.values()
    ]
    return render(request, "disputes/letter_templates.html", {"rows": rows})


@require_safe
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_template(request: Request, kind: str) -> HttpResponseBase:
    """The template in use here, to edit in Word."""
    letter = set_of(kind).letters[kind]
    here = get_object_or_404(
        Organisation.objects.visible_to(request.actor), pk=request.actor.organisation_id
    )
    used = template_in_use(here.path, kind)
    try:
        source = used.file.open("rb") if used else letter.shipped.open("rb")
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("letter_templates")
    return FileResponse(
        source, as_attachment=True, filename=f"{letter.title}.docx", content_type=DOCX
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_template_new(request: Request, kind: str) -> HttpResponse:
    letters = set_of(kind)
    letter = letters.letters[kind]
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        here = get_object_or_404(
            Organisation.objects.visible_to(request.actor), pk=request.actor.organisation_id
        )
        try:
            added = add_template(
                here, letter, form.cleaned_data["file"], sample=letters.sample, by=request.actor
            )
        except Refused as refusal:
            form.add_error("file", refusal.reason)
        else:
            messages.success(
                request,
                _("Version %(version)d is in use from now on.") % {"version": added.version},
            )
            return redirect("letter_templates")
    context = {"form": form, "letter": letter, "blanks": letters.blanks}
    return render(request, "disputes/letter_template_new.html", context)


@require_POST
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_template_withdraw(request: Request, pk: int) -> HttpResponse:
    template = get_object_or_404(LetterTemplate.objects.visible_to(request.actor), pk=pk)
    withdraw_template(template, by=request.actor)
    messages.success(request, _("The version before is in use again."))
    return redirect("letter_templates")
