"""What giving tells: finance that money is promised, the donor by a link."""

from django.conf import settings
from django.utils.translation import gettext as _

from niudai.access.permissions import Permission
from niudai.assistance.giving.models import Donor, Programme
from niudai.kernel.money import yuan
from niudai.notices.telling import in_house_language, tell_contact, tell_desk


@in_house_language
def source_wanted(programme: Programme) -> None:
    tell_desk(
        programme.donor.organisation, Permission.FUND_EDIT,
        subject=_("A donation is agreed: open a source for it"),
        body=_("%(name)s, agreement %(document)s, %(amount)s yuan, from %(since)s to %(until)s.")
        % {
            "name": programme.name, "document": programme.document,
            "amount": yuan(programme.planned_fen), "since": programme.since,
            "until": programme.until,
        },
    )  # fmt: skip


@in_house_language
def link_sent(donor: Donor, token: str) -> None:
    """By text message and e-mail as far as addresses are known; the link stands nowhere else."""
    tell_contact(
        organisation=donor.organisation, name=donor.contact or donor.name,
        subject=_("What became of your gift"),
        body=_("Thank you. Here you see what became of it: %(link)s")
        % {"link": f"{settings.SITE_URL}/gift/{token}/"},
        phone=donor.phone, email=donor.email,
    )  # fmt: skip
