"""Donors, their agreements, what they promise and what arrives."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.giving import notices
from niudai.assistance.giving.models import Arrival, Donor, Pledge, Programme
from niudai.audit.log import record
from niudai.funds.models import Source
from niudai.funds.numbering import said
from niudai.kernel.identifiers import wrong_credit_code, wrong_phone
from niudai.kernel.money import yuan
from niudai.kernel.personal import lookup
from niudai.kernel.refused import Refused
from niudai.organisations.changes import put
from niudai.organisations.models import Organisation
from niudai.rulebook.calendars import work_calendar
from niudai.rulebook.codes import codes
from niudai.rulebook.reckoning import reckon
from niudai.rulebook.rules import nearest

EDIT = Permission.GIVING_EDIT
VALIDITY = "PORTAL-ANSWER-LINK"
DONATION = "donation"
FACTS = ("kind", "name", "credit_code", "contact", "phone", "email", "address", "unnamed")
COVERED = ("phone", "email", "address", "name", "contact")


@transaction.atomic
def add_donor(organisation: Organisation, *, by: Actor, **facts: Any) -> Donor:
    by.must(EDIT, at=organisation.path)
    donor = Donor(organisation=organisation, since=timezone.localdate(), **facts)
    refuse_wrong(donor)
    donor.save()
    record("giving.add_donor", donor, by=by, kind=donor.kind)
    return donor


@transaction.atomic
def correct_donor(donor: Donor, *, by: Actor, **facts: Any) -> Donor:
    """Correct the register; what is covered stands in the log by its name only."""
    donor = held(donor, by=by)
    changed = put(donor, **{name: facts[name] for name in FACTS if name in facts})
    refuse_wrong(donor)
    donor.save()
    fields = sorted(name for name in changed if name in COVERED)
    rest = {name: value for name, value in changed.items() if name not in COVERED}
    record("giving.correct_donor", donor, by=by, fields=fields, **rest)
    return donor


def held(donor: Donor, *, by: Actor) -> Donor:
    donor = Donor.objects.select_for_update().get(pk=donor.pk)
    by.must(EDIT, at=donor.organisation.path)
    return donor


def refuse_wrong(donor: Donor) -> None:
    donor.name = said(donor.name, _("Name the donor."))
    if donor.credit_code and (wrong := wrong_credit_code(donor.credit_code)):
        raise Refused(wrong)
    if donor.phone and (wrong := wrong_phone(donor.phone)):
        raise Refused(wrong)


@transaction.atomic
def agree(
    donor: Donor,
    *,
    name: str,
    document: str,
    signed_on: date,
    since: date,
    until: date,
    purpose: str,
    items: Sequence[str] = (),
    planned_fen: int = 0,
    by: Actor,
) -> Programme:
    """Put an agreement on record with what the money may be used for; finance is told."""
    donor = held(donor, by=by)
    if until < since:
        raise Refused(_("The period ends before it begins."))
    if signed_on > timezone.localdate():
        raise Refused(_("%(day)s is in the future.") % {"day": signed_on})
    refuse_unknown(items)
    programme = Programme.objects.create(
        donor=donor, name=said(name, _("A programme needs a name.")), signed_on=signed_on,
        document=said(document, _("Give the number of the agreement.")), since=since, until=until,
        purpose=said(purpose, _("Say what the money is for.")), items=list(items),
        planned_fen=planned_fen,
    )  # fmt: skip
    record(
        "giving.agree", donor, by=by, document=programme.document, items=programme.items,
        amount_fen=planned_fen,
    )  # fmt: skip
    if planned_fen:
        notices.source_wanted(programme)
    return programme


def refuse_unknown(items: Sequence[str]) -> None:
    known = {code.id for code in codes("fund_item", on=timezone.localdate())}
    for item in items:
        if item not in known:
            raise Refused(_("“%(value)s” is not in the list.") % {"value": item})


@transaction.atomic
def link_source(programme: Programme, source: Source, *, by: Actor) -> Programme:
    """The money arrived in the funds: which source it is. Its purpose may not be wider."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    by.must(EDIT, at=programme.path)
    by.must(Permission.FUND_VIEW, at=source.organisation.path)
    if source.kind != DONATION:
        raise Refused(_("This source is no donation."))
    if Programme.objects.filter(source=source).exclude(pk=programme.pk).exists():
        raise Refused(_("This source belongs to another programme."))
    allowed = set(source.allowances.values_list("item", flat=True))
    if programme.items and (wider := allowed - set(programme.items)):
        raise Refused(
            _("The source may be used for more than the agreement says: %(items)s.")
            % {"items": "、".join(sorted(wider))}
        )
    programme.source = source
    programme.save(update_fields=["source"])
    record("giving.link_source", programme.donor, by=by, source=source.reference)
    return programme


@transaction.atomic
def pledge(
    donor: Donor,
    *,
    kind: str,
    amount_fen: int,
    due_on: date,
    goods: str = "",
    programme: Programme | None = None,
    promised_on: date | None = None,
    by: Actor,
) -> Pledge:
    """Write down what a donor promises, in money or in kind, by which day."""
    donor = held(donor, by=by)
    on = promised_on or timezone.localdate()
    if amount_fen <= 0:
        raise Refused(_("An amount is more than nothing."))
    if due_on < on:
        raise Refused(_("It is due after it is promised."))
    if kind == Pledge.Kind.GOODS:
        goods = said(goods, _("Say what is given in kind."))
    if programme is not None and programme.donor_id != donor.pk:
        raise Refused(_("This programme is another donor's."))
    made = Pledge.objects.create(
        donor=donor, kind=kind, amount_fen=amount_fen, goods=goods.strip(), due_on=due_on,
        promised_on=on, programme=programme,
    )  # fmt: skip
    record("giving.pledge", donor, by=by, kind=kind, amount_fen=amount_fen, due_on=due_on)
    return made


@transaction.atomic
def arrive(
    pledged: Pledge, *, amount_fen: int, document: str, on: date | None = None, by: Actor
) -> Arrival:
    """Enter what came of a pledge; one receipt is entered once, and never more than promised."""
    pledged = Pledge.objects.select_for_update().get(pk=pledged.pk)
    by.must(EDIT, at=pledged.path)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("%(day)s is in the future: enter what has happened.") % {"day": on})
    document = said(document, _("Name the receipt."))
    if pledged.arrivals.filter(document=document).exists():
        raise Refused(_("This receipt is entered already."))
    left = pledged.amount_fen - pledged.arrived_fen
    if not 0 < amount_fen <= left:
        raise Refused(
            _("%(left)s yuan of the pledge are awaited: write down a new pledge for more.")
            % {"left": yuan(left)}
        )
    arrived = Arrival.objects.create(
        pledge=pledged, on=on, amount_fen=amount_fen, document=document, entered_by=by.name
    )
    record("giving.arrive", pledged.donor, by=by, on=on, amount_fen=amount_fen, document=document)
    return arrived


@transaction.atomic
def withdraw_pledge(pledged: Pledge, *, reason: str, by: Actor) -> Pledge:
    pledged = Pledge.objects.select_for_update().get(pk=pledged.pk)
    by.must(EDIT, at=pledged.path)
    if pledged.reserved_fen or pledged.arrivals.exists():
        raise Refused(_("Something of it is spoken for or has arrived."))
    pledged.withdrawn_on = timezone.localdate()
    pledged.save(update_fields=["withdrawn_on"])
    record("giving.withdraw_pledge", pledged.donor, by=by, personal={"reason": said(reason)})
    return pledged


@transaction.atomic
def issue_link(donor: Donor, *, by: Actor) -> str:
    """A new link for the donor; the one before opens nothing any more. Only its hash is kept."""
    donor = held(donor, by=by)
    if not donor.phone and not donor.email:
        raise Refused(_("No phone and no e-mail of the donor is known: print the statement."))
    today = timezone.localdate()
    place = str(donor.organisation.division_id)
    valid = reckon(nearest(VALIDITY, on=today, place=place), today, work_calendar())
    token = secrets.token_hex(16)
    donor.link_key, donor.link_until = lookup(token), valid.legal_end
    donor.save(update_fields=["link_key", "link_until"])
    record("giving.issue_link", donor, by=by, until=valid.legal_end)
    notices.link_sent(donor, token)
    return token
