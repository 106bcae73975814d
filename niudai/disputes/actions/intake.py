"""Taking a dispute in: from the phone, the counter, a hotline or another body."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.moves import open_case
from niudai.casework.numbering import next_reference
from niudai.disputes import notices
from niudai.disputes.models import Claim, Consent, Dispute, MediationBody, Party
from niudai.kernel.identifiers import (
    new_code,
    wrong_credit_code,
    wrong_identity_number,
    wrong_phone,
)
from niudai.kernel.paths import ancestors
from niudai.kernel.refused import Refused
from niudai.organisations.models import Employer, Organisation
from niudai.rulebook.evaluation import evaluate


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyFacts:
    """What is known of a side when a dispute is taken in."""

    name: str
    number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    contact: str = ""
    age_class: str = ""
    is_member: bool | None = None
    is_migrant: bool | None = None
    is_platform: bool | None = None
    is_representative: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFacts:
    kind: str
    text: str
    amount_fen: int | None = None


@transaction.atomic
def register(
    *,
    body: MediationBody,
    received_on: date,
    source: str,
    cause: str,
    facts: str,
    applicants: list[PartyFacts],
    respondent: PartyFacts,
    claims: list[ClaimFacts],
    employer: Employer | None = None,
    form: str = Dispute.Form.WRITTEN,
    employment: str = Dispute.Employment.UNCLEAR,
    employment_ended_on: date | None = None,
    knew_on: date | None = None,
    workers: int = 1,
    common_claim: bool = False,
    confidential: bool = False,
    by: Actor,
) -> Dispute:
    """Open a mediation case and start its clocks; the applicant's code is on the record.

    Refused when a day lies in the future or after the receipt, a number is not valid, or a side
    is missing.
    """
    registrar = Permission.PARTY_APPLY if by.may(Permission.PARTY_APPLY) else None
    by.must(registrar or Permission.DISPUTE_REGISTER, at=body.organisation.path)
    refuse_impossible_days(received_on, employment_ended_on=employment_ended_on, knew_on=knew_on)
    refuse_incomplete(applicants, respondent, claims, workers=workers)

    dispute = Dispute(
        reference=next_reference(mark_of(body.organisation), "调", received_on.year),
        organisation=body.organisation,
        body=body,
        received_on=received_on,
        source=source,
        form=form,
        cause=cause,
        facts=facts,
        employer=employer,
        employment=employment,
        employment_ended_on=employment_ended_on,
        knew_on=knew_on,
        workers=max(workers, len(applicants)),
        common_claim=common_claim,
        confidential=confidential,
        code=new_code(),
    )
    dispute.collective = is_collective(dispute)
    return opened(dispute, applicants, respondent, claims, by=by)


def opened(
    dispute: Dispute,
    applicants: list[PartyFacts],
    respondent: PartyFacts,
    claims: list[ClaimFacts],
    *,
    by: Actor,
) -> Dispute:
    dispute.save()
    for facts in applicants:
        Party.objects.create(dispute=dispute, side=Party.Side.APPLICANT, **as_row(facts))
    Party.objects.create(
        dispute=dispute, side=Party.Side.RESPONDENT, is_employer=True, **as_row(respondent)
    )
    for claim in claims:
        Claim.objects.create(
            dispute=dispute, kind=claim.kind, text=claim.text, amount_fen=claim.amount_fen
        )
    if not dispute.taken_up:  # whoever applies wants mediation; the other side is asked
        Consent.objects.create(
            dispute=dispute, side=Party.Side.APPLICANT, given=True, given_on=dispute.received_on,
            proof=_("application"), given_by=by.name,
        )  # fmt: skip
    dispute = open_case(dispute, by=by, event="apply", source=dispute.source)
    notices.received(dispute)
    return dispute


def as_row(facts: PartyFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__slots__}


def is_collective(dispute: Dispute) -> bool:
    """Ten or more workers with a common claim (LMA §7; ARB §62)."""
    answer = evaluate(
        "COL-THRESHOLD",
        {"workers": dispute.workers, "common_claim": dispute.common_claim},
        on=dispute.received_on,
        place=dispute.place,
    )
    return answer.holds


def refuse_impossible_days(received_on: date, **days: date | None) -> None:
    today = timezone.localdate()
    if received_on > today:
        raise Refused(_("The day of receipt, %(day)s, is in the future.") % {"day": received_on})
    names = {
        "employment_ended_on": _("The end of employment"),
        "knew_on": _("The day the worker knew of the harm"),
    }
    for name, day in days.items():
        if day and day > received_on:
            raise Refused(
                _("%(what)s, %(day)s, is after the application (%(received)s).")
                % {"what": names[name], "day": day, "received": received_on}
            )


def refuse_incomplete(
    applicants: list[PartyFacts], respondent: PartyFacts, claims: list[ClaimFacts], *, workers: int
) -> None:
    if not applicants:
        raise Refused(_("A dispute needs at least one applicant."))
    if not respondent.name:
        raise Refused(_("Name the employer."))
    if not claims:
        raise Refused(_("Say what is claimed."))
    if workers < 1:
        raise Refused(_("The number of workers is at least one."))
    for person in applicants:
        refuse_wrong_numbers(person)
    refuse_wrong_employer(respondent)


def refuse_wrong_numbers(person: PartyFacts) -> None:
    if person.number and (wrong := wrong_identity_number(person.number)):
        raise Refused(f"{person.name}: {wrong}")
    if person.phone and (wrong := wrong_phone(person.phone)):
        raise Refused(f"{person.name}: {wrong}")


def refuse_wrong_employer(employer: PartyFacts) -> None:
    """An employer has a credit code; a household that employs has its head's identity number."""
    wrong = employer.number and wrong_credit_code(employer.number)
    if wrong and wrong_identity_number(employer.number):
        raise Refused(f"{employer.name}: {wrong}")
    if employer.phone and (wrong := wrong_phone(employer.phone)):
        raise Refused(f"{employer.name}: {wrong}")


def mark_of(organisation: Organisation) -> str:
    """The mark of the organisation or of the nearest one above that has one."""
    marked = Organisation.objects.filter(path__in=ancestors(organisation.path)).exclude(mark="")
    nearest = marked.order_by("-path").first()
    return nearest.mark if nearest else ""


def route(organisation: Organisation) -> MediationBody:
    """The body nearest to an organisation: its own, or the first on the way up the tree."""
    bodies = MediationBody.objects.active().filter(
        organisation__path__in=ancestors(organisation.path)
    )
    nearest = bodies.select_related("organisation").order_by("-organisation__path", "pk").first()
    if nearest is None:
        raise Refused(_("No mediation body answers for this place. Please call 12351."))
    return nearest
