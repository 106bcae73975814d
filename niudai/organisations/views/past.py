"""The tree as it stood on a day: one level at a time, with what stood beneath."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.forms import PastDayField, Styled
from niudai.organisations.history import Branch, Tree, first_day, tree_of
from niudai.organisations.models import Organisation, Span


class PastForm(Styled):
    on = PastDayField(label=_("As of"), required=False)
    under = forms.IntegerField(required=False, widget=forms.HiddenInput)


@require_safe
@requires(Permission.ORGANISATION_VIEW)
def organisations_past(request: Request) -> HttpResponse:
    """What the reader sees today, as it was that day; what moved away since is not in it."""
    form = PastForm(request.GET or {"on": timezone.localdate()})
    asked = form.cleaned_data if form.is_valid() else {}
    on = asked.get("on") or timezone.localdate()
    spans = Span.objects.visible_to(request.actor).as_of(on)
    tree = tree_of(spans, on)
    above = branch_asked(tree, asked.get("under"))
    rows = above.beneath if above else tree.roots
    if above is None and len(tree.roots) == 1:
        above, rows = tree.roots[0], tree.roots[0].beneath
    context = {
        "form": form, "on": on, "above": above, "first_day": first_day(),
        "chain": tree.above(above.span.organisation_id) if above else [],
        "lines": lines(request, rows),
        "kinds": [(Organisation.Kind(kind).label, count)
                  for kind, count in tree.kinds().items() if count],
        "count": len(tree.by_unit),
    }  # fmt: skip
    return render(request, "organisations/past.html", context)


def branch_asked(tree: Tree, under: int | None) -> Branch | None:
    if under is None:
        return None
    branch = tree.by_unit.get(under)
    if branch is None:
        raise Http404
    return branch


def lines(request: Request, rows: list[Branch]) -> list[dict[str, Any]]:
    """Each organisation of that day, and what became of it since."""
    ids = [branch.span.organisation_id for branch in rows]
    now = {
        unit.pk: unit
        for unit in Organisation.objects.visible_to(request.actor)
        .filter(pk__in=ids).select_related("parent")
    }  # fmt: skip
    return [
        {"branch": branch, "span": branch.span, "now": now.get(branch.span.organisation_id)}
        for branch in rows
    ]
