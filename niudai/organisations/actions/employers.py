"""Employers: on record once, with the union that answers for them."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.kernel.identifiers import wrong_credit_code, wrong_phone
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.changes import put
from niudai.organisations.industries import industries
from niudai.organisations.models import Division, Employer, Organisation

OF_EMPLOYERS = (Organisation.Kind.ENTERPRISE, Organisation.Kind.INDUSTRY)
OF_SEVERAL = ("joint", "regional", "industry")  # forms of union; codes of the table union_form
PERSONAL = {"contact", "phone"}  # goes into the part of the log that can be erased


@transaction.atomic
def add_employer(
    *,
    name: str,
    organisation: Organisation,
    division: Division,
    ownership: str,
    size: str,
    credit_code: str = "",
    credit_code_proof: str = "",
    industry: str = "",
    workers: int = 0,
    opened_on: date | None = None,
    address: str = "",
    contact: str = "",
    phone: str = "",
    by: Actor,
) -> Employer:
    """Put an employer on record under the union that answers for it until it has its own.

    A credit code whose check character is wrong is refused, unless `credit_code_proof` says what
    paper was seen: real codes exist that fail the check (GB 32100, reference 8.4).
    """
    organisation = answering(organisation, by=by)
    employer = Employer(
        name=name.strip(), organisation=organisation, division=division, ownership=ownership,
        size=size, credit_code=plain(credit_code), credit_code_proof=credit_code_proof.strip(),
        industry=industry, workers=workers, opened_on=opened_on, address=address.strip(),
        contact=contact.strip(), phone=phone.strip(),
    )  # fmt: skip
    refuse_wrong(employer)
    employer.save(force_insert=True)
    record(
        "organisations.add_employer", employer, by=by, credit_code=employer.credit_code,
        proof=employer.credit_code_proof,
    )  # fmt: skip
    return employer


@transaction.atomic
def correct_employer(
    employer: Employer,
    *,
    name: str,
    organisation: Organisation,
    division: Division,
    ownership: str,
    size: str,
    credit_code: str = "",
    credit_code_proof: str = "",
    industry: str = "",
    workers: int = 0,
    opened_on: date | None = None,
    address: str = "",
    contact: str = "",
    phone: str | None = "",
    by: Actor,
) -> Employer:
    """Correct what is on record, also who answers for it; without a phone (None) the old one stays.

    What was written before stays in the log.
    """
    employer = locked(employer, by=by)
    if organisation != employer.organisation:
        organisation = answering(organisation, by=by)
        if employer.union_id:
            raise Refused(
                _("%(name)s has a union of its own, which answers for it.") % {"name": employer}
            )
    changed = put(
        employer, name=name.strip(), organisation=organisation, division=division,
        ownership=ownership, size=size, credit_code=plain(credit_code),
        credit_code_proof=credit_code_proof.strip(), industry=industry, workers=workers,
        opened_on=opened_on, address=address.strip(), contact=contact.strip(),
        phone=employer.phone if phone is None else phone.strip(),
    )  # fmt: skip
    refuse_wrong(employer)
    if changed:
        employer.save()
        personal = {field: changed.pop(field) for field in sorted(PERSONAL & set(changed))}
        record(
            "organisations.correct_employer", employer, by=by, personal=personal or None, **changed
        )
    return employer


@transaction.atomic
def give_union(
    employer: Employer,
    *,
    union: Organisation,
    by: Actor,
    right: Permission = Permission.EMPLOYER_EDIT,
) -> Employer:
    """The employer has a union now; from here on it answers for the employer.

    A joint, regional or industry union has several employers, any other one.
    """
    employer = locked(employer, by=by, right=right)
    union = answering(union, by=by, right=right)
    if employer.union_id:
        raise Refused(
            _("%(name)s already has a union: %(union)s.")
            % {"name": employer, "union": employer.union}
        )
    if union.kind not in OF_EMPLOYERS:
        raise Refused(_("%(union)s is not an enterprise union.") % {"union": union})
    taken = Employer.objects.filter(union=union).first()
    if taken and union.form not in OF_SEVERAL:
        raise Refused(
            _("%(union)s is the union of %(name)s.") % {"union": union, "name": taken.name}
        )
    before, employer.union, employer.organisation = employer.organisation, union, union
    employer.save(update_fields=["union", "organisation"])
    record("organisations.give_union", employer, by=by, answers=[str(before), str(union)])
    return employer


@transaction.atomic
def take_union(
    employer: Employer,
    *,
    reason: str,
    by: Actor,
    right: Permission = Permission.EMPLOYER_EDIT,
) -> Employer:
    """The employer has no union any more; the one above it answers again."""
    employer = locked(employer, by=by, right=right)
    union = employer.union
    if union is None or union.parent is None:
        raise Refused(_("%(name)s has no union of its own.") % {"name": employer})
    if not reason.strip():
        raise Refused(_("Say why the employer has no union any more."))
    by.must(right, at=union.parent.path)
    employer.union, employer.organisation = None, union.parent
    employer.save(update_fields=["union", "organisation"])
    record(
        "organisations.take_union", employer, by=by, answers=[str(union), str(union.parent)],
        reason=reason.strip(),
    )  # fmt: skip
    return employer


def locked(
    employer: Employer, *, by: Actor, right: Permission = Permission.EMPLOYER_EDIT
) -> Employer:
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    by.must(right, at=employer.organisation.path)
    return employer


def answering(
    organisation: Organisation, *, by: Actor, right: Permission = Permission.EMPLOYER_EDIT
) -> Organisation:
    """The organisation, held, if the actor may put employers there."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    by.must(right, at=organisation.path)
    refuse_dissolved(organisation)
    return organisation


def plain(code: str) -> str:
    return "".join(code.split()).upper()


def refuse_wrong(employer: Employer) -> None:
    if not employer.name:
        raise Refused(_("An employer needs a name."))
    refuse_wrong_code(employer)
    if employer.industry and employer.industry not in industries():
        raise Refused(_("There is no industry %(code)s.") % {"code": employer.industry})
    if employer.phone and (wrong := wrong_phone(employer.phone)):
        raise Refused(wrong)
    today = timezone.localdate()
    if employer.opened_on and employer.opened_on > today:
        raise Refused(
            _("The day it opened, %(day)s, is in the future.") % {"day": employer.opened_on}
        )


def refuse_wrong_code(employer: Employer) -> None:
    code = employer.credit_code
    if not code:
        return
    wrong = wrong_credit_code(code)
    if wrong and not employer.credit_code_proof:
        raise Refused(
            _("%(wrong)s If the paper really shows this code, write which paper you saw.")
            % {"wrong": wrong}
        )
    if Employer.objects.filter(credit_code=code).exclude(pk=employer.pk).exists():
        raise Refused(_("The credit code %(code)s is already on record.") % {"code": code})
