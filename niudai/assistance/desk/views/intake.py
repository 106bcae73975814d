"""Taking a visitor down, recognising them, passing the matter on within the house."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.desk import actions, forms
from niudai.assistance.desk.actions.moving import visitor_of
from niudai.assistance.desk.models import Reception, Ticket
from niudai.assistance.desk.recognition import Known, known_by
from niudai.assistance.desk.views.found import reception_of
from niudai.audit.revealing import reveal
from niudai.casework.doors import doors
from niudai.casework.noting import note
from niudai.kernel.forms import tried
from niudai.kernel.refused import Refused
from niudai.organisations.views.asking import asked


@require_http_methods(["GET", "POST"])
@requires(Permission.DESK_RECEIVE)
def reception_new(request: Request) -> HttpResponse:
    """With `?ticket=` for the number that was called."""
    ticket = called(request)
    initial = {"matter": ticket.matter, "site": ticket.site} if ticket else None
    form = forms.ReceiveForm(request.POST or None, actor=request.actor, initial=initial)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            case = actions.receive(facts.pop("site"), ticket=ticket, **facts, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("On record as %(number)s.") % {"number": case.reference})
            return redirect(case)
    phone = form.data.get("phone", "") if form.is_bound else ""
    context = {"form": form, "ticket": ticket, "known": known_by(phone, actor=request.actor)}
    return render(request, "desk/new.html", context)


def called(request: Request) -> Ticket | None:
    number = request.GET.get("ticket", "")
    if not number.isdecimal():
        return None
    rows = Ticket.objects.visible_to(request.actor).select_related("site__organisation")
    return rows.filter(pk=number, state=Ticket.State.CALLED).first()


@require_POST
@requires(Permission.DESK_RECEIVE)
def reception_known(request: Request) -> HttpResponse:
    """Who is on file under the phone just typed. By POST: no phone stands in an address."""
    phone = "".join(request.POST.get("phone", "").split())
    known = known_by(phone, actor=request.actor) if phone else Known()
    return render(request, "desk/new.html#known", {"known": known, "form": None, "ticket": None})


@require_http_methods(["GET", "POST"])
@requires(Permission.DESK_RECEIVE)
def reception_correct(request: Request, pk: int) -> HttpResponse:
    case = reception_of(request, pk)
    now = {name: getattr(case, name) for name in ("way", "matter", "name", "people",
                                                  "promised_on")}  # fmt: skip
    form = forms.CorrectForm(request.POST or None, initial={**now, "words": case.said})

    def act(**_facts: Any) -> Reception:
        return actions.correct(case, **form.arguments(), by=request.actor)

    return asked(
        request, form, act, back=case, heading=_("Correct or complete"), about=case.title,
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.DESK_RECEIVE)
def reception_route(request: Request, pk: int, door: str) -> HttpResponse:
    """What the door still asks for; name, phone and words are carried over."""
    case, known = reception_of(request, pk), doors().get(door)
    if known is None or not request.actor.may(known.permission, at=case.organisation.path):
        raise Http404
    form = known.form(request.POST or None, visitor=visitor_of(case), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.route, case, known, facts=form.cleaned_data, by=request.actor)
        if tried(form, act):
            messages.success(request, _("Opened: %(what)s.") % {"what": known.label})
            return redirect(case)
    context = {
        "form": form, "heading": known.label, "back": case.get_absolute_url(),
        "back_label": case.reference, "verb": _("Open it"),
        "about": _("Carried over: %(name)s, phone, number of people and what was said.")
        % {"name": case.name},
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_POST
@requires(Permission.DESK_RECEIVE)
def reception_note(request: Request, pk: int) -> HttpResponse:
    case = reception_of(request, pk)
    try:
        note(case, text=request.POST.get("text", ""), by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{case.get_absolute_url()}#timeline")


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSONAL_REVEAL)
def reception_reveal(request: Request, pk: int) -> HttpResponse:
    case, number = reception_of(request, pk), ""
    form = forms.RevealForm(request.POST or None)
    if form.is_valid():
        try:
            number = reveal(case, "phone", reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            form.add_error("reason", refusal.reason)
    context = {"form": form, "number": number, "name": case.name, "back": case}
    part = "#number" if request.headers.get("HX-Request") else ""
    return render(request, f"organisations/reveal.html{part}", context)
