"""Merging and dissolving: proposed, decided, and everything placed elsewhere in one act."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.casework.moves import advance, locked, open_case, timely
from niudai.formation.actions.deciding import numbered, refuse_own_decision, refuse_without
from niudai.formation.actions.rehousing import Fates, rehouse
from niudai.formation.actions.setting_up import today_or_before
from niudai.formation.models import Ending
from niudai.formation.procedure import CARRY_OUT, REFUSE_ENDING, WITHDRAW_ENDING
from niudai.kernel.refused import Refused
from niudai.organisations.actions.units import dissolve, refuse_dissolved
from niudai.organisations.models import Organisation
from niudai.organisations.tree import locked_tree

DECIDE = Permission.FORMATION_APPROVE


@transaction.atomic
def propose_ending(
    union: Organisation,
    *,
    way: str,
    why: str,
    members: str,
    into: Organisation | None = None,
    unit_ended: bool = False,
    proposed_on: date | None = None,
    by: Actor,
) -> Ending:
    """Ask that a union be merged into another one or dissolved; nothing moves yet."""
    union = Organisation.objects.select_for_update().get(pk=union.pk)
    by.must(Permission.FORMATION_HANDLE, at=union.path)
    refuse_dissolved(union)
    if union.parent_id is None:
        raise Refused(_("A federation is not dissolved here."))
    if Ending.objects.filter(organisation=union, stage="proposed").exists():
        raise Refused(_("An ending of this union is proposed already."))
    if into is None and (way == Ending.Way.MERGE or members == Ending.Members.MOVE):
        raise Refused(_("Say to which union the members go."))
    if into is not None and into.pk == union.pk:
        raise Refused(_("A union cannot be merged into itself."))
    on = today_or_before(proposed_on)
    case = Ending.objects.create(
        reference=numbered(union, "撤", on), organisation=union, received_on=on, way=way,
        why=refuse_without(why, _("Give the reason.")), members=members, into=into,
        unit_ended=unit_ended,
    )  # fmt: skip
    return open_case(case, by=by, event="propose_ending", way=way, into=str(into or ""))


@transaction.atomic
def carry_out(
    case: Ending, *, document: str, decided_on: date | None = None, fates: Fates | None = None,
    by: Actor,
) -> Ending:  # fmt: skip
    """Decide the end and place everything that stands at the union; then it is dissolved.

    Members move or are kept at the higher union; employers, sites, bodies and open work go to the
    union merged into, or else to the higher one; so do units beneath of which `fates` says nothing
    else; terms and appointments end.
    """
    union = case.organisation
    locked_tree(union, *([case.into] if case.into else []))
    case = locked(case)
    refuse_own_decision(case.organisation, by=by)
    document = refuse_without(document, _("Give the number of the document."))
    on = timely(case, decided_on)
    above = case.organisation.parent
    if above is None:
        raise Refused(_("A federation is not dissolved here."))
    target = case.into or above
    by.must(DECIDE, at=target.path)
    case.decided_on, case.document = on, document
    case.save(update_fields=["decided_on", "document"])
    case = advance(case, CARRY_OUT, on=on, by=by, document=document)  # its own line of work ends
    case.placed = rehouse(case, to=target, above=above, fates=fates or {}, on=on, by=by)
    case.save(update_fields=["placed"])
    dissolve(
        case.organisation, reason=case.why, on=on, by=by, right=DECIDE,
        into=case.into if case.way == Ending.Way.MERGE else None,
    )  # fmt: skip
    return case


@transaction.atomic
def refuse_ending(case: Ending, *, reason: str, by: Actor) -> Ending:
    case = locked(case)
    refuse_own_decision(case.organisation, by=by)
    case.reason = refuse_without(reason, _("Give the reason."))
    case.save(update_fields=["reason"])
    return advance(case, REFUSE_ENDING, by=by, note=case.reason)


@transaction.atomic
def withdraw_ending(case: Ending, *, note: str = "", by: Actor) -> Ending:
    return advance(case, WITHDRAW_ENDING, by=by, note=note)
