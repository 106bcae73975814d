"""Rules that rest for a time by a paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.rulebook import actions
from niudai.rulebook.entered import paper_of
from niudai.rulebook.forms.entering import SuspendForm
from niudai.rulebook.models import Suspension
from niudai.rulebook.rules import versions
from niudai.rulebook.views.entering import clicked, pattern_of, withdrawn


@require_safe
@requires(Permission.RULE_VIEW)
def suspensions(request: Request) -> HttpResponse:
    rows = Suspension.objects.visible_to(request.actor)
    page = page_of(rows, request.GET, order=["-pk"])
    context = {"page": page, "lines": [line_of(row) for row in page]}
    return render(request, "rulebook/suspensions.html", context)


def line_of(row: Suspension) -> dict[str, Any]:
    rules = versions(row.rule_id)
    return {
        "row": row, "rule": rules[0] if rules else None, "state": row.state_name,
        "paper": paper_of(row),
    }  # fmt: skip


@require_safe
@requires(Permission.RULE_VIEW)
def suspension(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    context = line_of(row) | {"may_edit": request.actor.may(Permission.RULE_EDIT)}
    context |= {"own": row.entered_user == request.actor.user_id}
    return render(request, "rulebook/suspension.html", context)


def found(request: Request, pk: int) -> Suspension:
    return get_object_or_404(Suspension.objects.visible_to(request.actor), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.RULE_EDIT)
def rule_suspend(request: Request, rule_id: str) -> HttpResponse:
    rows = versions(rule_id)
    if not rows:
        raise Http404
    rule = pattern_of(rows, "")
    form = SuspendForm(request.POST or None)
    if form.is_valid():
        try:
            row = actions.suspend(rule, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Entered. It applies once another person confirms it."))
            return redirect(row)
    heading = _("Suspend a rule")
    context = {
        "form": form, "heading": heading, "verb": _("Enter"), "about": rule.title,
        "back": reverse("rule", args=[rule_id]), "back_label": rule.title,
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_POST
@requires(Permission.RULE_EDIT)
def suspension_confirm(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    return clicked(request, row, actions.confirm_suspension, _("The suspension is confirmed."))


@require_http_methods(["GET", "POST"])
@requires(Permission.RULE_EDIT)
def suspension_lift(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    return withdrawn(request, row, actions.lift_suspension, _("End a suspension"))
