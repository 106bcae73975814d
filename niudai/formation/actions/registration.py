"""The union as a legal person: applied for, entered, refused."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.moves import advance, locked, open_case, timely
from niudai.formation.actions.deciding import numbered, refuse_other_registrars, refuse_without
from niudai.formation.actions.setting_up import today_or_before
from niudai.formation.models import Registration, RegistrationStage
from niudai.formation.procedure import REFUSE_REGISTRATION, REGISTER, WITHDRAW_REGISTRATION
from niudai.kernel.refused import Refused
from niudai.organisations.actions.employers import plain
from niudai.organisations.actions.register import enter_facts
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.models import Organisation

DECIDE = Permission.FORMATION_APPROVE
Subject = Registration.Subject


@transaction.atomic
def apply_registration(
    union: Organisation,
    *,
    subject: str,
    text: str = "",
    has_organs: bool = False,
    has_place: bool = False,
    has_funds: bool = False,
    applied_on: date | None = None,
    by: Actor,
) -> Registration:
    """Open an application: a first registration, or one that changes a standing one."""
    union = Organisation.objects.select_for_update().get(pk=union.pk)
    by.must(Permission.FORMATION_HANDLE, at=union.path)
    refuse_dissolved(union)
    refuse_wrong_subject(union, subject)
    waiting = Registration.objects.filter(
        organisation=union, stage=RegistrationStage.APPLIED
    ).first()
    if waiting:
        raise Refused(_("%(case)s of this union is still open.") % {"case": waiting.reference})
    if subject != Subject.FIRST:
        text = refuse_without(text, _("Say what is asked for and why."))
    on = today_or_before(applied_on)
    case = Registration.objects.create(
        reference=numbered(union, "登", on), organisation=union, received_on=on, subject=subject,
        text=text.strip(), has_organs=has_organs, has_place=has_place, has_funds=has_funds,
    )  # fmt: skip
    return open_case(case, by=by, event="apply_registration", asked=subject)


def refuse_wrong_subject(union: Organisation, subject: str) -> None:
    registered = bool(union.certified_on)
    if subject == Subject.FIRST and registered:
        raise Refused(_("%(name)s is registered already.") % {"name": union})
    if subject != Subject.FIRST and not registered:
        raise Refused(_("%(name)s is not registered yet.") % {"name": union})


@transaction.atomic
def register(
    case: Registration,
    *,
    credit_code: str = "",
    credit_code_proof: str = "",
    valid_until: date | None = None,
    decided_on: date | None = None,
    by: Actor,
) -> Registration:
    """Enter it in the register: number and last day of the certificate, or the cancellation."""
    case = locked(case)
    refuse_other_registrars(by=by)
    on = timely(case, decided_on)
    union = case.organisation
    case.credit_code = plain(credit_code) or union.credit_code
    case.valid_until, case.decided_on = valid_until, on
    if case.subject != Subject.CANCEL:
        refuse_incomplete(case, on)
    case.save(update_fields=["credit_code", "valid_until", "decided_on"])
    enter_facts(union, by=by, right=DECIDE, **entered(case, credit_code_proof, on))
    return advance(case, REGISTER, on=on, by=by, until=valid_until)


def entered(case: Registration, proof: str, on: date) -> dict[str, Any]:
    """What the register says of the union from now on."""
    if case.subject == Subject.CANCEL:
        return {"certified_on": None, "certified_until": None}
    facts: dict[str, Any] = {"credit_code": case.credit_code, "certified_until": case.valid_until}
    if proof.strip():
        facts["credit_code_proof"] = proof.strip()
    if case.subject == Subject.FIRST:
        facts["certified_on"] = on
    return facts


def refuse_incomplete(case: Registration, on: date) -> None:
    if not case.credit_code:
        raise Refused(_("Give the number of the certificate."))
    if case.valid_until is None or case.valid_until <= on:
        raise Refused(_("Give the last day of the certificate; it lies after the decision."))


@transaction.atomic
def refuse_registration(case: Registration, *, reason: str, by: Actor) -> Registration:
    case = locked(case)
    refuse_other_registrars(by=by)
    case.reason = refuse_without(reason, _("Give the reason."))
    case.save(update_fields=["reason"])
    return advance(case, REFUSE_REGISTRATION, by=by, note=case.reason)


@transaction.atomic
def withdraw_registration(case: Registration, *, note: str = "", by: Actor) -> Registration:
    return advance(case, WITHDRAW_REGISTRATION, by=by, note=note)
