"""Putting agreements on file, correcting them, ending them early."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.agreements.models import CollectiveAgreement
from niudai.audit.log import record
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import refuse_dissolved
from niudai.organisations.changes import put
from niudai.organisations.models import Employer, Organisation

Scope = CollectiveAgreement.Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """What stands on the paper and on the receipt of the labour department."""

    name: str
    kind: str
    signed_on: date
    since: date
    until: date
    scope: str = Scope.EMPLOYER
    employer: Employer | None = None
    filed_on: date | None = None
    file_number: str = ""
    employers_covered: int = 1
    workers_covered: int = 0


@transaction.atomic
def enter(facts: AgreementFacts, *, organisation: Organisation, by: Actor) -> CollectiveAgreement:
    """Put an agreement on file at the union that signed it.

    Refused for the same kind of the same employer signed on the same day: it is on file already.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    by.must(Permission.AGREEMENT_EDIT, at=organisation.path)
    refuse_dissolved(organisation)
    agreement = CollectiveAgreement(organisation=organisation, **given(facts))
    refuse_wrong(agreement)
    refuse_twice(agreement)
    agreement.save(force_insert=True)
    record("agreements.enter", agreement, by=by, kind=agreement.kind, until=agreement.until)
    return agreement


@transaction.atomic
def correct(
    agreement: CollectiveAgreement, facts: AgreementFacts, *, by: Actor
) -> CollectiveAgreement:
    """Correct what is on file; what was written before stays in the log."""
    agreement = held(agreement, by=by)
    changed = put(agreement, **given(facts))
    if not changed:
        raise Refused(_("Nothing was changed."))
    refuse_wrong(agreement)
    refuse_twice(agreement)
    agreement.save()
    record("agreements.correct", agreement, by=by, **changed)
    return agreement


@transaction.atomic
def end_early(
    agreement: CollectiveAgreement, *, on: date, reason: str, by: Actor
) -> CollectiveAgreement:
    """Ended by agreement, merger, dissolution or bankruptcy before its last day (CCR §39-41)."""
    agreement = held(agreement, by=by)
    if agreement.ended_on:
        raise Refused(_("This agreement ended on %(day)s.") % {"day": agreement.ended_on})
    if not agreement.since <= on <= min(agreement.until, timezone.localdate()):
        raise Refused(_("The day must lie within the term and not in the future."))
    if not reason.strip():
        raise Refused(_("Say why it ended early."))
    agreement.ended_on, agreement.reason = on, reason.strip()
    agreement.save(update_fields=["ended_on", "reason"])
    record("agreements.end_early", agreement, by=by, on=on, reason=agreement.reason)
    return agreement


def given(facts: AgreementFacts) -> dict[str, object]:
    """The facts as the record holds them."""
    values = {name: getattr(facts, name) for name in AgreementFacts.__slots__}
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }


def held(agreement: CollectiveAgreement, *, by: Actor) -> CollectiveAgreement:
    agreement = CollectiveAgreement.objects.select_for_update().get(pk=agreement.pk)
    by.must(Permission.AGREEMENT_EDIT, at=agreement.organisation.path)
    return agreement


def refuse_wrong(agreement: CollectiveAgreement) -> None:
    today = timezone.localdate()
    if not agreement.name:
        raise Refused(_("An agreement needs a name."))
    if agreement.scope == Scope.EMPLOYER and agreement.employer is None:
        raise Refused(_("Name the employer, or say that it covers a region or an industry."))
    if agreement.until < agreement.since:
        raise Refused(_("The last day is before the first."))
    if agreement.signed_on > today:
        raise Refused(_("%(day)s is in the future.") % {"day": agreement.signed_on})
    if agreement.filed_on and not agreement.signed_on <= agreement.filed_on <= today:
        raise Refused(_("It is filed after it is signed, and not in the future."))


def refuse_twice(agreement: CollectiveAgreement) -> None:
    same = CollectiveAgreement.objects.exclude(pk=agreement.pk).filter(
        kind=agreement.kind, signed_on=agreement.signed_on
    )
    if agreement.employer is not None:
        same = same.filter(employer=agreement.employer)
    else:
        same = same.filter(organisation=agreement.organisation, name=agreement.name)
    if same.exists():
        raise Refused(_("This agreement is on file already."))
