"""Possible duplicates: the work list, two records side by side, and what was merged."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.membership.duplicates.comparing import compared, hanging_counts
from niudai.membership.duplicates.merging import merge, tell_apart, undo
from niudai.membership.forms import NoQuestion, PairFilters
from niudai.membership.models import Membership, Merge, Pair, Person
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked

SIDES = ("first__organisation", "second__organisation")


@require_safe
@requires(Permission.DUPLICATE_VIEW)
def duplicates(request: Request) -> HttpResponse:
    filters = PairFilters(request.GET)
    rows = filters.narrowed(request.actor).select_related(*SIDES)
    page = page_of(rows, request.GET, order=["-likelihood", "pk"])
    context = {"filters": filters, "page": page}
    return render(request, "membership/duplicates.html", context)


class Decision(forms.Form):
    """What is decided about a pair."""

    decision = forms.ChoiceField(
        choices=[(name, name) for name in ("first", "second", "different")]
    )
    take = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take: Any = self.fields["take"]
        take.choices = [(name, name) for name in names]


def found(request: Request, pk: int) -> Pair:
    rows = Pair.objects.visible_to(request.actor).select_related(*SIDES)
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.DUPLICATE_VIEW)
def pair(request: Request, pk: int) -> HttpResponse:
    two = found(request, pk)
    undecided = two.state == Pair.State.OPEN
    context = {
        "pair": two,
        "lines": compared(two.first, two.second),
        "sides": [side(request, each) for each in (two.first, two.second)],
        "may_solve": undecided and request.actor.may(Permission.DUPLICATE_SOLVE, at=two.path),
        "open": undecided,
    }
    return render(request, "membership/pair.html", context)


@require_POST
@requires(Permission.DUPLICATE_SOLVE)
def pair_decide(request: Request, pk: int) -> HttpResponse:
    two = found(request, pk)
    form = Decision(request.POST, names=[line.name for line in compared(two.first, two.second)])
    try:
        messages.success(request, decide(request, two, form))
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("pair", pk)
    return redirect("duplicates")


def decide(request: Request, two: Pair, form: Decision) -> str:
    """Do what the form says; what happened, in a sentence."""
    if not form.is_valid():
        raise Refused(_("Choose which record stays, or that these are two persons."))
    decision, reason = form.cleaned_data["decision"], form.cleaned_data["reason"]
    if decision == "different":
        tell_apart(two, reason=reason, by=request.actor)
        return _("Both records stay and are counted.")
    keep = two.first if decision == "first" else two.second
    take = tuple(form.cleaned_data["take"])
    merge(two, keep=keep, take=take, reason=reason, by=request.actor)
    return _("The two records are one. A merge can be undone at any time.")


def side(request: Request, person: Person) -> dict[str, Any]:
    """One record as the decision needs it: where it is kept, where it came from, what hangs on it.

    Whoever decides stands above both unions, so both memberships are theirs to see.
    """
    stays = Membership.objects.visible_to(request.actor).filter(person=person)
    return {
        "person": person,
        "stay": stays.select_related("organisation").first(),
        "hanging": hanging_counts(person),
    }


@require_safe
@requires(Permission.DUPLICATE_VIEW)
def merges(request: Request) -> HttpResponse:
    rows = Merge.objects.visible_to(request.actor).select_related("kept", "gone")
    page = page_of(rows, request.GET, order=["-merged_at", "-pk"])
    may = request.actor.may(Permission.DUPLICATE_SOLVE)
    return render(request, "membership/merges.html", {"page": page, "may_solve": may})


@require_http_methods(["GET", "POST"])
@requires(Permission.DUPLICATE_SOLVE)
def merge_undo(request: Request, pk: int) -> HttpResponse:
    merged = get_object_or_404(Merge.objects.visible_to(request.actor), pk=pk)

    def act() -> str:
        undo(merged, by=request.actor)
        return "merges"

    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    return asked(
        request, NoQuestion(request.POST or None), act, heading=_("Undo the merge"), back=own,
        done=_("There are two records again."), verb=_("Undo"),
        about=_("Both records are as before. What was entered since then stays with the record "
                "that was kept."),
    )  # fmt: skip
