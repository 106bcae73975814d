"""The frame around every office page: menu from permissions, places, language."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.notices.inbox import unread


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; shown to those who may open its page."""

    label: str | Promise
    url_name: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its address."""

    label: str | Promise
    url: str
    url_name: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str | Promise
    lines: tuple[Line, ...]


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
        Entry(_("Hardship files"), "hardship_files", Permission.HARDSHIP_VIEW),
        Entry(_("Visits at home"), "visits", Permission.HARDSHIP_HANDLE),
        Entry(_("Aid"), "aid_list", Permission.AID_VIEW),
        Entry(_("Warmth campaigns"), "campaigns", Permission.WARMTH_VIEW),
        Entry(_("Donors"), "donors", Permission.GIVING_VIEW),
        Entry(_("Needs"), "needs", Permission.GIVING_VIEW),
        Entry(_("One-stop desk"), "receptions", Permission.DESK_VIEW),
        Entry(_("Queue of the day"), "desk_queues", Permission.DESK_VIEW),
        Entry(_("Figures of the desk"), "desk_figures", Permission.DESK_VIEW),
        Entry(_("Standards of the service sites"), "site_checks", Permission.DESK_VIEW),
        Entry(_("My tables"), "exports", Permission.HARDSHIP_EXPORT),
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
        "places": SimpleLazyObject(lambda: request.held),  # type: ignore[attr-defined]
        "other_language": "en" if translation.get_language() != "en" else "zh-hans",
        "today": timezone.localdate(),
        "demo": settings.DEMO,
        "source_url": settings.SOURCE_URL or reverse("source"),
    }


def menu(request: HttpRequest) -> SafeString:
    """The menu of this reader on this page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    news = unread(actor) if actor.may(Permission.WORK_VIEW) else 0
    here = current(request.path, actor.permissions)
    return menu_of(actor.permissions, here, news, translation.get_language())


@lru_cache(maxsize=1024)
def menu_of(
    permissions: frozenset[Permission], here: str, news: int, _language: str | None
) -> SafeString:
    """Drawn once for all who see the same: thirty lines are a tenth of a page's time."""
    context = {"sections": open_to(permissions), "current": here, "unread": news}
    return render_to_string("office/menu.html", context)


@cache
def open_to(permissions: frozenset[Permission]) -> tuple[Section, ...]:
    """The menu of whoever holds these permissions: the same for everybody in the same role.

    Nothing of a person or a place stands in it, and a label is put into words when it is shown.
    """
    sections = (
        Section(title, tuple(Line(entry.label, reverse(entry.url_name), entry.url_name)
                             for entry in entries if entry.permission in permissions))
        for title, entries in MENU
    )  # fmt: skip
    return tuple(section for section in sections if section.lines)


def current(path: str, permissions: frozenset[Permission]) -> str:
    """The line of the menu whose address is the longest beginning of the page's address."""
    lines = [line for section in open_to(permissions) for line in section.lines]
    fitting = [line for line in lines if path.startswith(line.url)]
    return max(fitting, key=lambda line: len(line.url)).url_name if fitting else ""
