"""The frame around every office page: menu from permissions, places, language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from niudai.access.models import Appointment, User
from niudai.access.permissions import Permission
from niudai.notices.inbox import unread


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; shown to those who may open its page."""

    label: str | Promise
    url_name: str
    permission: Permission


MENU: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    ("", (
        Entry(_("My work"), "my_work", Permission.WORK_VIEW),
        Entry(_("Search"), "search", Permission.WORK_VIEW),
        Entry(_("Messages"), "notices", Permission.WORK_VIEW),
    )),
    (_("Organisation"), (
        Entry(_("Union network"), "organisations", Permission.ORGANISATION_VIEW),
        Entry(_("Employers"), "employers", Permission.EMPLOYER_VIEW),
        Entry(_("Union affairs"), "union_cases", Permission.FORMATION_VIEW),
        Entry(_("What is to be done"), "union_duties", Permission.FORMATION_VIEW),
        Entry(_("Sheets brought in"), "imports", Permission.SHEET_VIEW),
        Entry(_("My tables"), "exports", Permission.PERSON_EXPORT),
        Entry(_("Coverage"), "coverage", Permission.COVERAGE_VIEW),
        Entry(_("Faults on file"), "faults", Permission.COVERAGE_VIEW),
        Entry(_("People"), "people", Permission.PERSON_VIEW),
        Entry(_("Possible duplicates"), "duplicates", Permission.DUPLICATE_VIEW),
        Entry(_("Applications to join"), "joinings", Permission.PERSON_VIEW),
        Entry(_("Transfers of members"), "transfers", Permission.PERSON_VIEW),
    )),
    (_("Collective bargaining"), (
        Entry(_("Collective agreements"), "agreements", Permission.AGREEMENT_VIEW),
    )),
    (_("Workers' rights"), (
        Entry(_("Labour disputes"), "disputes", Permission.DISPUTE_VIEW),
        Entry(_("Arbitration and court"), "referrals", Permission.DISPUTE_VIEW),
        Entry(_("Tips"), "tips", Permission.DISPUTE_VIEW),
        Entry(_("Mediation bodies"), "bodies", Permission.MEDIATOR_VIEW),
        Entry(_("Mediators"), "mediators", Permission.MEDIATOR_VIEW),
        Entry(_("Figures"), "dispute_figures", Permission.DISPUTE_VIEW),
    )),
    (_("Assistance"), (
        Entry(_("Warmth campaigns"), "campaigns", Permission.WARMTH_VIEW),
        Entry(_("Donors"), "donors", Permission.GIVING_VIEW),
        Entry(_("Needs"), "needs", Permission.GIVING_VIEW),
        Entry(_("One-stop desk"), "receptions", Permission.DESK_VIEW),
        Entry(_("Queue of the day"), "desk_queues", Permission.DESK_VIEW),
        Entry(_("Figures of the desk"), "desk_figures", Permission.DESK_VIEW),
        Entry(_("Standards of the service sites"), "site_checks", Permission.DESK_VIEW),
    )),
    (_("Money"), (
        Entry(_("Sources of money"), "funds", Permission.FUND_VIEW),
        Entry(_("Lines to be paid"), "fund_lines", Permission.FUND_VIEW),
        Entry(_("Batches"), "fund_batches", Permission.FUND_VIEW),
        Entry(_("Ledger"), "fund_ledger", Permission.FUND_VIEW),
    )),
    (_("House"), (
        Entry(_("Rules and periods"), "rules", Permission.RULE_VIEW),
        Entry(_("Letter templates"), "letter_templates", Permission.LETTER_TEMPLATE_EDIT),
        Entry(_("Delivery of messages"), "delivery", Permission.NOTICE_VIEW),
        Entry(_("Accounts"), "accounts", Permission.ACCOUNT_VIEW),
        Entry(_("Log"), "log", Permission.AUDIT_VIEW),
    )),
)  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for every template; nothing is asked of the database until a page shows it."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "places": SimpleLazyObject(lambda: places(request)),
        "unread": SimpleLazyObject(lambda: unread(request.actor)),  # type: ignore[attr-defined]
        "other_language": "en" if translation.get_language() != "en" else "zh-hans",
        "today": timezone.localdate(),
        "demo": settings.DEMO,
        "source_url": settings.SOURCE_URL or reverse("source"),
    }


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    actor = request.actor  # type: ignore[attr-defined]
    sections = []
    for title, entries in MENU:
        shown = [
            {"label": entry.label, "url": reverse(entry.url_name), "name": entry.url_name}
            for entry in entries
            if actor.may(entry.permission)
        ]
        if shown:
            sections.append({"title": title, "entries": shown})
    mark_current(sections, request.path)
    return sections


def mark_current(sections: list[dict[str, Any]], path: str) -> None:
    """The entry whose address is the longest beginning of the page's address."""
    entries = [entry for section in sections for entry in section["entries"]]
    fitting = [entry for entry in entries if path.startswith(entry["url"])]
    if fitting:
        max(fitting, key=lambda entry: len(entry["url"]))["current"] = True


def places(request: HttpRequest) -> list[Appointment]:
    """The appointments this person may act under today."""
    if not isinstance(request.user, User):
        return []
    held = request.user.appointments.in_force(timezone.localdate())
    return list(held.select_related("organisation").order_by("pk"))
