"""A donor's money on its way to a family: bound in the source it lies in, paid by finance."""

from django.db import transaction
from django.utils.translation import gettext as _

from niudai.access.actor import Actor
from niudai.access.permissions import Permission
from niudai.assistance.giving.actions.needs import refuse_not_arrived, standing
from niudai.assistance.giving.models import Match, Need, Pledge, Stage
from niudai.audit.log import record
from niudai.casework.moves import locked
from niudai.funds.actions import commit
from niudai.funds.models import Line
from niudai.funds.payable import Payable
from niudai.funds.separation import is_same
from niudai.kernel.refused import Refused

ORIGIN = "giving"


@transaction.atomic
def bind_gift(need: Need, *, by: Actor) -> Line:
    """Bind what the donor takes on, in the source of the agreement; once paid, the need is given.

    Whoever brought donor and need together does not decide the money; it goes by name and card.
    """
    need = locked(need)
    by.must(Permission.GIVING_VIEW, at=need.organisation.path)
    if need.stage != Stage.RESERVED:
        raise Refused(_("It is “%(stage)s”.") % {"stage": need.get_stage_display()})
    match = standing(need)
    if not match.goes_by_the_funds:
        raise Refused(_("The donor gives this without the funds: enter what was given."))
    if match.bound:
        raise Refused(_("Money is bound for it already."))
    if is_same(match.reserved_by, None, by):
        raise Refused(_("Whoever brought donor and need together does not decide the money."))
    pledged = Pledge.objects.select_for_update().get(pk=match.pledge_id)
    programme = pledged.programme
    if programme is None or programme.source is None:
        raise Refused(_("The money of the agreement is not entered as a source of funds yet."))
    refuse_not_arrived(pledged, match.amount_fen)
    (line,) = commit(programme.source, [payable(need, match)], origin=ORIGIN, by=by)
    match.line = line
    match.save(update_fields=["line"])
    record(
        "giving.bind_gift", need, by=by, source=programme.source.reference,
        amount_fen=line.amount_fen,
    )  # fmt: skip
    return line


def payable(need: Need, match: Match) -> Payable:
    file = need.file
    if file is None or not file.card:
        raise Refused(
            _("Money goes by name and card: the need has no hardship file with a bank card.")
        )
    return Payable(
        amount_fen=match.amount_fen, item=need.used_for, group=file.category,
        reference=need.reference, event=need.reference, name=file.name,
        number=file.worker.number, card=file.card, card_name=file.card_name or file.name,
        bank=file.bank, person_id=file.person_id, facts={"file": file.reference},
        organisation=need.organisation,
    )  # fmt: skip
