"""Taking an application down at the counter, part by part."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.forms import intake as forms
from niudai.assistance.hardship.models import MoneyLine
from niudai.assistance.hardship.views.found import asked, clicked, file_of
from niudai.kernel.forms import tried

L = gettext_lazy
PARTS: dict[str, tuple[Any, Any, Any]] = {
    "work": (L("The work"), forms.WorkForm, actions.correct),
    "home": (L("The home"), forms.HomeForm, actions.correct),
    "cause": (L("The cause"), forms.CauseForm, actions.correct),
    "bank": (L("The bank card"), forms.BankForm, actions.correct),
    "declared": (L("What was declared"), forms.DeclaredForm, actions.declare),
}


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_file_new(request: Request) -> HttpResponse:
    form = forms.TakeDownForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []

        def act() -> None:
            given = form.arguments()
            said = given.pop("employer_said")
            file = actions.take_down(**given, by=request.actor)
            if said:
                file = actions.correct(file, employer_said=said, by=request.actor)
            made.append(file)

        if tried(form, act):
            messages.success(request, _("The file is begun. Fill it in part by part."))
            return redirect(made[0])
    context = {
        "form": form, "heading": _("Take down an application"), "verb": _("Begin the file"),
        "about": "", "back": reverse("hardship_files"), "back_label": _("Hardship files"),
    }  # fmt: skip
    return render(request, "office/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_part(request: Request, pk: int, part: str) -> HttpResponse:
    if part not in PARTS:
        raise Http404
    file = file_of(request, pk)
    heading, form, act = PARTS[part]
    return asked(
        request, file, form(request.POST or None, file=file), partial(act, file),
        heading=heading, done=_("The form is filled in further."), part="facts",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_member_new(request: Request, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    return asked(
        request, file, forms.MemberForm(request.POST or None), partial(actions.add_member, file),
        heading=_("Somebody of the household"), verb=_("Add"), done=_("On record."),
        part="household",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_member_edit(request: Request, pk: int, member: int) -> HttpResponse:
    file = file_of(request, pk)
    one = get_object_or_404(file.members.all(), pk=member)
    return asked(
        request, file, forms.MemberForm(request.POST or None, member=one),
        partial(actions.correct_member, one), heading=one.name, about=one.relation_name,
        done=_("The form is filled in further."), part="household",
    )  # fmt: skip


@require_POST
@requires(Permission.HARDSHIP_HANDLE)
def hardship_member_remove(request: Request, pk: int, member: int) -> HttpResponse:
    file = file_of(request, pk)
    one = get_object_or_404(file.members.all(), pk=member)
    return clicked(
        request, file, partial(actions.remove_member, one), done=_("Taken off the list."),
        part="household",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.HARDSHIP_HANDLE)
def hardship_money_new(request: Request, pk: int, side: str) -> HttpResponse:
    if side not in MoneyLine.Side.values:
        raise Http404
    file = file_of(request, pk)
    form = forms.MoneyForm(request.POST or None, file=file, side=side)
    return asked(
        request, file, form, partial(actions.add_money, file), heading=MoneyLine.Side(side).label,
        verb=_("Add"), done=_("On record."), part="money",
    )  # fmt: skip


@require_POST
@requires(Permission.HARDSHIP_HANDLE)
def hardship_money_remove(request: Request, pk: int, line: int) -> HttpResponse:
    file = file_of(request, pk)
    one = get_object_or_404(file.money.all(), pk=line)
    return clicked(
        request, file, partial(actions.remove_money, one), done=_("Taken off the list."),
        part="money",
    )  # fmt: skip
