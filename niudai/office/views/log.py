"""The log, for the auditor: what was done, by whom, and that nothing was taken out."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niudai.access.decorators import requires
from niudai.access.middleware import Request
from niudai.access.permissions import Permission
from niudai.audit.models import Entry, EntryQuerySet
from niudai.audit.presenters import lines, private_lines
from niudai.audit.sentences import SENTENCES, kind_name, sentence
from niudai.casework.models import WorkItem
from niudai.kernel.export import csv_file
from niudai.kernel.listing import page_of
from niudai.kernel.paths import within
from niudai.organisations.models import Organisation


@require_safe
@requires(Permission.AUDIT_VIEW)
def log(request: Request) -> HttpResponse:
    page = page_of(chosen(request), request.GET, order=["-number"])
    for entry in page:
        entry.sentence, entry.kind = sentence(entry), kind_name(entry.subject_type)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "asked": asked(request.GET),
        "actions": sorted(((name, str(said)) for name, said in SENTENCES.items()), key=second),
        "units": units(request),
        "query": request.GET.urlencode(),
    }
    return render(request, "office/log.html", context)


def second(pair: tuple[str, str]) -> str:
    return pair[1]


def asked(query: QueryDict) -> dict[str, str]:
    return {
        name: query.get(name, "").strip()
        for name in ("since", "until", "person", "action", "subject", "place")
    }


def units(request: Request) -> list[Organisation]:
    """The federation, towns and zones: below them the list of places is too long to choose from."""
    kinds = [Organisation.Kind.FEDERATION, Organisation.Kind.TOWN, Organisation.Kind.ZONE]
    return list(Organisation.objects.visible_to(request.actor).filter(kind__in=kinds))


def chosen(request: Request) -> EntryQuerySet:
    """The entries the filters leave; a filter that cannot be read is no filter."""
    want = asked(request.GET)
    entries = Entry.objects.visible_to(request.actor)
    if since := day(want["since"]):
        entries = entries.filter(at__gte=midnight(since))
    if until := day(want["until"]):
        entries = entries.filter(at__lt=midnight(until + timedelta(days=1)))
    if want["person"]:
        entries = entries.filter(actor__contains=want["person"])
    if want["action"]:
        entries = entries.filter(action=want["action"])
    if want["subject"]:
        text = want["subject"]
        entries = entries.filter(Q(subject__contains=text) | Q(subject_id=text))
    if want["place"].isdecimal():
        place = Organisation.objects.visible_to(request.actor).filter(pk=int(want["place"][:18]))
        entries = entries.filter(within(place.values_list("path", flat=True).first() or ""))
    return entries


def day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


@require_safe
@requires(Permission.AUDIT_VIEW)
def log_export(request: Request) -> HttpResponseBase:
    head = [
        _("Number"),
        _("At"),
        _("Person"),
        _("Act"),
        _("Kind"),
        _("Subject"),
        _("Facts"),
        _("Seal"),
    ]
    return csv_file(_("Log"), head, rows(chosen(request)))


def rows(entries: EntryQuerySet) -> Iterator[list[Any]]:
    """What can be shredded stays out: a file cannot be shredded."""
    for entry in entries.order_by("-number").iterator(chunk_size=2000):
        facts = "；".join(
            f"{line.label}：{line.after}" if line.before is None
            else f"{line.label}：{line.before} → {line.after}"
            for line in lines(entry)
        )  # fmt: skip
        at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        yield [
            entry.number, at, entry.who, sentence(entry), kind_name(entry.subject_type),
            entry.subject, facts, entry.hash,
        ]  # fmt: skip


@require_safe
@requires(Permission.AUDIT_VIEW)
def log_entry(request: Request, number: int) -> HttpResponse:
    entries = Entry.objects.visible_to(request.actor)
    entry = get_object_or_404(entries, number=number)
    case = WorkItem.objects.visible_to(request.actor).filter(
        kind=entry.subject_type, case_id=entry.subject_id if entry.subject_id.isdecimal() else 0
    )
    place = Organisation.objects.visible_to(request.actor).filter(path=entry.path)
    context = {
        "entry": entry,
        "sentence": sentence(entry),
        "kind": kind_name(entry.subject_type),
        "lines": lines(entry),
        "private": private_lines(entry),
        "shredded": bool(entry.personal_hash) and not entry.salt,
        "before": entries.filter(number=number - 1).first(),
        "after": entries.filter(number=number + 1).first(),
        "case": case.first(),
        "place": place.first(),
    }
    return render(request, "office/log_entry.html", context)
