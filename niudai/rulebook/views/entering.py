"""The county enters its own rows: from a paper, two people."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.forms import tried
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.rulebook import actions
from niudai.rulebook.entered import as_rule, paper_of
from niudai.rulebook.forms.entering import EnterForm, WithdrawForm
from niudai.rulebook.in_words import jurisdiction_name, period_words
from niudai.rulebook.models import ByPaper, EnteredRule
from niudai.rulebook.naming import numbers_in_words
from niudai.rulebook.rules import Rule, from_files, jurisdictions, own_place, versions


@require_safe
@requires(Permission.RULE_VIEW)
def rules_entered(request: Request) -> HttpResponse:
    rows = EnteredRule.objects.visible_to(request.actor)
    page = page_of(rows, request.GET, order=["-pk"])
    context = {
        "page": page, "lines": [line_of(row) for row in page],
        "may_edit": request.actor.may(Permission.RULE_EDIT),
    }  # fmt: skip
    return render(request, "rulebook/entered_list.html", context)


def line_of(row: EnteredRule) -> dict[str, Any]:
    rule = as_rule(row)
    return {
        "row": row, "rule": rule, "state": row.state_name, "numbers": said_of(rule),
        "paper": paper_of(row),
    }  # fmt: skip


def said_of(rule: Rule) -> list[tuple[str, str]]:
    """The period and every number of the row."""
    period = [(_("Period"), period_words(rule))] if rule.is_clock else []
    return period + numbers_in_words(rule)


@require_safe
@requires(Permission.RULE_VIEW)
def rule_entered(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    context = line_of(row) | {"may_edit": request.actor.may(Permission.RULE_EDIT)}
    context |= {"own": row.entered_user == request.actor.user_id}
    return render(request, "rulebook/entered.html", context)


def found(request: Request, pk: int) -> EnteredRule:
    return get_object_or_404(EnteredRule.objects.visible_to(request.actor), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.RULE_EDIT)
def rule_enter(request: Request, rule_id: str) -> HttpResponse:
    """`?like=` names the row whose form is taken, where a rule has several."""
    rows = versions(rule_id, rules=from_files())
    if not rows:
        raise Http404
    pattern = pattern_of(rows, request.GET.get("like", ""))
    form = EnterForm(request.POST or None, pattern=pattern)
    if form.is_valid():
        try:
            row = actions.enter(pattern, form.facts(), by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Entered. It applies once another person confirms it."))
            return redirect(row)
    context = {
        "form": form, "pattern": pattern, "rule_id": rule_id,
        "patterns": [
            {"rule": rule, "place": jurisdiction_name(rule.jurisdiction)} for rule in rows
        ],
    }  # fmt: skip
    return render(request, "rulebook/enter.html", context)


def pattern_of(rows: list[Rule], key: str) -> Rule:
    """The row that was named, else the nearest to the own county, one with numbers first."""
    if named := next((rule for rule in rows if rule.key == key), None):
        return named
    near = {code: distance for distance, code in enumerate(jurisdictions(own_place()))}
    return min(
        rows,
        key=lambda rule: (
            near.get(rule.jurisdiction, len(near)), rule.ended, -rule.valid_from.toordinal(),
        ),
    )  # fmt: skip


@require_POST
@requires(Permission.RULE_EDIT)
def rule_confirm(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    return clicked(request, row, actions.confirm, _("The row is confirmed."))


def clicked(request: Request, row: ByPaper, act: Callable[..., object], done: str) -> HttpResponse:
    """One click; a refusal is told at the top of the page it comes back to."""
    try:
        act(row, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, done)
    return redirect(row)


@require_http_methods(["GET", "POST"])
@requires(Permission.RULE_EDIT)
def rule_withdraw(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    return withdrawn(request, row, actions.withdraw, _("Withdraw a row"))


def withdrawn(
    request: Request, row: ByPaper, act: Callable[..., object], heading: str
) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if form.is_valid() and tried(form, lambda: act(row, **form.cleaned_data, by=request.actor)):
        messages.success(request, _("It is withdrawn."))
        return redirect(row)
    context = {
        "form": form, "heading": heading, "verb": heading, "about": str(row),
        "back": row.get_absolute_url(), "back_label": str(row),
    }  # fmt: skip
    return render(request, "office/form.html", context)
