"""A source of money from the plan to the audit report."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.audit.log import record
from niudai.casework.moves import advance, locked, open_case, timely
from niudai.funds.ledger import accounts_of, open_accounts, post, reverse_entry, standing_of
from niudai.funds.models import Allowance, Entry, Source, SourceStage
from niudai.funds.numbering import numbered, said
from niudai.funds.procedure import AGREE, AUDIT, CLOSE, RECEIVE, SETTLE
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused
from niudai.organisations.models import Organisation

EDIT = Permission.FUND_EDIT


@transaction.atomic
def plan(
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    document: str,
    year: int,
    purpose: str,
    planned_fen: int,
    since: date,
    until: date,
    carry_over: str,
    planned_on: date | None = None,
    by: Actor,
) -> Source:
    """Put a source on record with its papers; money comes in afterwards."""
    by.must(EDIT, at=organisation.path)
    if until < since:
        raise Refused(_("The period ends before it begins."))
    if planned_fen <= 0:
        raise Refused(_("An amount is more than nothing."))
    on = planned_on or timezone.localdate()
    source = Source.objects.create(
        organisation=organisation, reference=numbered(organisation, "资", on), received_on=on,
        name=name.strip(), kind=kind, document=said(document, _("Give the document number.")),
        year=year, purpose=said(purpose, _("Say what the money is for.")),
        planned_fen=planned_fen, since=since, until=until, carry_over=carry_over,
    )  # fmt: skip
    open_accounts(source)
    return open_case(source, by=by, event="plan", planned_fen=planned_fen, document=document)


@transaction.atomic
def allow(
    source: Source,
    *,
    item: str,
    group: str = "",
    most_fen: int | None = None,
    most_year_fen: int | None = None,
    by: Actor,
) -> Allowance:
    """Let the source pay an item to a group, up to caps; said again, the caps change."""
    source = changeable(source, by=by)
    caps = {"most_fen": most_fen or None, "most_year_fen": most_year_fen or None}
    allowance, _made = Allowance.objects.update_or_create(
        source=source, item=item, group=group, defaults=caps
    )
    record(
        "funds.allow", source, by=by, item=item, group=group, most_fen=caps["most_fen"],
        most_year_fen=caps["most_year_fen"],
    )  # fmt: skip
    return allowance


@transaction.atomic
def disallow(allowance: Allowance, *, by: Actor) -> Source:
    """Take an item out again, as long as nothing was committed for it."""
    source = changeable(allowance.source, by=by)
    accounts_of(source)
    if source.lines.filter(item=allowance.item).exists():
        raise Refused(_("Money has been committed for this item: it stays."))
    record("funds.disallow", source, by=by, item=allowance.item, group=allowance.group)
    allowance.delete()
    return source


def changeable(source: Source, *, by: Actor) -> Source:
    source = locked(source)
    by.must(EDIT, at=source.organisation.path)
    if source.stage not in {SourceStage.PLANNED, SourceStage.OPEN}:
        raise Refused(_("The source is closed: nothing about it changes."))
    return source


@transaction.atomic
def receive(
    source: Source, *, amount_fen: int, document: str, on: date | None = None, by: Actor
) -> Source:
    """Enter money that arrived."""
    source = locked(source)
    RECEIVE.check(source, by=by)
    document = said(document, _("Give the document number."))
    entry = post(
        source, Entry.Event.RECEIVE, [(None, amount_fen)], by=by, on=timely(source, on),
        document=document,
    )  # fmt: skip
    return advance(
        source, RECEIVE, by=by, on=on, entry=entry.pk, amount_fen=amount_fen, document=document
    )


@transaction.atomic
def correct(entry: Entry, *, reason: str, by: Actor) -> Entry:
    """Answer a wrong receipt with its reverse. Another person than whoever wrote it does so."""
    source = locked(entry.source)
    by.must(EDIT, at=source.organisation.path)
    reason = said(reason)
    if entry.event != Entry.Event.RECEIVE:
        raise Refused(_("This entry is answered at its line: release it or enter the repayment."))
    if source.stage not in {SourceStage.OPEN, SourceStage.CLOSING}:
        raise Refused(_("The source is closed: nothing about it changes."))
    if is_same(entry.written_by, entry.written_user, by):
        raise Refused(_("Another person than whoever wrote an entry reverses it."))
    back = reverse_entry(entry, by=by, document=reason[:120])
    record(
        "funds.correct", source, by=by, entry=entry.pk, amount_fen=entry.total_fen,
        personal={"reason": reason},
    )  # fmt: skip
    return back


@transaction.atomic
def close(source: Source, *, note: str = "", by: Actor) -> Source:
    """Nothing is committed from here on."""
    source = locked(source)
    accounts_of(source)  # whoever is committing has finished, whoever comes later finds it closed
    return advance(source, CLOSE, by=by, note=note)


@transaction.atomic
def agree(source: Source, *, note: str = "", by: Actor) -> Source:
    """The audit committee agrees to what becomes of the rest."""
    source = locked(source)
    source.agreed_by, source.agreed_on = by.name, timezone.localdate()
    source.save(update_fields=["agreed_by", "agreed_on"])
    return advance(source, AGREE, by=by, note=note)


@transaction.atomic
def settle(source: Source, *, successor: Source | None = None, document: str, by: Actor) -> Source:
    """Carry what is left over to the successor, or give it back, as the source's rule says."""
    carries = source.carry_over == Source.CarryOver.CARRY
    held = {
        each.pk: each
        for each in Source.objects.select_for_update()
        .filter(pk__in=[source.pk, successor.pk] if successor and carries else [source.pk])
        .order_by("pk")
    }
    source = held[source.pk]
    SETTLE.check(source, by=by)
    document = said(document, _("Give the document number."))
    left = standing_of(accounts_of(source).values()).free
    if left and carries:
        carry(source, held.get(successor.pk) if successor else None, left, document, by=by)
    elif left:
        post(source, Entry.Event.GIVE_BACK, [(None, left)], by=by, document=document)
    return advance(
        source, SETTLE, by=by, amount_fen=left, document=document,
        successor=str(successor) if left and carries else None,
    )  # fmt: skip


def carry(source: Source, successor: Source | None, left: int, document: str, *, by: Actor) -> None:
    """Out of one source and into the next, in two entries of one transaction."""
    if successor is None or successor.pk == source.pk:
        raise Refused(_("Choose the source of the next year that takes what is left."))
    if successor.organisation_id != source.organisation_id or successor.year <= source.year:
        raise Refused(_("What is left goes to a later year of the same union."))
    if successor.kind != source.kind:
        raise Refused(_("What is left goes to a source of the same kind."))
    RECEIVE.check(successor, by=by)
    post(source, Entry.Event.CARRY_OUT, [(None, left)], by=by, document=document)
    entry = post(successor, Entry.Event.CARRY_IN, [(None, left)], by=by, document=document)
    advance(successor, RECEIVE, by=by, entry=entry.pk, amount_fen=left, document=document)


@transaction.atomic
def audit(source: Source, *, report: str, on: date | None = None, by: Actor) -> Source:
    """Enter the report of the audit committee."""
    source = locked(source)
    source.audit_report = said(report, _("Name the audit report."))
    source.audited_on = timely(source, on)
    source.save(update_fields=["audit_report", "audited_on"])
    return advance(source, AUDIT, by=by, on=on, report=report)
