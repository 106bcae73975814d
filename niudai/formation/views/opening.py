"""Opening a case: a union to be, a re-election, a registration, an end."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.formation import actions, forms
from niudai.organisations.models import Employer, Organisation
from niudai.organisations.views.asking import asked


def union_of(request: Request, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.actor).active(), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def formation_new(request: Request) -> HttpResponse:
    """A union to be; with `?employer=` for one that has none yet."""
    number = request.GET.get("employer", "")
    rows = Employer.objects.visible_to(request.actor)
    employer = get_object_or_404(rows, pk=number) if number.isdecimal() else None
    form = forms.PrepareForm(request.POST or None, actor=request.actor, employer=employer)
    back = (
        employer
        or Organisation.objects.visible_to(request.actor).filter(path=request.actor.scope).first()
    )

    def act(**facts: object) -> object:
        return actions.prepare(**form.arguments(), by=request.actor)

    return asked(
        request, form, act, heading=_("Set up a union"), back=back or employer,
        verb=_("Open the case"), about=employer.name if employer else "",
        done=_("The case is open."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def re_election_new(request: Request, pk: int) -> HttpResponse:
    union = union_of(request, pk)
    return asked(
        request, forms.ReElectionForm(request.POST or None),
        partial(actions.prepare_re_election, union, by=request.actor), back=union,
        heading=_("Prepare the re-election"), verb=_("Open the case"), about=union.name,
        done=_("The case is open."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def registration_new(request: Request, pk: int) -> HttpResponse:
    union = union_of(request, pk)
    first = "change" if union.certified_on else "first"
    return asked(
        request, forms.RegistrationForm(request.POST or None, initial={"subject": first}),
        partial(actions.apply_registration, union, by=request.actor), back=union,
        heading=_("Legal person: apply"), verb=_("Open the case"), about=union.name,
        done=_("The case is open."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.FORMATION_HANDLE)
def ending_new(request: Request, pk: int) -> HttpResponse:
    union = union_of(request, pk)
    form = forms.EndingForm(request.POST or None, actor=request.actor, union=union)
    act = partial(actions.propose_ending, union, by=request.actor)
    response = asked(
        request, form, act, back=union, heading=_("Propose a merger or the end"),
        verb=_("Open the case"), about=union.name, done=_("The case is open."),
    )  # fmt: skip
    if response.status_code != 200:
        return response
    context = {
        "form": form, "heading": _("Propose a merger or the end"), "about": union.name,
        "verb": _("Open the case"), "back": union.get_absolute_url(), "back_label": str(union),
        "unions": form.offered,
    }  # fmt: skip
    return render(request, "formation/ending_new.html", context)
