"""A finished draft as an application: the facts handed to the disputes' own action."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from niudai.access.actor import party
from niudai.disputes import actions
from niudai.disputes.actions.party import bring_paper, consent_to_processing
from niudai.disputes.models import Claim, Dispute, Party
from niudai.kernel.refused import Refused
from niudai.portal.answers import Answers
from niudai.portal.law import is_collective
from niudai.portal.models import DraftFile

K = Claim.Kind

# Where each kind of claim stands in LMA §2; the office may correct it.
CAUSES = {
    K.WAGES: "pay", K.OVERTIME: "pay", K.DOUBLE_PAY: "pay", K.INJURY: "pay",
    K.COMPENSATION: "pay", K.LEAVE: "conditions", K.INSURANCE: "conditions",
    K.HOURS: "conditions", K.RELATIONSHIP: "recognition", K.CONTRACT: "contract",
    K.OTHER: "other-statute",
}  # fmt: skip


def apply(answers: Answers, files: list[DraftFile], *, received_on: date) -> Dispute:
    """Register the case at the nearest body, keep the consent, hand over the photos.

    Runs in the caller's transaction, so that a photo refused at last leaves nothing behind.
    """
    if answers.organisation is None:
        raise Refused(_("No mediation body answers for this place. Please call 12351."))
    body = actions.route(answers.organisation)
    by = party(Party.Side.APPLICANT, at=body.organisation.path)
    dispute = actions.register(
        body=body,
        received_on=received_on,
        source="portal",
        cause=CAUSES[K(answers.claims[0])],
        facts=str(answers.get("story", "story")),
        applicants=applicants(answers),
        respondent=respondent(answers),
        claims=[claim(kind, answers) for kind in answers.claims],
        employer=answers.employer,
        employment=employment(answers),
        employment_ended_on=answers.ended_on,
        knew_on=answers.knew_on,
        workers=answers.workers,
        common_claim=answers.common_claim,
        by=by,
    )
    if answers.get("consent", "sensitive"):
        consent_to_processing(dispute, by=by)
    for kept in files:
        with kept.file.open("rb") as content:
            upload = UploadedFile(content, kept.sealed_name, kept.content_type, kept.size)
            bring_paper(dispute, upload=upload, by=by)
    return dispute


def applicants(answers: Answers) -> list[actions.PartyFacts]:
    you = answers.given["you"]
    speaks = is_collective(answers)
    me = actions.PartyFacts(
        name=you["name"],
        phone=you["phone"],
        number=you["number"],
        # Not ticked is not said: nobody is counted as a non-member for leaving a box empty.
        is_member=you["is_member"] or None,
        is_migrant=you["is_migrant"] or None,
        is_platform=you["is_platform"] or answers.get("about", "about") == "platform" or None,
        is_representative=speaks,
    )
    if not speaks:
        return [me]
    others = [
        actions.PartyFacts(name=name, phone=phone, is_representative=True)
        for name, phone in answers.speakers
    ]
    return [me, *others]


def respondent(answers: Answers) -> actions.PartyFacts:
    employer = answers.employer
    if employer is None:
        return actions.PartyFacts(name=answers.employer_name)
    return actions.PartyFacts(
        name=employer.name,
        number=employer.credit_code,
        phone=employer.phone,
        contact=employer.contact,
        address=employer.address,
    )


def claim(kind: str, answers: Answers) -> actions.ClaimFacts:
    """“Wages, since 1 March 2026” with its amount."""
    text = str(Claim.Kind(kind).label)
    since = answers.since(kind)
    if since:
        text = _("%(claim)s, since %(day)s") % {"claim": text, "day": date_format(since)}
    return actions.ClaimFacts(kind=kind, text=text, amount_fen=answers.amount_fen(kind))


def employment(answers: Answers) -> str:
    kinds = {"employed": Dispute.Employment.EMPLOYED, "ended": Dispute.Employment.ENDED}
    return str(kinds.get(answers.employment, Dispute.Employment.UNCLEAR))
