"""The rules as pages: which there are, what one says, and what it gives for a date."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.kernel.refused import Refused
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.entered import suspended
from niudai.rulebook.evaluation import facts_wanted
from niudai.rulebook.forms.reading import FilterForm, TryForm
from niudai.rulebook.in_words import (
    confidence_meaning,
    in_words,
    period_words,
    role_name,
    status_name,
    subject_name,
)
from niudai.rulebook.instruments import aliases_of, instrument
from niudai.rulebook.models import EnteredRule
from niudai.rulebook.naming import numbers_in_words
from niudai.rulebook.reckoning import Reckoning, reckon
from niudai.rulebook.rules import Confidence, Rule, Unsettled, nearest, own_place, versions
from niudai.rulebook.wall import weeks


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.RULE_VIEW)
def rules(request: Request) -> HttpResponse:
    form = FilterForm(request.GET)
    found = form.chosen()
    part = "#rows" if "HX-Request" in request.headers else ""
    return render(
        request,
        f"rulebook/list.html{part}",
        {
            "form": form,
            "count": len(found),
            "groups": [
                (subject_name(subject), [line_of(rule) for rule in rows])
                for subject, rows in groupby(found, key=lambda rule: rule.subject)
            ],
            "marks": [(mark, confidence_meaning(mark)) for mark in Confidence],
        },
    )


def line_of(rule: Rule) -> dict[str, object]:
    """What the list shows of one rule."""
    return {
        "rule": rule,
        "period": period_words(rule),
        "role": role_name(rule.role),
        "look": look(rule),
        "status": status_name(rule.status),
    }


def look(rule: Rule) -> str:
    """The chip's class: its shape says whose clock it is."""
    return {"own_duty": "own", "party_right": "party", "watch": "watch"}.get(rule.role or "", "")


@require_safe
@requires(Permission.RULE_VIEW)
def rule(request: Request, rule_id: str) -> HttpResponse:
    rows = versions(rule_id)
    if not rows:
        raise Http404
    here, unsettled = applying(rule_id, rows)
    form = TryForm(request.GET if "start" in request.GET else None)
    end = tried(here, form) if here.is_clock and form.is_bound and form.is_valid() else None
    return render(
        request,
        "rulebook/rule.html",
        {
            **line_of(here),
            "subject": subject_name(here.subject),
            "sentences": in_words(here),
            "numbers": numbers_in_words(here),
            "waiting": EnteredRule.objects.visible_to(request.actor)
            .waiting()
            .filter(rule_id=here.id),
            "rests": suspended(here.id, on=timezone.localdate()),
            "may_enter": request.actor.may(Permission.RULE_EDIT) and not set_by_law(here),
            "instruments": [] if here.entry else [instrument(each.tag) for each in here.sources],
            "aliases": aliases_of(here.sources),
            "facts": () if here.is_clock else facts_wanted(here),
            "versions": [line_of(row) for row in rows],
            "unsettled": unsettled,
            "form": form,
            "end": end,
            "weeks": weeks(end) if end else [],
        },
    )


def set_by_law(rule: Rule) -> bool:
    """A rule the law sets with its own number is not the county's to enter."""
    return rule.decides and not rule.document


def applying(rule_id: str, rows: list[Rule]) -> tuple[Rule, str]:
    """The row in force here today, or the newest with the sentence why none is."""
    try:
        return nearest(rule_id, on=timezone.localdate(), place=own_place()), ""
    except Unsettled as unsettled:
        return rows[0], unsettled.reason


def tried(rule: Rule, form: TryForm) -> Reckoning | None:
    """What the row of that date gives for it; a refusal is shown with the form."""
    start = form.cleaned_data["start"]
    try:
        row = nearest(rule.id, on=start, place=own_place())
        return reckon(row, start, work_calendar(), **form.course())
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None
