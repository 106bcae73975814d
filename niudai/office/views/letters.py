"""The office's own wording of its letters, version by version."""

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
    add_template,
    books,
    letter_called,
    template_in_use,
    withdraw_template,
)
from niudai.casework.models import LetterTemplate
from niudai.kernel.forms import Styled
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation


class TemplateForm(Styled):
    file = forms.FileField(label=gettext_lazy("Word file (.docx)"))


def known(kind: str) -> Letter:
    letter = letter_called(kind)
    if letter is None:
        raise Http404
    return letter


@require_safe
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_templates(request: Request) -> HttpResponse:
    own = LetterTemplate.objects.visible_to(request.actor).filter(
        organisation_id=request.actor.organisation_id or 0
    )
    versions: dict[str, list[LetterTemplate]] = {}
    for row in own:
        versions.setdefault(row.kind, []).append(row)
    groups = [
        {
            "title": book.title,
            "rows": [
                {"letter": each, "versions": versions.get(each.kind, [])} for each in book.letters
            ],
        }
        for book in books()
    ]
    return render(request, "office/letter_templates.html", {"groups": groups})


@require_safe
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_template(request: Request, kind: str) -> HttpResponseBase:
    """The template in use here, to edit in Word."""
    letter = known(kind)
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
    letter = known(kind)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        here = get_object_or_404(
            Organisation.objects.visible_to(request.actor), pk=request.actor.organisation_id
        )
        try:
            added = add_template(here, letter, form.cleaned_data["file"], by=request.actor)
        except Refused as refusal:
            form.add_error("file", refusal.reason)
        else:
            messages.success(
                request,
                _("Version %(version)d is in use from now on.") % {"version": added.version},
            )
            return redirect("letter_templates")
    context = {"form": form, "letter": letter, "blanks": letter.blanks}
    return render(request, "office/letter_template_new.html", context)


@require_POST
@requires(Permission.LETTER_TEMPLATE_EDIT)
def letter_template_withdraw(request: Request, pk: int) -> HttpResponse:
    template = get_object_or_404(LetterTemplate.objects.visible_to(request.actor), pk=pk)
    withdraw_template(template, by=request.actor)
    messages.success(request, _("The version before is in use again."))
    return redirect("letter_templates")
