"""Accounts and appointments, for the administrators of a place."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.models import Appointment, AppointmentQuerySet, User
from niudai.access.permissions import GRANTS, Permission, Role
from niudai.kernel.listing import page_of
from niudai.kernel.refused import Refused
from niudai.office.account_forms import AccountForm, AppointmentForm, EndForm
from niudai.office.gate import has_second_factor
from niudai.office.permission_names import permission_name
from niudai.organisations.actions import accounts as act
from niudai.organisations.actions.appointments import (
    SEATS,
    appoint,
    end_appointment,
    work_in_hand,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@requires(Permission.ACCOUNT_VIEW)
def accounts(request: Request) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "role", "state")}
    page = page_of(chosen(request, asked), request.GET, order=["name"])
    context = {"page": page, "asked": asked, "roles": Role.choices}
    return render(request, "office/accounts.html", context)


def chosen(request: Request, asked: dict[str, str]) -> QuerySet[User]:
    """People of this place with the appointments that lie in it."""
    seen = Appointment.objects.visible_to(request.actor)
    held = seen.filter(user=OuterRef("pk"))
    if asked["role"]:
        held = held.filter(role=asked["role"])
    if asked["state"] == "ended":
        people = User.objects.visible_to(request.actor).filter(~Exists(today(held)), Exists(held))
    elif asked["state"] == "disabled":
        people = User.objects.visible_to(request.actor).filter(Exists(held), is_active=False)
    else:
        people = User.objects.visible_to(request.actor).filter(Exists(today(held)))
    if asked["q"]:
        people = people.filter(Q(name__contains=asked["q"]) | Q(username__contains=asked["q"]))
    shown = seen.select_related("organisation").order_by("-since", "pk")
    return people.prefetch_related(Prefetch("appointments", queryset=shown, to_attr="here"))


def today(held: AppointmentQuerySet) -> AppointmentQuerySet:
    return held.in_force(timezone.localdate())


@require_safe
@requires(Permission.ACCOUNT_VIEW)
def account(request: Request, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    held = Appointment.objects.visible_to(request.actor).filter(user=user)
    in_force = set(today(held).values_list("pk", flat=True))
    rows = [
        {"appointment": row, "in_force": row.pk in in_force, "work": work_in_hand(row)}
        for row in held.select_related("organisation", "user").order_by("-since", "pk")
    ]
    context = {
        "person": user,
        "rows": rows,
        "one_time_until": act.one_time_until(user),
        "today": timezone.localdate(),
        "second_factor": has_second_factor(user),
        "signed_in": user.usersession_set.count(),
        "may_edit": request.actor.may(Permission.ACCOUNT_EDIT) and user.pk != request.actor.user_id,
        "may_hand_over": request.actor.may(Permission.HAND_OVER),
        "may_read_log": request.actor.may(Permission.AUDIT_VIEW),
    }
    return render(request, "office/account.html", context)


@form_page
@never_cache
@requires(Permission.ACCOUNT_EDIT)
def account_new(request: Request) -> HttpResponse:
    form = AccountForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = opened(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return one_time(request, user, password)
    context = {
        "form": form, "heading": _("New account"), "verb": _("Make the account"),
        "about": _("The one-time password is shown once, on the next page."),
    }  # fmt: skip
    return render(request, "office/account_form.html", context)


@transaction.atomic
def opened(request: Request, facts: dict[str, Any]) -> tuple[User, str]:
    user, password = act.create_account(
        username=facts["username"], name=facts["name"], phone=facts["phone"],
        organisation=facts["organisation"], by=request.actor,
    )  # fmt: skip
    appoint(
        user, role=facts["role"], organisation=facts["organisation"], since=facts["since"],
        until=facts["until"], by=request.actor,
    )  # fmt: skip
    return user, password


def one_time(request: Request, user: User, password: str) -> HttpResponse:
    context = {"person": user, "password": password, "until": act.one_time_until(user)}
    return render(request, "office/one_time_password.html", context)


@form_page
@requires(Permission.ACCOUNT_EDIT)
def appointment_new(request: Request, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    form = AppointmentForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            appoint(
                user, role=facts["role"], organisation=facts["organisation"],
                since=facts["since"], until=facts["until"], by=request.actor,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Appointed."))
            return redirect("account", pk=user.pk)
    context = {
        "form": form, "person": user, "heading": _("New appointment"), "verb": _("Appoint"),
        "about": user.name,
    }  # fmt: skip
    return render(request, "office/account_form.html", context)


@form_page
@requires(Permission.ACCOUNT_EDIT)
def appointment_end(request: Request, pk: int) -> HttpResponse:
    """The last day of an appointment; open work is handed over first."""
    rows = Appointment.objects.visible_to(request.actor).select_related("organisation", "user")
    appointment = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_appointment(appointment, until=form.cleaned_data["until"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The last day is set."))
            return redirect("account", pk=appointment.user_id)
    context = {
        "form": form, "person": appointment.user, "heading": _("End the appointment"),
        "verb": _("Set the last day"), "about": f"{appointment} · {appointment.organisation}",
        "hand_over": appointment if work_in_hand(appointment) else None,
    }  # fmt: skip
    return render(request, "office/account_form.html", context)


@require_POST
@never_cache
@requires(Permission.ACCOUNT_EDIT)
def account_password(request: Request, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    try:
        password = act.reset_password(user, by=request.actor)
    except Refused as refusal:
        return refused(request, user, refusal)
    user.refresh_from_db()
    return one_time(request, user, password)


@require_POST
@requires(Permission.ACCOUNT_EDIT)
def account_second_factor(request: Request, pk: int) -> HttpResponse:
    return done(request, pk, act.reset_second_factor, _("The second factor is taken away."))


@require_POST
@requires(Permission.ACCOUNT_EDIT)
def account_sign_ins(request: Request, pk: int) -> HttpResponse:
    return done(request, pk, act.sign_out_everywhere, _("Every sign-in is ended."))


@require_POST
@requires(Permission.ACCOUNT_EDIT)
def account_disable(request: Request, pk: int) -> HttpResponse:
    return done(request, pk, act.disable_account, _("The account is disabled."))


@require_POST
@requires(Permission.ACCOUNT_EDIT)
def account_enable(request: Request, pk: int) -> HttpResponse:
    return done(request, pk, act.enable_account, _("The account is enabled."))


def done(request: Request, pk: int, action: Any, said: str) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    try:
        action(user, by=request.actor)
    except Refused as refusal:
        return refused(request, user, refusal)
    messages.success(request, said)
    return redirect("account", pk=user.pk)


def refused(request: Request, user: User, refusal: Refused) -> HttpResponse:
    messages.error(request, refusal.reason)
    return redirect("account", pk=user.pk)


@require_safe
@requires(Permission.ACCOUNT_VIEW)
def roles(request: Request) -> HttpResponse:
    """Every role, where it is held and what it may: the page an inspector asks for first."""
    table = [
        {
            "role": role,
            "seats": [kind.label for kind in sorted(SEATS[role], key=str)],
            "permissions": [permission_name(held) for held in Permission if held in GRANTS[role]],
        }
        for role in Role
    ]
    return render(request, "office/roles.html", {"table": table})
