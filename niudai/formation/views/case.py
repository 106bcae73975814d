"""One case of a union on one page, and its moves."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.casework.deadlines import running
from niudai.casework.offering import shown
from niudai.casework.procedure import offers
from niudai.casework.timeline import stages_passed, timeline
from niudai.formation.guards import warnings
from niudai.formation.models import Ending, Formation
from niudai.formation.views.kinds import Kind, found
from niudai.kernel.forms import tried
from niudai.organisations.models import Organisation


@require_safe
@requires(Permission.FORMATION_VIEW)
def union_case(request: Request, kind: str, pk: int) -> HttpResponse:
    known, case = found(request, kind, pk)
    return render(request, "formation/case.html", context_of(request, known, case))


def context_of(request: Request, kind: Kind, case: Any) -> dict[str, Any]:
    item = case.item
    path = case.organisation.path
    open_case = case.stage not in case.CLOSED
    seen = Organisation.objects.visible_to(request.actor)
    return {
        "case": case,
        "kind": kind.name,
        "facts": f"formation/{kind.name}_facts.html",
        **shown(
            offers(case, kind.moves, by=request.actor),
            lambda move: reverse("union_case_move", args=[kind.name, case.pk, move]),
        ),
        "clocks": running(item),
        "timeline": timeline(case, item),
        "steps": stages_passed(case, item, kind.way),
        "attachments": item.attachments.all(),
        "warnings": warnings(case) if isinstance(case, Formation) and open_case else [],
        "placed": placed(case) if isinstance(case, Ending) else [],
        "above": list(seen.above(path)),
        "may_write": request.actor.may(Permission.FORMATION_HANDLE, at=path),
        "may_mend": request.actor.may(Permission.FORMATION_HANDLE, at=path)
        and open_case and case.stage != "reported",
    }  # fmt: skip


def placed(case: Ending) -> list[tuple[str, int]]:
    """What went where, in words."""
    words = {
        "units": _("units beneath"), "ended": _("units ended, too"),
        "members": _("members"), "employers": _("employers"),
        "sites": _("service sites"), "terms": _("terms ended"),
        "appointments": _("appointments ended"), "engagements": _("engagements ended"),
        "work": _("open work"), "others": _("others"),
    }  # fmt: skip
    return [(words.get(name, name), number) for name, number in case.placed.items()]


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def union_case_move(request: Request, kind: str, pk: int, move: str) -> HttpResponse:
    known, case = found(request, kind, pk)
    page = known.page(move)
    form = page.form(request.POST or None, case=case, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act = partial(page.act, case, **form.arguments(), by=request.actor)
        if tried(form, act):
            messages.success(request, _("On record: %(act)s.") % {"act": page.label})
            return redirect(case)
    context = {
        "form": form, "heading": page.label, "back": case.get_absolute_url(),
        "back_label": case.reference, "verb": page.label,
        "about": " · ".join(filter(None, (case.title, str(page.move.about)))),
        "missing": page.move.missing(case) if case.stage in page.move.sources else [],
        "warnings": [], "basis": page.move.basis,
    }  # fmt: skip
    return render(request, "casework/move.html", context)
