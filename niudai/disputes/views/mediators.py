"""The register of mediators: list, page, and a form for every act."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.disputes import actions
from niudai.disputes.forms.register import (
    AppraisalForm,
    LeaveForm,
    MediatorFilters,
    MediatorForm,
    NewMediatorForm,
    RenewForm,
    StatusForm,
    TrainingForm,
)
from niudai.disputes.levels import kinds_at
from niudai.disputes.load import IN_HAND, expiring, measure, open_cases, overloaded, renewal_horizon
from niudai.disputes.models import Appraisal, Dispute, Mediator, Training
from niudai.disputes.views.bodies import body_or_404
from niudai.disputes.views.register_form import event, form_page
from niudai.kernel.calendar import ONE_DAY
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.kernel.searching import found_by
from niudai.rulebook.codes import codes

ORDER = ("name", "pk")
CHUNK = 500
CASES = 50


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.MEDIATOR_VIEW)
def mediators(request: Request) -> HttpResponse:
    form = filters(request)
    found = page_of(narrowed(request, form), request.GET, order=ORDER)
    part = "#rows" if request.headers.get("HX-Request") else ""
    context = {
        "form": form,
        "page": found,
        "rows": table(found.rows),
        "query": request.GET.urlencode(),
    }
    return render(request, f"disputes/mediators.html{part}", context)


def filters(request: Request) -> MediatorFilters:
    form = MediatorFilters(request.GET, actor=request.actor)
    form.is_valid()
    return form


def narrowed(request: Request, form: MediatorFilters) -> QuerySet[Mediator]:
    """The mediators the reader may see, narrowed by what the filters say."""
    today = timezone.localdate()
    rows: QuerySet[Mediator] = Mediator.objects.visible_to(request.actor)
    rows = rows.select_related("body__organisation", "area").defer("phone")
    if form.asked("q"):
        rows = rows.filter(found_by(form.asked("q")))
    if form.place:
        rows = rows.filter(within(form.place.path, "body__organisation__path"))
    if form.asked("kind"):
        rows = rows.filter(body__kind=form.asked("kind"))
    if level := form.asked("level"):
        rows = rows.filter(body__organisation__kind__in=kinds_at(level))
    if form.asked("time"):
        rows = rows.filter(full_time=form.asked("time") == "full")
    if skill := form.asked("skill"):
        rows = rows.annotate(skill_text=Cast("skills", TextField()))
        rows = rows.filter(skill_text__contains=f'"{skill}"')
    if form.asked("status") != "all":
        rows = rows.filter(status=form.asked("status") or Mediator.Status.ACTIVE)
    if form.asked("expiring"):
        rows = expiring(rows, today)
    if form.asked("overloaded"):
        rows = overloaded(rows, today)
    return rows


def table(found: Iterable[Mediator]) -> list[dict[str, Any]]:
    """Each mediator with the load and what is said of the term: one query for all of them."""
    found, today = list(found), timezone.localdate()
    cases, names = open_cases(found), skill_names()
    most, horizon = measure(today).parameters, renewal_horizon(today)
    return [
        {
            "mediator": each,
            "cases": cases.get(each.pk, 0),
            "most": most["full_time" if each.full_time else "part_time"],
            "skills": [names.get(code, code) for code in each.skills],
            "over": bool(each.until and each.until < today),
            "soon": bool(each.until and today <= each.until <= horizon),
        }
        for each in found
    ]


def skill_names() -> dict[str, str]:
    return {code.id: code.name for code in codes("cause_statute", on=timezone.localdate())}


@require_safe
@requires(Permission.MEDIATOR_VIEW)
def mediators_export(request: Request) -> HttpResponseBase:
    rows = narrowed(request, filters(request)).order_by(*ORDER)
    heads = [
        _("Name"), _("Sex"), _("Body"), _("Union"), _("Unit"), _("Stands for"), _("Chair"),
        _("Full or part time"), _("Skills"), _("Term from"), _("Term until"), _("Status"),
        _("Open cases"), _("Training hours"), _("Appraisal"), _("Certificate"),
    ]  # fmt: skip
    return csv_file(_("mediators"), heads, lines(rows))


def lines(rows: QuerySet[Mediator]) -> Iterator[list[Any]]:
    coming = rows.iterator(chunk_size=CHUNK)
    while some := list(islice(coming, CHUNK)):
        for row in table(some):
            each = row["mediator"]
            yield [
                each.name, each.get_sex_display(), each.body.name, each.body.organisation.name,
                each.unit, each.get_side_display(), _("yes") if each.is_chair else "",
                _("Full-time") if each.full_time else _("Part-time"), _(", ").join(row["skills"]),
                each.since, each.until, each.get_status_display(), row["cases"],
                each.training_hours, each.get_appraisal_display(), each.certificate,
            ]  # fmt: skip


@require_safe
@requires(Permission.MEDIATOR_VIEW)
def mediator(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    trainings = list(Training.objects.visible_to(request.actor).filter(mediator=found))
    appraisals = list(Appraisal.objects.visible_to(request.actor).filter(mediator=found))
    context = {
        **table([found])[0],
        "disputes": seen_cases(request, found),
        "shown": CASES,
        "trainings": trainings,
        "appraisals": appraisals,
        "events": history(found, trainings),
        "may_see_cases": request.actor.may(Permission.DISPUTE_VIEW),
        "may_edit": request.actor.may(Permission.MEDIATOR_EDIT) and found.status != "left",
    }
    return render(request, "disputes/mediator.html", context)


def mediator_or_404(request: Request, pk: int) -> Mediator:
    rows = Mediator.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("body__organisation", "area", "appointment__user"), pk=pk
    )


def seen_cases(request: Request, found: Mediator) -> list[dict[str, Any]]:
    """The mediator's cases the reader may see, those in hand first."""
    cases = Dispute.objects.visible_to(request.actor).filter(mediator=found)
    rows = cases.prefetch_related("parties").order_by("-received_on", "-pk")
    in_hand = list(rows.filter(stage__in=IN_HAND)[:CASES])
    ended = list(rows.exclude(stage__in=IN_HAND)[: CASES - len(in_hand)])
    return [{"dispute": each, "in_hand": each in in_hand} for each in [*in_hand, *ended]]


def history(found: Mediator, trainings: list[Training]) -> list[dict[str, Any]]:
    events = [event(found.since, _("On the register of %(body)s") % {"body": found.body})]
    for each in trainings:
        said = _("Training: %(subject)s, %(hours)s hours") % {
            "subject": each.subject, "hours": each.hours,
        }  # fmt: skip
        events.append(event(each.held_on, said))
    if found.status_on:
        events.append(event(found.status_on, found.get_status_display(), found.status_reason))
    return sorted(events, key=lambda each: each["on"], reverse=True)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_new(request: Request, body: int) -> HttpResponse:
    home = body_or_404(request, body)
    form = NewMediatorForm(request.POST or None, body=home, actor=request.actor)

    def add() -> Mediator:
        term = {name: form.cleaned_data[name] for name in ("since", "until")}
        return actions.add_mediator(home, facts=form.facts(), **term, by=request.actor)

    return form_page(
        request, form, add, heading=_("Add a mediator"), back=home, said=_("On the register."),
        about=_("An adult, fair, in touch with people, with some knowledge of the law (LMA §11)."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_edit(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    now = {name: getattr(found, name) for name in MediatorForm.base_fields}
    form = MediatorForm(request.POST or None, initial=now, body=found.body, actor=request.actor)
    return form_page(
        request, form,
        lambda: actions.correct_mediator(found, facts=form.facts(), by=request.actor),
        heading=_("Correct the entry"), back=found,
        said=_("Corrected. The old text stays in the log."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_suspend(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    form = StatusForm(request.POST or None)
    cases = open_cases([found]).get(found.pk, 0)
    return form_page(
        request, form,
        lambda: actions.suspend_mediator(
            found, reason=form.cleaned_data["reason"], suspended_on=form.cleaned_data["day"],
            by=request.actor,
        ),
        heading=_("Suspend the mediator"), back=found, verb=_("Suspend"),
        about=_("Open cases that need another mediator meanwhile: %(count)d") % {"count": cases},
        said=_("The mediator is suspended."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_reinstate(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    form = StatusForm(request.POST or None)
    return form_page(
        request, form,
        lambda: actions.reinstate_mediator(
            found, reason=form.cleaned_data["reason"], reinstated_on=form.cleaned_data["day"],
            by=request.actor,
        ),
        heading=_("Reinstate the mediator"), back=found, verb=_("Reinstate"),
        said=_("The mediator may take cases again."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_leave(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    form = LeaveForm(request.POST or None, mediator=found, actor=request.actor)
    return form_page(
        request, form,
        lambda: actions.leave(found, **form.cleaned_data, by=request.actor),
        heading=_("Record the leaving"), back=found, verb=_("Record the leaving"),
        about=_("The entry stays readable. Open cases go to another mediator."),
        said=_("The mediator has left the register."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_renew(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    form = RenewForm(request.POST or None, initial={"since": next_term(found)})
    return form_page(
        request, form,
        lambda: actions.renew_term(found, **form.cleaned_data, by=request.actor),
        heading=_("Renew the term"), back=found, verb=_("Renew"), about=term_words(found),
        said=_("The term is renewed."),
    )  # fmt: skip


def next_term(found: Mediator) -> date:
    """The day after the present term, or today where that is past."""
    today = timezone.localdate()
    return max(today, found.until + ONE_DAY) if found.until else today


def term_words(found: Mediator) -> str:
    return _("The present term: %(since)s to %(until)s.") % {
        "since": found.since, "until": found.until or _("without end"),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_training(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    form = TrainingForm(request.POST or None)
    return form_page(
        request, form,
        lambda: actions.record_training(found, **form.cleaned_data, by=request.actor),
        heading=_("Record a training"), back=found, said=_("The training is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.MEDIATOR_EDIT)
def mediator_appraisal(request: Request, pk: int) -> HttpResponse:
    found = mediator_or_404(request, pk)
    form = AppraisalForm(request.POST or None, initial={"year": timezone.localdate().year})
    return form_page(
        request, form,
        lambda: actions.record_appraisal(found, **form.cleaned_data, by=request.actor),
        heading=_("Record an appraisal"), back=found, said=_("The appraisal is on record."),
    )  # fmt: skip
