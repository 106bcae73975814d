"""Joining, keeping, restoring, leaving, dues: one form each."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.membership import actions
from niudai.membership.forms import (
    DayForm,
    DuesForm,
    EndForm,
    JoinForm,
    KeepForm,
    MembershipForm,
)
from niudai.membership.models import Membership, Person
from niudai.membership.views.people import found
from niudai.organisations.views.asking import asked


def changed(
    request: Request, known: Person, form: Form, act: Callable[..., Any], **words: str
) -> HttpResponse:
    """Ask, act on this person, and go back to the card."""

    def acted(**facts: Any) -> Person:
        act(known, **facts, by=request.actor)
        return known

    return asked(request, form, acted, back=known, **words)


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_join(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    form = JoinForm(
        request.POST or None, by=request.actor, initial={"organisation": known.organisation.name}
    )
    return changed(
        request, known, form, actions.join, heading=_("Admit as a member"),
        done=_("The person is a member now."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_keep(request: Request, pk: int) -> HttpResponse:
    return changed(
        request, found(request, pk), KeepForm(request.POST or None), actions.keep,
        heading=_("Keep the membership"), done=_("The membership is kept."),
        about=_("A kept member has no vote, pays no dues and is not counted among the members."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_restore(request: Request, pk: int) -> HttpResponse:
    return changed(
        request, found(request, pk), DayForm(request.POST or None), actions.restore,
        heading=_("Active again"), done=_("The member is active again."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_end(request: Request, pk: int) -> HttpResponse:
    return changed(
        request, found(request, pk), EndForm(request.POST or None), actions.end_membership,
        heading=_("End the membership"), done=_("The membership has ended; the history stays."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_dues(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    stay = standing(request, known)
    initial = {"dues": stay.dues, "dues_until": stay.dues_until} if stay else {}
    return changed(
        request, known, DuesForm(request.POST or None, initial=initial), actions.note_dues,
        heading=_("Dues"), done=_("The state of the dues is on file."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_ADMIT)
def person_membership(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    stay = standing(request, known)
    names = MembershipForm.base_fields
    initial = {name: getattr(stay, name) for name in names} if stay else {}
    return changed(
        request, known, MembershipForm(request.POST or None, initial=initial),
        actions.correct_membership, heading=_("Correct the membership"),
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


def standing(request: Request, known: Person) -> Membership | None:
    return Membership.objects.visible_to(request.actor).open().filter(person=known).first()
