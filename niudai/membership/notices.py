"""What units and applicants hear of applications to join and of transfers.

Called by the actions inside their transaction. A text message to an applicant says that there is
something to read and never what: whether somebody is a union member is nobody else's business,
and a phone lies open on many tables.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from niudai.access.permissions import Permission
from niudai.membership.models import Joining, MembershipTransfer, Person
from niudai.notices.telling import in_house_language, tell_contact, tell_desk
from niudai.organisations.models import Organisation


@in_house_language
def applied(joining: Joining) -> None:
    """The unit learns that somebody waits; the applicant gets the code."""
    tell_desk(
        joining.organisation, Permission.PERSON_ADMIT,
        subject=_("An application to join"),
        body=_("Somebody applied to join %(union)s from a phone. Please confirm or refuse.")
        % {"union": joining.organisation},
        url=reverse("joinings"),
    )  # fmt: skip
    tell_code(joining)


@in_house_language
def code_again(joining: Joining) -> None:
    tell_code(joining)


def tell_code(joining: Joining) -> None:
    tell_applicant(
        joining, _("Your code"),
        _("We have what you sent to the union. Code: %(code)s. With it and this phone number you "
          "see how it stands. Tell it to nobody.") % {"code": joining.code},
    )  # fmt: skip


@in_house_language
def answered(joining: Joining) -> None:
    tell_applicant(
        joining, _("There is an answer"),
        _("There is an answer to what you sent to the union. Read it with your code and this "
          "phone number."),
    )  # fmt: skip


def tell_applicant(joining: Joining, subject: str, body: str) -> None:
    tell_contact(
        organisation=joining.organisation, name=joining.name, phone=joining.phone,
        subject=subject, body=body, url=f"{settings.SITE_URL.rstrip('/')}/",
    )  # fmt: skip


@in_house_language
def once_code(person: Person, code: str) -> None:
    """To the phone on file; it does not say what it opens."""
    tell_contact(
        organisation=person.organisation, name=person.name, phone=person.phone,
        subject=_("Your code"),
        body=_("Code: %(code)s. It opens what you asked the union for. If you did not ask, do "
               "nothing and tell it to nobody.") % {"code": code},
    )  # fmt: skip


@in_house_language
def transfer_asked(transfer: MembershipTransfer, *, decides: Organisation) -> None:
    """The side that decides learns that a member is on the way, by the unions' names alone."""
    tell_side(
        decides, _("A transfer to decide"),
        _("A member is to go from %(source)s to %(target)s. Please agree or refuse.")
        % {"source": transfer.source, "target": transfer.target},
    )  # fmt: skip


@in_house_language
def transfer_decided(transfer: MembershipTransfer, *, asked: Organisation) -> None:
    tell_side(
        asked, _("A transfer was decided"),
        _("The transfer from %(source)s to %(target)s: %(state)s.")
        % {"source": transfer.source, "target": transfer.target,
           "state": transfer.get_state_display()},
    )  # fmt: skip


def tell_side(union: Organisation, subject: str, body: str) -> None:
    tell_desk(union, Permission.PERSON_ADMIT, subject=subject, body=body, url=reverse("transfers"))
