"""The national form as a page that prints on A4, and the letters of a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship.composition import Shown, coded, rows_of, tables
from niudai.assistance.hardship.forms.intake import RevealForm
from niudai.assistance.hardship.letters import LETTERS, facts, lacking
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.printing import take_numbers
from niudai.assistance.hardship.views.found import file_of, sees_all
from niudai.casework.letter_page import letter_page
from niudai.kernel.forms import tried
from niudai.rulebook.codes import name_of


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_SENSITIVE)
def hardship_form(request: Request, pk: int) -> HttpResponse:
    """Numbers are covered; with a reason, kept in the log, they stand in full."""
    file = file_of(request, pk, whole=True)
    if not sees_all(request, file):
        raise Http404
    form = RevealForm(request.POST or None)
    uncovered = form.is_valid() and tried(
        form, lambda: take_numbers(file, reason=form.cleaned_data["reason"], by=request.actor)
    )
    return render(
        request, "hardship/form.html", context_of(file, Shown(True, uncovered)) | {"form": form}
    )


def context_of(file: HardshipFile, shown: Shown) -> dict[str, Any]:
    others = [each for each in file.household if each.pk != file.worker.pk]
    return {
        "file": file,
        "uncovered": shown.uncovered,
        "worker": rows_of("worker", file, shown),
        "members": [rows_of("member", file, shown, each) for each in others],
        "causes": rows_of("cause", file, shown),
        "bank": rows_of("bank", file, shown),
        "papers": [
            {"kind": name_of("hardship_paper", each.kind) if each.kind else "", "name": each.name}
            for each in file.item.attachments.all()
        ],
        "opinions": opinions(file),
        "publicities": file.publicities.all(),
        "targeted": coded("hardship_group", file.group),
        "tables": tables(),
        "printed_on": timezone.localdate(),
    }


SIGNED = (
    ("基层工会（或办事处）意见", ("accept", "publish_unit")),
    ("镇（街道）工会意见", ("review",)),
    ("县级总工会意见", ("approve",)),
)


def opinions(file: HardshipFile) -> list[dict[str, Any]]:
    """The boxes to be signed and stamped, with what was said at the step."""
    said = list(file.opinions.all())
    boxes: list[dict[str, Any]] = [{"title": "基层党组织或行政意见", "opinion": None}]
    for title, steps in SIGNED:
        found = [each for each in said if each.step in steps]
        boxes.append({"title": title, "opinion": found[-1] if found else None})
    return boxes


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_SENSITIVE)
def hardship_letters(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk, whole=True)
    if not sees_all(request, file):
        raise Http404
    return letter_page(
        request, file, LETTERS.values(), permission=Permission.HARDSHIP_HANDLE, lacking=lacking,
        facts=facts, list_name="hardship_files", list_label=_("Hardship files"),
    )  # fmt: skip
