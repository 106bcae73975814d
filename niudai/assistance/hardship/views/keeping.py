"""Files that are on file: what is asked at each step, handing over, money to be paid back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.chasing import never_helped, unchanged
from niudai.assistance.hardship.forms import keeping, moves
from niudai.assistance.hardship.models import HardshipFile
from niudai.assistance.hardship.views.found import asked, file_of
from niudai.kernel.listing import page_of

# Move → what its page asks and which action it calls.
KEEPING_PAGES: dict[str, tuple[type[moves.MoveForm], Callable[..., Any]]] = {
    "report_change": (keeping.ReportForm, actions.report_change),
    "confirm": (keeping.ReviewForm, actions.confirm),
    "change_category": (keeping.CategoryForm, actions.change_category),
    "propose_exit": (keeping.ExitForm, actions.propose_exit),
    "lift": (keeping.ReviewForm, actions.lift),
    "relieve": (keeping.ReviewForm, actions.relieve),
    "keep": (moves.ReasonForm, actions.keep),
    "cancel": (keeping.CancelForm, actions.cancel),
    "look_back": (keeping.LookBackForm, actions.look_back),
    "archive": (keeping.ArchiveForm, actions.archive),
    "copies_in_step": (moves.OnForm, actions.copies_in_step),
}


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_REVIEW)
def hardship_hand_over(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    form = keeping.HandOverForm(request.POST or None, file=file, actor=request.actor)
    return asked(
        request, file, form, partial(actions.hand_over, file), heading=_("Hand the file over"),
        done=_("The file lies with the other union now."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_DECIDE)
def hardship_recovery(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    recovery = getattr(file, "recovery", None)
    if recovery is None:
        raise Http404
    form = keeping.RecoveryForm(request.POST or None, file=file, actor=request.actor)
    return asked(
        request, file, form, partial(actions.settle_recovery, recovery),
        heading=_("Aid that is to be paid back"), done=_("It is settled."),
    )  # fmt: skip


LISTS = {"unchanged": unchanged, "unhelped": never_helped}


@require_safe
@requires(Permission.HARDSHIP_VIEW)
def hardship_chase(request: Request) -> HttpResponse:
    """Files not changed for a year, and files never helped."""
    which = request.GET.get("which", "")
    which = which if which in LISTS else "unchanged"
    form = keeping.LeftOverFilters(request.GET or None, initial={"which": which})
    rows = LISTS[which](
        HardshipFile.objects.visible_to(request.actor), timezone.localdate()
    ).select_related("organisation")
    page = page_of(rows, request.GET, order=["-pk"])
    return render(request, "hardship/chase.html", {"form": form, "page": page, "which": which})
