"""What the worker and the desk hear of an application for aid.

Called by the actions inside their transaction, sent after it. A text message names neither the
kind of help nor an amount: that somebody is ill, or how poor, is nobody else's business.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from niudai.assistance.aid.models import AidApplication
from niudai.casework.models import Deadline
from niudai.casework.responsible import tell_responsible
from niudai.kernel import bulk
from niudai.notices.telling import Text, in_house_language, tell_contact, text_contacts

PAPERS = "AID-URGENT-PAPERS"
# All that a message to many needs; nothing else of a case is opened.
ADDRESS = ("organisation", "file", "name", "phone", "urgent", "papers_complete_on")


@in_house_language
def asked(case: AidApplication) -> None:
    """The unit learns that somebody asks from the phone."""
    tell_responsible(
        case.item, subject=_("Aid was asked for: %(number)s") % {"number": case.reference},
        body=_("A worker on file asks for help from the phone. Please look at it today."),
    )  # fmt: skip


@in_house_language
def received(case: AidApplication) -> None:
    tell_worker(case, _("Received"), _("The union has received what you ask for."))


@in_house_language
def returned(case: AidApplication) -> None:
    tell_worker(
        case, _("Please complete it"), _("Something is missing in what you ask the union for.")
    )


@in_house_language
def refused(case: AidApplication) -> None:
    """The reason stands behind code and phone."""
    tell_worker(
        case, _("There is an answer"),
        _("The union could not agree to what you ask for; the reason is written down."),
    )  # fmt: skip


@in_house_language
def approved(case: AidApplication) -> None:
    tell_worker(case, _("There is an answer"), _("The union has agreed to what you ask for."))


@in_house_language
def papers_due(case: AidApplication) -> None:
    """What was handed over at once is proved afterwards."""
    tell_worker(case, _("Papers are still needed"), papers_wanted(days_of([case.pk]).get(case.pk)))


@in_house_language
def paid(keys: Iterable[int]) -> None:
    """Everybody a list of payments reached; who was paid first also hears of the papers."""
    for part in bulk.batches((key,) for key in keys):
        text_contacts(list(texts_to([key for (key,) in part])))


def texts_to(keys: list[int]) -> Iterator[Text]:
    days = days_of(keys)
    cases = AidApplication.objects.filter(pk__in=keys).only(*ADDRESS).order_by("pk")
    for case in cases:
        yield text(
            case, _("A payment"),
            _("The bank has carried out a payment of the union to you. Please see whether it is "
              "there."),
        )  # fmt: skip
        if case.lacks_papers:
            yield text(case, _("Papers are still needed"), papers_wanted(days.get(case.pk)))


def days_of(keys: Iterable[int]) -> dict[int, date]:
    """Until when the papers are due, where the place has set days for it."""
    rows = Deadline.objects.open().filter(
        rule_id=PAPERS, item__kind=AidApplication._meta.label_lower, item__case_id__in=keys
    )
    return dict(rows.values_list("item__case_id", "legal_end"))


def papers_wanted(day: date | None) -> str:
    if day is None:
        return _("Some papers are still to be handed in to the union.")
    shown = date_format(day, "DATE_FORMAT")
    return _("Some papers are still to be handed in to the union by %(day)s.") % {"day": shown}


def tell_worker(case: AidApplication, subject: str, what: str) -> None:
    said = text(case, subject, what)
    tell_contact(
        organisation=case.organisation, name=said.name, phone=said.phone, subject=said.subject,
        body=said.body, url=said.url,
    )  # fmt: skip


def text(case: AidApplication, subject: str, what: str) -> Text:
    """What it is and where one reads more: with the code of the file, or at the counter."""
    where = (
        _("Read it with your code and this phone number.") if case.file_id
        else _("Ask at the union where you applied.")
    )  # fmt: skip
    words: dict[str, Any] = {"what": what, "where": where}
    return Text(
        case.organisation_id, case.name, case.phone, subject,
        _("%(what)s %(where)s") % words, address(case),
    )  # fmt: skip


def address(case: AidApplication) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/" if case.file_id else ""
