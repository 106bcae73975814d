"""What the officers hear of a case or a referral on its way from one place to another."""

from django.apps import apps
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from niudai.casework.models import Case, Transfer, WorkItem
from niudai.casework.responsible import tell_responsible
from niudai.notices.telling import in_house_language, tell_desk
from niudai.organisations.models import Organisation


@in_house_language
def sent(case: Case) -> None:
    """Whoever answers at the new place is asked to take the case over."""
    item = case.item
    transfer = item.transfers.waiting().get()
    body = _("%(sender)s sent you this case. Take it over by %(day)s, or it goes back.") % {
        "sender": transfer.from_organisation, "day": date_format(transfer.due_on),
    }  # fmt: skip
    subject = _("Sent to you: %(number)s") % {"number": item.reference}
    tell_place(item, transfer.to_organisation, subject, body)


@in_house_language
def arrived(case: Case) -> None:
    """The sender knows it arrived, and with whom."""
    item = case.item
    transfer = item.transfers.exclude(accepted_on=None).latest("pk")
    body = _("%(name)s of %(place)s took this case over.") % {
        "name": transfer.accepted_by, "place": transfer.to_organisation,
    }  # fmt: skip
    subject = _("Taken over: %(number)s") % {"number": item.reference}
    tell_place(item, transfer.from_organisation, subject, body)


@in_house_language
def returned(transfer: Transfer) -> None:
    """Nobody took it over in time: the sender has it again, the other place knows."""
    item = WorkItem.objects.select_related("organisation").get(pk=transfer.item_id)
    subject = _("Came back: %(number)s") % {"number": item.reference}
    back = _("%(place)s did not take this case over by %(day)s. It is yours again.") % {
        "place": transfer.to_organisation, "day": date_format(transfer.due_on),
    }  # fmt: skip
    tell_responsible(item, subject=subject, body=back)
    gone = _("Nobody took this case over by %(day)s. It went back to %(place)s.") % {
        "place": transfer.from_organisation, "day": date_format(transfer.due_on),
    }  # fmt: skip
    tell_place(item, transfer.to_organisation, subject, gone, url="")


def tell_place(
    item: WorkItem, place: Organisation, subject: str, body: str, *, url: str | None = None
) -> None:
    """Everybody there who takes on cases of this kind."""
    tell_desk(
        place, apps.get_model(item.kind).DESK, subject=subject, body=body,
        url=item.url if url is None else url, reference=item.reference,
    )  # fmt: skip
