"""Putting people on file, correcting them, and their work for several units."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.membership import actions
from niudai.membership.actions.persons import COVERED, PersonFacts
from niudai.membership.forms import DayForm, EnterForm, PersonForm, WorkForm
from niudai.membership.models import Engagement, Person
from niudai.membership.views.people import covered, found
from niudai.organisations.models import Organisation
from niudai.organisations.views.asking import asked


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def person_new(request: Request) -> HttpResponse:
    own = get_object_or_404(
        Organisation.objects.visible_to(request.actor), path=request.actor.scope
    )
    sensitive = request.actor.may(Permission.PERSON_SENSITIVE)
    form = EnterForm(
        request.POST or None, by=request.actor, sensitive=sensitive,
        initial={"organisation": own.name, "document": "resident"},
    )  # fmt: skip

    @transaction.atomic
    def enter(organisation: Organisation, member_since: Any, **facts: Any) -> Person:
        known = actions.enter_person(
            PersonFacts(**facts), organisation=organisation, by=request.actor
        )
        if member_since:
            actions.join(known, organisation=organisation, on=member_since, by=request.actor)
        return known

    return asked(
        request, form, enter, back=own, heading=_("Put a person on file"),
        done=_("The person is on file."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def person_edit(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)
    sensitive = request.actor.may(Permission.PERSON_SENSITIVE, at=known.path)
    names = [name for name in PersonForm.base_fields if name not in COVERED]
    form = PersonForm(
        request.POST or None, sensitive=sensitive,
        initial={name: getattr(known, name) for name in names},
    )  # fmt: skip
    for name, shown in covered(known).items():
        if name in form.fields and shown:
            form.fields[name].help_text = _("Empty keeps what is on file, %(shown)s.") % {
                "shown": shown
            }

    def correct(**facts: Any) -> Person:
        kept = {name: facts.get(name) or None for name in COVERED}
        return actions.correct_person(known, PersonFacts(**{**facts, **kept}), by=request.actor)

    return asked(
        request, form, correct, back=known, heading=_("Correct a person"),
        done=_("The correction is on record; the old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def person_work(request: Request, pk: int) -> HttpResponse:
    known = found(request, pk)

    def begin(**facts: Any) -> Person:
        actions.begin_work(known, **facts, by=request.actor)
        return known

    return asked(
        request, WorkForm(request.POST or None), begin, back=known,
        heading=_("Work for another unit"), done=_("The work is on file."),
        about=_("Couriers, drivers and dispatched workers work for several units; the membership "
                "stays where it is."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def work_end(request: Request, pk: int) -> HttpResponse:
    rows = Engagement.objects.visible_to(request.actor).select_related("person")
    engagement = get_object_or_404(rows, pk=pk)
    known = found(request, engagement.person_id)
    end = partial(actions.end_work, engagement, by=request.actor)
    return asked(
        request, DayForm(request.POST or None), lambda **facts: end(**facts).person, back=known,
        heading=_("The work for the unit ended"), done=_("The last day is on file."),
    )  # fmt: skip
