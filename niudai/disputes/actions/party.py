"""What a side does from its phone, beside writing, answering, consenting and withdrawing."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.attaching import attach
from niudai.casework.models import Attachment
from niudai.casework.moves import locked
from niudai.disputes.models import Dispute, Party, Stage
from niudai.disputes.party_access import OVER
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.notices.telling import in_house_language, tell_contact

PAPERS = 30  # of one side in one case: nobody fills the disk from a phone


@transaction.atomic
def bring_paper(dispute: Dispute, *, upload: UploadedFile, by: Actor) -> Attachment:
    """A side adds a photo or paper. Refused when it is not what it says it is."""
    dispute = open_to(dispute, by=by)
    if dispute.item.attachments.filter(added_by=by.name).count() >= PAPERS:
        raise Refused(
            _("There are already %(count)d files. Bring further papers to the office.")
            % {"count": PAPERS}
        )
    return attach(dispute, upload, by=by, kind="other")


@transaction.atomic
def consent_to_processing(dispute: Dispute, *, by: Actor) -> None:
    """Keep that the applicant agreed, apart from all else, to sensitive data (PIPL §29)."""
    by.must(Permission.PARTY_APPLY, at=dispute.organisation.path)
    record("disputes.processing_consent", dispute, by=by, given=True)


@transaction.atomic
def send_code_again(phone: str) -> int:
    """Send the codes of this phone's open cases to this phone; how many is told to nobody."""
    people = Party.objects.filter(phone_hash=lookup(phone), side=Party.Side.APPLICANT)
    people = people.exclude(phone_hash="").exclude(dispute__stage=Stage.ARCHIVED)
    found = list(people.select_related("dispute__organisation"))
    for person in found:
        tell_code(person)
    return len(found)


@in_house_language
def tell_code(person: Party) -> None:
    dispute = person.dispute
    tell_contact(
        organisation=dispute.organisation,
        name=person.contact or person.name,
        phone=person.phone,
        subject=_("Your code"),
        body=_("The code of your case %(number)s is %(code)s. Tell it to nobody.")
        % {"number": dispute.reference, "code": dispute.code},
        reference=dispute.reference,
    )


def open_to(dispute: Dispute, *, by: Actor) -> Dispute:
    dispute = locked(dispute)
    by.must(Permission.PARTY_ANSWER, at=dispute.organisation.path)
    if dispute.stage in OVER:
        raise Refused(_("The case is “%(stage)s”.") % {"stage": dispute.get_stage_display()})
    return dispute
